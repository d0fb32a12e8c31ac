/* mips switch_to_fp.S: from one thread to another, with callee-saved floating point and FCSR */
#include <kspawn/arch/frame.h>
#include <kspawn/arch/abi.h>
#include "asm.h"
#include "callee_saved.h"

/* struct kspawn_thread *kspawn_switch_to_fp(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      a0 prev, a1 next
 * out     v0 the previous thread; sp the stack of next
 * kept    s0 to s7, fp, ra, FCSR; o32: f20 to f31; n64: gp, f24 to f31
 * lost    v1, t9; all other registers are as in the thread that switches back
 * k0 and k1 are the kernel's and left alone; gp is in o32
 */
	.set hardfloat
function kspawn_switch_to_fp
	PTR_ADDIU $sp, $sp, -KSPAWN_SWITCH_FP_SIZE
	.cfi_adjust_cfa_offset KSPAWN_SWITCH_FP_SIZE
	store_all KSPAWN_SWITCH_S0, KSPAWN_SWITCH_REGS
	cfc1	$v1, $31
	sw	$v1, KSPAWN_SWITCH_FCSR($sp)
	store_all_fp KSPAWN_SWITCH_FP, KSPAWN_SWITCH_FP_REGS
	.cfi_remember_state
	bal	.Lleave /* with the address of what follows in ra: there it resumes */
	REG_S	$sp, 0($a0)
	resume_point kspawn_switch_to_fp_resume
	load_all_fp KSPAWN_SWITCH_FP, KSPAWN_SWITCH_FP_REGS
	lw	$v1, KSPAWN_SWITCH_FCSR($sp)
	ctc1	$v1, $31
	load_all KSPAWN_SWITCH_S0, KSPAWN_SWITCH_REGS
	jr	$ra
	PTR_ADDIU $sp, $sp, KSPAWN_SWITCH_FP_SIZE

.Lleave:
	.cfi_restore_state
	REG_S	$ra, KSPAWN_SWITCH_RESUME($sp)
	cfi_frame_of_thread KSPAWN_BREG_A0, KSPAWN_SWITCH_FP_SIZE
	REG_L	$sp, 0($a1)
	REG_L	$t9, KSPAWN_SWITCH_RESUME($sp)
	jr	$t9
	move	$v0, $a0
end kspawn_switch_to_fp
