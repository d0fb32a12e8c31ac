/* i386 switch_to.S: from one thread to another; FP() is switch_to_fp's, the floating point control words */
#include "asm.h"
#include "switch_form.h"

#define CONTROL_WORDS (KSPAWN_SWITCH_EDI - KSPAWN_SWITCH_MXCSR)
#define BELOW_REGS KSPAWN_SWITCH_EDI

/* struct kspawn_thread *SWITCH_TO(struct kspawn_thread *prev, struct kspawn_thread *next)
 *
 * in      4(esp) prev, 8(esp) next
 * out     eax the previous thread; esp the stack of next
 * kept    ebx ebp esi edi; FP: the control bits of MXCSR, the x87 control word
 * lost    edx, flags; ecx is as in the thread that switches back
 * A call of the next instruction leaves the prediction of returns alone.
 */
function SWITCH_TO
	mov	4(%esp), %eax
	mov	8(%esp), %edx
	push_all ebp, ebx, esi, edi
	sub	$CONTROL_WORDS, %esp
	.cfi_adjust_cfa_offset CONTROL_WORDS
	FP(stmxcsr (%esp))
	FP(fnstcw KSPAWN_SWITCH_FCW - KSPAWN_SWITCH_MXCSR(%esp))
	call	.Lhere
.Lhere:
	.cfi_adjust_cfa_offset KSPAWN_WORD
	addl	$SWITCH_RESUME - .Lhere, (%esp)
	mov	%esp, (%eax)
	cfi_frame_of_thread KSPAWN_BREG_EAX, SWITCH_SIZE
	mov	(%edx), %esp
	jmp	*KSPAWN_SWITCH_RESUME(%esp)

	.cfi_def_cfa esp, SWITCH_SIZE
	resume_point SWITCH_RESUME
	FP(ldmxcsr KSPAWN_SWITCH_MXCSR(%esp))
	FP(fldcw KSPAWN_SWITCH_FCW(%esp))
	add	$BELOW_REGS, %esp
	.cfi_adjust_cfa_offset -BELOW_REGS
	pop_all	edi, esi, ebx, ebp
	ret
end SWITCH_TO
