/* aarch64 landing_pad.h: where an indirect branch may land (Arm ARM, BTI; AAELF64, program property) */
/* clang-format off */
#define KSPAWN_PROPERTY_TYPE 0xc0000000 /* GNU_PROPERTY_AARCH64_FEATURE_1_AND */
#define KSPAWN_PROPERTY_VALUE 1         /* BTI */

	.macro landing_pad
	hint	#34 /* bti c */
	.endm

	.macro landing_pad_jump
	hint	#36 /* bti j */
	.endm
