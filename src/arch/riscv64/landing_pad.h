/* riscv64 landing_pad.h: an indirect branch may land anywhere, and the linker leaves assembly as it is written */
/* clang-format off */

/* Relaxation would turn addresses into offsets from gp, which is the user's in
 * the gate and which a kernel may use for something else. (RISC-V psABI,
 * "Global-pointer Relaxation") */
	.option norelax

	.macro landing_pad
	.endm

	.macro landing_pad_jump
	.endm
