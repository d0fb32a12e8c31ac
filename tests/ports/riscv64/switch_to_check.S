/* tests/ports/riscv64/switch_to_check.S: loads every register that a switch keeps, switches, and writes them all down */
#include "asm.h"

	.attribute arch, KSPAWN_ARCH_FP
#define LOAD REG_L
#define STORE REG_S
#define LOAD_FP fld
#define STORE_FP fsd
#define FRAME_POINTER s0
#define PLATFORM gp
#define TEMPORARIES t0, t2, t3, t4, t5, t6
#define AT_ENTRY /* `tail` loses t1 */

	.macro grow size
	addi	sp, sp, -\size
	.cfi_adjust_cfa_offset \size
	.endm
	.macro shrink size
	addi	sp, sp, \size
	.cfi_adjust_cfa_offset -\size
	.endm
	.macro junk registers:vararg
	.irp	register, \registers
	li	\register, -1
	.endr
	.endm
	.macro restore_host
	lla	gp, __global_pointer$
	.endm
#define address lla
#define get_control frcsr
#define set_control fscsr
#define call jalr
#define jump jr
#define go tail

#include "load_store.h"
