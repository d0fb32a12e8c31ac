/* x86_64 landing_pad.h: where an indirect branch may land (AMD64 manual, volume 2, 18.4; GNU property ABI) */
/* clang-format off */
#define KSPAWN_PROPERTY_TYPE 0xc0000002 /* GNU_PROPERTY_X86_FEATURE_1_AND */
#define KSPAWN_PROPERTY_VALUE 1         /* IBT; never SHSTK: the switch leaves the shadow stack alone */

	.macro landing_pad
	endbr64
	.endm

	.macro landing_pad_jump
	endbr64
	.endm
