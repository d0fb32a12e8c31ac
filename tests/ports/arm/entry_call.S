/* tests/ports/arm/entry_call.S: calls the gate from either instruction set, is what it calls, and surrounds the exit */
#include "asm.h"
#include "address.h"

/* void kspawn_hosted_syscall(struct kspawn_pt_regs *regs)
 * in      r0 regs; the frame pointers of both instruction sets, which count as one
 * lost    r3, r12
 */
function kspawn_hosted_syscall
	address	r12, kspawn_test_frame_pointers
	orr	r3, r7, r11
	str	r3, [r12]
	b	kspawn_test_on_syscall
end kspawn_hosted_syscall

/* void kspawn_test_exit_reserved(void *frame, uintptr_t tls, uint32_t *word)
 * the exit, while this processor has the word reserved
 */
function kspawn_test_exit_reserved
	ldrex	r3, [r2]
	b	kspawn_hosted_exit
end kspawn_test_exit_reserved

/* where that leads, with r0 word: kspawn_test_exited(is the reservation cleared?) */
function kspawn_test_after_exit
	strex	r1, r0, [r0]
	mov	r0, r1
	b	kspawn_test_exited
end kspawn_test_after_exit

/* void kspawn_test_call_from_SET(uint32_t words[16])
 * in      r0 words: r0 to r12, two that are not loaded, and APSR
 * out     words[13]: sp, words[14]: where the gate returns to
 */
	.macro caller name
function \name
	str	sp, [r0, #(4 * 13)]
	adr	r1, 1f
	str	r1, [r0, #(4 * 14)]
	ldr	r1, [r0, #(4 * 15)]
	msr	apsr_nzcvqg, r1
	ldm	r0, {r0-r12}
	.balign	4 /* adr counts in words */
	bl	kspawn_hosted_gate
1:	udf	#0
end \name
	.endm

	.arm
caller kspawn_test_call_from_arm
	.thumb
caller kspawn_test_call_from_thumb

	.bss
	.balign KSPAWN_WORD
	.globl	kspawn_test_frame_pointers
kspawn_test_frame_pointers:
	.skip	KSPAWN_WORD
