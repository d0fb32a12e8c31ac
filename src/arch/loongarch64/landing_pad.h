/* loongarch64 landing_pad.h: an indirect branch may land anywhere */
/* clang-format off */
	.macro landing_pad
	.endm

	.macro landing_pad_jump
	.endm
