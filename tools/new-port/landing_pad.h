/* @PORT@ landing_pad.h: where an indirect branch may land */
/* clang-format off */
/* missing: the instruction, if the machine needs one */

	.macro landing_pad
	.endm

	.macro landing_pad_jump
	.endm
