/* x86_64 switch_to.S: from one thread to another, callee-saved integers alone */
#include <kspawn/arch/frame.h>
#include "asm.h"
#include "callee_saved.h"

/* struct kspawn_thread *kspawn_switch_to(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      rdi prev, rsi next
 * out     rax the previous thread; rsp the stack of next
 * kept    rbx rbp r12 r13 r14 r15
 * lost    rcx, flags; rdx rsi rdi r8 to r11 are as in the thread that switches back
 */
function kspawn_switch_to
	push_all KSPAWN_SWITCH_REGS
	lea	.Lresume(%rip), %rax
	push	%rax
	.cfi_adjust_cfa_offset KSPAWN_WORD
	mov	%rsp, (%rdi)
	cfi_frame_of_thread KSPAWN_BREG_RDI, KSPAWN_SWITCH_SIZE
	mov	(%rsi), %rsp
	mov	%rdi, %rax
	jmp	*KSPAWN_SWITCH_RESUME(%rsp)

.Lresume:
	.cfi_def_cfa rsp, KSPAWN_SWITCH_SIZE
	resume_point kspawn_switch_to_resume
	add	$KSPAWN_SWITCH_R15, %rsp
	.cfi_adjust_cfa_offset -KSPAWN_SWITCH_R15
	pop_all KSPAWN_SWITCH_REGS
	ret
end kspawn_switch_to
