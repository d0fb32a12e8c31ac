/* riscv64 dialect.h: what asm.h must know of the port's assembly */
/* clang-format off */
#define KSPAWN_BREG_A0 0x7a /* DW_OP_breg10 */
#define KSPAWN_ASM_SP sp

#if __riscv_xlen == 64
#define REG_L ld
#define REG_S sd
#else
#define REG_L lw
#define REG_S sw
#endif

/* Relaxation would turn addresses into offsets from gp, which is the user's in
 * the gate and which a kernel may use for something else. (RISC-V psABI,
 * "Global-pointer Relaxation") */
	.option norelax

	.macro access op, register, base, offset
	\op	\register, \offset(\base)
	.endm
