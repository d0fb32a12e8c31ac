/* arm landing_pad.h: an indirect branch may land anywhere, with the instruction set in bit 0 of its address */
/* clang-format off */
	.syntax unified
#ifdef __thumb__
	.thumb
#define KSPAWN_THUMB_BIT 1 /* what to add to a label that is branched to by address */
#else
	.arm
#define KSPAWN_THUMB_BIT 0
#endif

/* The stack stays aligned to 8 bytes, and no function takes floating point
 * arguments: an object that uses the registers links with either ABI. (ABI
 * addenda, build attributes) */
	.eabi_attribute Tag_ABI_align_needed, 1
	.eabi_attribute Tag_ABI_align_preserved, 1
	.eabi_attribute Tag_ABI_VFP_args, 3

	.macro landing_pad
	.endm

	.macro landing_pad_jump
	.endm
