/* riscv64 callee_saved.h: how a register goes to and from memory, for lists of them */
/* clang-format off */
#define KSPAWN_BREG_A0 0x7a /* DW_OP_breg10 */
#define KSPAWN_ASM_SP sp

	.macro access op, register, base, offset
	\op	\register, \offset(\base)
	.endm

#include "../common/lists.h"
