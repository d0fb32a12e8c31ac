/* mips switch_to.S: from one thread to another; FP() is switch_to_fp's, callee-saved floating point and FCSR */
#include "asm.h"
#include "switch_form.h"

	FP(.set hardfloat)

/* struct kspawn_thread *SWITCH_TO(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      a0 prev, a1 next
 * out     v0 the previous thread; sp the stack of next
 * kept    s0 to s7, fp, ra; n32 and n64: gp; FP: FCSR, in o32 f20 to f31, in n32 the even ones of them, in n64 f24 to f31
 * lost    t9, the address that was jumped to; FP: v1; all other registers are as in the thread that switches back
 * k0 and k1 are the kernel's and left alone; gp is in o32
 */
function SWITCH_TO
	PTR_ADDIU $sp, $sp, -SWITCH_SIZE
	.cfi_adjust_cfa_offset SWITCH_SIZE
	store_all REG_S, KSPAWN_SWITCH_S0, KSPAWN_SWITCH_REGS
	FP(cfc1 $v1, $31)
	FP(sw $v1, KSPAWN_SWITCH_FCSR($sp))
	FP(store_all_fp KSPAWN_SWITCH_FP, KSPAWN_SWITCH_FP_REGS)
	.cfi_remember_state
	bal	.Lleave /* with the address of what follows in ra: there it resumes */
	PTR_S	$sp, 0($a0)
	resume_point SWITCH_RESUME
	FP(load_all_fp KSPAWN_SWITCH_FP, KSPAWN_SWITCH_FP_REGS)
	FP(lw $v1, KSPAWN_SWITCH_FCSR($sp))
	FP(ctc1 $v1, $31)
	load_all REG_L, KSPAWN_SWITCH_S0, KSPAWN_SWITCH_REGS
	jr	$ra
	PTR_ADDIU $sp, $sp, SWITCH_SIZE

.Lleave:
	.cfi_restore_state
	REG_S	$ra, KSPAWN_SWITCH_RESUME($sp)
	cfi_frame_of_thread KSPAWN_BREG_A0, SWITCH_SIZE
	PTR_L	$sp, 0($a1)
	PTR_L	$t9, KSPAWN_SWITCH_RESUME+PTR_IN_WORD($sp)
	jr	$t9
	move	$v0, $a0
end SWITCH_TO
