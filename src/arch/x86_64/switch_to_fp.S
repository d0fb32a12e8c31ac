/* x86_64 switch_to_fp.S: from one thread to another, with the floating point control words */
#include <kspawn/arch/frame.h>
#include "asm.h"
#include "callee_saved.h"

/* struct kspawn_thread *kspawn_switch_to_fp(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      rdi prev, rsi next
 * out     rax the previous thread; rsp the stack of next
 * kept    rbx rbp r12 r13 r14 r15, the control bits of MXCSR, the x87 control word
 * lost    rcx, flags; rdx rsi rdi r8 to r11 and xmm0 to xmm15 are as in the thread that switches back
 */
function kspawn_switch_to_fp
	push_all KSPAWN_SWITCH_REGS
	sub	$KSPAWN_SWITCH_FP_REGS, %rsp
	.cfi_adjust_cfa_offset KSPAWN_SWITCH_FP_REGS
	stmxcsr	KSPAWN_SWITCH_FP_MXCSR(%rsp)
	fnstcw	KSPAWN_SWITCH_FP_FCW(%rsp)
	lea	.Lresume(%rip), %rax
	mov	%rax, KSPAWN_SWITCH_FP_RESUME(%rsp)
	mov	%rsp, (%rdi)
	cfi_frame_of_thread KSPAWN_BREG_RDI, KSPAWN_SWITCH_FP_SIZE
	mov	(%rsi), %rsp
	mov	%rdi, %rax
	jmp	*KSPAWN_SWITCH_FP_RESUME(%rsp)

.Lresume:
	.cfi_def_cfa rsp, KSPAWN_SWITCH_FP_SIZE
	resume_point kspawn_switch_to_fp_resume
	ldmxcsr	KSPAWN_SWITCH_FP_MXCSR(%rsp)
	fldcw	KSPAWN_SWITCH_FP_FCW(%rsp)
	add	$KSPAWN_SWITCH_FP_REGS, %rsp
	.cfi_adjust_cfa_offset -KSPAWN_SWITCH_FP_REGS
	pop_all KSPAWN_SWITCH_REGS
	ret
end kspawn_switch_to_fp
