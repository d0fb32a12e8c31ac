/* m68k switch_to.S: from one thread to another; FP() is switch_to_fp's, callee-saved floating point and FPCR */
#include "asm.h"
#include "switch_form.h"

#define REGS_SIZE (KSPAWN_SWITCH_RETURN - KSPAWN_SWITCH_D2)
#define FP_SIZE (KSPAWN_SWITCH_FP_SIZE - KSPAWN_SWITCH_SIZE)

/* struct kspawn_thread *SWITCH_TO(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      4(sp) prev, 8(sp) next
 * out     a0 the previous thread; sp the stack of next
 * kept    d2 to d7, a2 to a6; FP: fp2 to fp7, FPCR
 * lost    a1, flags; d0 and d1 are as in the thread that switches back
 */
function SWITCH_TO
	move.l	4(%sp), %a0
	move.l	8(%sp), %a1
	FP(fmovem.x %fp2-%fp7, -(%sp))
	FP(.cfi_adjust_cfa_offset FP_SIZE - KSPAWN_WORD)
	FP(saved_at 0, 12, KSPAWN_SWITCH_FP_REGS)
	FP(subq.l #KSPAWN_WORD, %sp)
	FP(.cfi_adjust_cfa_offset KSPAWN_WORD)
	FP(fmove.l %fpcr, (%sp)) /* QEMU 7.2 stores another register by -(sp) */
	movem.l	%d2-%d7/%a2-%a6, -(%sp)
	.cfi_adjust_cfa_offset REGS_SIZE
	saved_at 0, KSPAWN_WORD, KSPAWN_SWITCH_REGS
	pea	(SWITCH_RESUME.w, %pc)
	.cfi_adjust_cfa_offset KSPAWN_WORD
	move.l	%sp, (%a0)
	.cfi_remember_state
	cfi_frame_of_thread KSPAWN_BREG_A0, SWITCH_SIZE
	move.l	(%a1), %sp
	move.l	(%sp), %a1
	jmp	(%a1)
	.cfi_restore_state
	resume_point SWITCH_RESUME
	addq.l	#KSPAWN_WORD, %sp
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	movem.l	(%sp)+, %d2-%d7/%a2-%a6
	.cfi_adjust_cfa_offset -REGS_SIZE
	restored KSPAWN_SWITCH_REGS
	FP(fmovem.l (%sp)+, %fpcr)
	FP(.cfi_adjust_cfa_offset -KSPAWN_WORD)
	FP(fmovem.x (%sp)+, %fp2-%fp7)
	FP(.cfi_adjust_cfa_offset -(FP_SIZE - KSPAWN_WORD))
	FP(restored KSPAWN_SWITCH_FP_REGS)
	rts
end SWITCH_TO
