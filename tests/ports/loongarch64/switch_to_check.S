/* tests/ports/loongarch64/switch_to_check.S: loads every register that a switch keeps, switches, and writes them all down */
#include "asm.h"

#define LOAD ld.d
#define STORE st.d
#define LOAD_FP fld.d
#define STORE_FP fst.d
#define FRAME_POINTER fp
#define PLATFORM r21
#define TEMPORARIES t0, t2, t3, t4, t5, t6, t7, t8
#define AT_ENTRY t1,

	.macro grow size
	addi.d	$sp, $sp, -\size
	.cfi_adjust_cfa_offset \size
	.endm
	.macro shrink size
	addi.d	$sp, $sp, \size
	.cfi_adjust_cfa_offset -\size
	.endm
	.macro junk registers:vararg
	.irp	register, \registers
	li.w	$\register, -1
	.endr
	.endm
	.macro address register, symbol:vararg
	la.pcrel $\register, \symbol
	.endm
	.macro get_control register
	movfcsr2gr $\register, $fcsr0
	.endm
	.macro set_control register
	movgr2fcsr $fcsr0, $\register
	.endm
	.macro call register
	jirl	$ra, $\register, 0
	.endm
	.macro jump register
	jr	$\register
	.endm
	.macro restore_host
	.endm
#define go b

#include "load_store.h"
