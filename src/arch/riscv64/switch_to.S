/* riscv64 switch_to.S: from one thread to another, callee-saved integers alone */
#include <kspawn/arch/abi.h>
#include <kspawn/arch/frame.h>
#include "asm.h"
#include "callee_saved.h"

/* struct kspawn_thread *kspawn_switch_to(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      a0 prev, a1 next
 * out     a0 the previous thread; sp the stack of next
 * kept    ra, s0 to s11
 * lost    t1; all other registers are as in the thread that switches back
 * gp and tp are the kernel's and left alone
 * The jumps go through t1: one through ra or t0 would be predicted as a call or a return.
 */
function kspawn_switch_to
	addi	sp, sp, -KSPAWN_SWITCH_SIZE
	.cfi_adjust_cfa_offset KSPAWN_SWITCH_SIZE
	store_all REG_S, KSPAWN_SWITCH_RA, KSPAWN_SWITCH_REGS
	.cfi_remember_state
	jal	t1, .Lleave /* with the address of what follows in t1: there it resumes */
	resume_point kspawn_switch_to_resume
	load_all REG_L, KSPAWN_SWITCH_RA, KSPAWN_SWITCH_REGS
	addi	sp, sp, KSPAWN_SWITCH_SIZE
	.cfi_adjust_cfa_offset -KSPAWN_SWITCH_SIZE
	ret

.Lleave:
	.cfi_restore_state
	REG_S	t1, KSPAWN_SWITCH_RESUME(sp)
	REG_S	sp, (a0)
	cfi_frame_of_thread KSPAWN_BREG_A0, KSPAWN_SWITCH_SIZE
	REG_L	sp, (a1)
	REG_L	t1, KSPAWN_SWITCH_RESUME(sp)
	jr	t1
end kspawn_switch_to
