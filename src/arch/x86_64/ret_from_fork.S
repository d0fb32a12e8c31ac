/* x86_64 ret_from_fork.S: the first code of a new thread */
#include <kspawn/fork_frame.h>
#include "asm.h"

/* void kspawn_ret_from_fork(void)
 *
 * in      rax the previous thread; rsp the new thread's struct kspawn_fork_frame
 * uses    rbx fn, r12 arg, r13 user registers, rbp zero: the frame-pointer chain ends here
 *
 * AC, TF, NT, IOPL and DF are clear at every switch, as <kspawn/entry.h> clears them when it
 * enters the kernel. With KSPAWN_SWITCH_ANY_FLAGS they need not be: a new thread must not
 * inherit them. popfq is slow, so it runs only if one of them is set. Interrupts are off
 * at every switch. (AMD64 manual, volume 2, 3.1.6)
 *
 * fn_returned is entered by a jump with its return address on the stack: it rarely
 * returns, and a call that never returns unbalances the return predictor.
 */
#define KSPAWN_FLAGS_FIXED 2
#define KSPAWN_FLAGS_FOREIGN 0x247500 /* ID AC NT IOPL DF TF */

function kspawn_ret_from_fork, rip
	mov	KSPAWN_FORK_FRAME_FN(%rsp), %rbx
	mov	KSPAWN_FORK_FRAME_ARG(%rsp), %r12
	mov	KSPAWN_FORK_FRAME_REGS(%rsp), %r13
#ifdef KSPAWN_SWITCH_ANY_FLAGS
	pushfq
	.cfi_adjust_cfa_offset KSPAWN_WORD
	pop	%rcx
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	test	$KSPAWN_FLAGS_FOREIGN, %ecx
	jz	.Lflags_are_calm
	push	$KSPAWN_FLAGS_FIXED
	.cfi_adjust_cfa_offset KSPAWN_WORD
	popfq
	.cfi_adjust_cfa_offset -KSPAWN_WORD
.Lflags_are_calm:
#endif
	xor	%ebp, %ebp
	mov	%rax, %rdi
	call	kspawn_schedule_tail
	test	%rbx, %rbx
	jz	.Lreturn_to_user
	mov	%r12, %rdi
	call	*%rbx
	mov	%eax, %edi
	lea	.Lreturn_to_user(%rip), %rcx
	push	%rcx
	.cfi_adjust_cfa_offset KSPAWN_WORD
	jmp	kspawn_fn_returned
	.cfi_adjust_cfa_offset -KSPAWN_WORD
.Lreturn_to_user:
	mov	%r13, %rdi
	call	kspawn_return_to_user
	ud2
end kspawn_ret_from_fork
