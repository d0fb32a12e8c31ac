/* i386 ret_from_fork.S: the first code of a new thread */
#include <kspawn/fork_frame.h>
#include "asm.h"

/* void kspawn_ret_from_fork(void)
 *
 * in      eax the previous thread; esp the new thread's struct kspawn_fork_frame
 * uses    ebx fn, esi arg, edi user registers, ebp zero: the frame-pointer chain ends here; the word at esp is what is passed
 *
 * AC, TF, NT, IOPL and DF are clear at every switch. With KSPAWN_SWITCH_ANY_FLAGS they need not be: a new thread must not
 * inherit them. Interrupts are off at every switch. (AMD64 manual, volume 2, 3.1.6)
 */
#define FLAGS_FIXED 2

function kspawn_ret_from_fork, eip
	mov	KSPAWN_FORK_FRAME_FN(%esp), %ebx
	mov	KSPAWN_FORK_FRAME_ARG(%esp), %esi
	mov	KSPAWN_FORK_FRAME_REGS(%esp), %edi
#ifdef KSPAWN_SWITCH_ANY_FLAGS
	push	$FLAGS_FIXED
	.cfi_adjust_cfa_offset KSPAWN_WORD
	popf
	.cfi_adjust_cfa_offset -KSPAWN_WORD
#endif
	xor	%ebp, %ebp
	mov	%eax, (%esp)
	call	kspawn_schedule_tail
	test	%ebx, %ebx
	jz	.Lreturn_to_user
	mov	%esi, (%esp)
	call	*%ebx
	mov	%eax, (%esp)
	call	kspawn_fn_returned
.Lreturn_to_user:
	mov	%edi, (%esp)
	call	kspawn_return_to_user
	ud2
end kspawn_ret_from_fork
