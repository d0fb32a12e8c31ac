/* mips switch_to.S: from one thread to another, callee-saved integers alone */
#include <kspawn/arch/frame.h>
#include <kspawn/arch/abi.h>
#include "asm.h"
#include "callee_saved.h"

/* struct kspawn_thread *kspawn_switch_to(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      a0 prev, a1 next
 * out     v0 the previous thread; sp the stack of next
 * kept    s0 to s7, fp, ra; n64: gp
 * lost    t9, the address that was jumped to; all other registers are as in the thread that switches back
 * k0 and k1 are the kernel's and left alone; gp is in o32
 */
function kspawn_switch_to
	PTR_ADDIU $sp, $sp, -KSPAWN_SWITCH_SIZE
	.cfi_adjust_cfa_offset KSPAWN_SWITCH_SIZE
	store_all KSPAWN_SWITCH_S0, KSPAWN_SWITCH_REGS
	.cfi_remember_state
	bal	.Lleave /* with the address of what follows in ra: there it resumes */
	REG_S	$sp, 0($a0)
	resume_point kspawn_switch_to_resume
	load_all KSPAWN_SWITCH_S0, KSPAWN_SWITCH_REGS
	jr	$ra
	PTR_ADDIU $sp, $sp, KSPAWN_SWITCH_SIZE

.Lleave:
	.cfi_restore_state
	REG_S	$ra, KSPAWN_SWITCH_RESUME($sp)
	cfi_frame_of_thread KSPAWN_BREG_A0, KSPAWN_SWITCH_SIZE
	REG_L	$sp, 0($a1)
	REG_L	$t9, KSPAWN_SWITCH_RESUME($sp)
	jr	$t9
	move	$v0, $a0
end kspawn_switch_to
