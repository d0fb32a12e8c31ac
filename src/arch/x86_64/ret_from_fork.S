/* x86_64 ret_from_fork.S: where every newborn wakes */
#include <kspawn/arch/frame.h>
#include <kspawn/birth.h>
#include "asm.h"

/* void kspawn_ret_from_fork(void)
 *
 * in      rax the thread that was left; rsp the newborn's struct kspawn_birth
 * uses    rbx fn, r12 arg, r13 user registers, rbp zero: the frame-pointer chain ends here
 *
 * The flags are set, not inherited: AC, TF, NT and IOPL of the thread that was
 * left are not the newborn's, and interrupts are off.
 */
#define KSPAWN_FLAGS_FIXED 2

function kspawn_ret_from_fork, rip
	mov	KSPAWN_BIRTH_FN(%rsp), %rbx
	mov	KSPAWN_BIRTH_ARG(%rsp), %r12
	mov	KSPAWN_BIRTH_REGS(%rsp), %r13
	push	$KSPAWN_FLAGS_FIXED
	.cfi_adjust_cfa_offset KSPAWN_WORD
	popfq
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	xor	%ebp, %ebp
	mov	%rax, %rdi
	call	kspawn_schedule_tail
	test	%rbx, %rbx
	jz	.Lreturn_to_user
	mov	%r12, %rdi
	call	*%rbx
	mov	%eax, %edi
	call	kspawn_fn_returned
.Lreturn_to_user:
	mov	%r13, %rdi
	call	kspawn_return_to_user
	ud2
end kspawn_ret_from_fork
