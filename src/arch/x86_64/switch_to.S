/* x86_64 switch_to.S: from one thread to another; FP() is switch_to_fp's, the floating point control words */
#include "asm.h"
#include "switch_form.h"

#define BELOW_REGS (SWITCH_SIZE - KSPAWN_SWITCH_SIZE + KSPAWN_SWITCH_R15)

/* struct kspawn_thread *SWITCH_TO(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      rdi prev, rsi next
 * out     rax the previous thread; rsp the stack of next
 * kept    rbx rbp r12 r13 r14 r15; FP: the control bits of MXCSR, the x87 control word
 * lost    flags; all other registers are as in the thread that switches back
 */
function SWITCH_TO
	push_all KSPAWN_SWITCH_REGS
#ifdef SWITCH_FP
	sub	$BELOW_REGS, %rsp
	.cfi_adjust_cfa_offset BELOW_REGS
	stmxcsr	KSPAWN_SWITCH_FP_MXCSR(%rsp)
	fnstcw	KSPAWN_SWITCH_FP_FCW(%rsp)
	lea	.Lresume(%rip), %rax
	mov	%rax, KSPAWN_SWITCH_FP_RESUME(%rsp)
#else
	lea	.Lresume(%rip), %rax
	push	%rax
	.cfi_adjust_cfa_offset KSPAWN_WORD
#endif
	mov	%rsp, (%rdi)
	cfi_frame_of_thread KSPAWN_BREG_RDI, SWITCH_SIZE
	mov	(%rsi), %rsp
	mov	%rdi, %rax
	jmp	*KSPAWN_SWITCH_RESUME(%rsp)

.Lresume:
	.cfi_def_cfa rsp, SWITCH_SIZE
	resume_point SWITCH_RESUME
	FP(ldmxcsr KSPAWN_SWITCH_FP_MXCSR(%rsp))
	FP(fldcw KSPAWN_SWITCH_FP_FCW(%rsp))
	add	$BELOW_REGS, %rsp
	.cfi_adjust_cfa_offset -BELOW_REGS
	pop_all KSPAWN_SWITCH_REGS
	ret
end SWITCH_TO
