/* tests/ports/s390x/entry_call.S: calls the gate with every register filled, is what it calls, and calls the signal entry */
#include "asm.h"

/* void kspawn_hosted_syscall(struct kspawn_pt_regs *regs)
 * in      r2 regs; r11 and the back chain, which count as one; r15, below which a called function may write
 */
function kspawn_hosted_syscall
	lg	%r0, 0(%r15)
	ogr	%r0, %r11
	stgrl	%r0, kspawn_test_frame_pointers
	stgrl	%r15, kspawn_test_gate_sp
	ipm	%r0
	stgrl	%r0, kspawn_test_mask
	jg	kspawn_test_on_syscall
end kspawn_hosted_syscall

/* void kspawn_test_call_gate(uintptr_t words[17])
 * in      r2 words: registers by number, 14 is not loaded, and r15 need not be a stack; condition code and program mask
 * out     words[14]: where the gate returns to
 */
function kspawn_test_call_gate
	larl	%r1, 1f
	stg	%r1, 14 * KSPAWN_WORD(%r2)
	lg	%r0, 16 * KSPAWN_WORD(%r2)
	spm	%r0
	lmg	%r0, %r1, 0(%r2)
	lmg	%r3, %r13, 3 * KSPAWN_WORD(%r2)
	lg	%r15, 15 * KSPAWN_WORD(%r2)
	lg	%r2, 2 * KSPAWN_WORD(%r2)
	brasl	%r14, kspawn_hosted_gate
1:	STOP
end kspawn_test_call_gate

#define SIGNAL_FRAME (KSPAWN_CALL_AREA + KSPAWN_WORD)

/* void kspawn_test_masked_signal(int sig, siginfo_t *info, void *context, uintptr_t sp)
 * the signal entry on the stack below sp, with all of the program mask and of access register 0; kspawn_test_mask is what it
 * has left
 */
function kspawn_test_masked_signal
	grow	SIGNAL_FRAME
	store_all stg, KSPAWN_CALL_AREA, r14
	lgr	%r13, %r15
	lgr	%r15, %r5
	lghi	%r1, -1
	sar	%a0, %r1
	spm	%r1
	brasl	%r14, kspawn_hosted_signal_entry
	lgr	%r15, %r13
	ipm	%r0
	stgrl	%r0, kspawn_test_mask
	load_all lg, KSPAWN_CALL_AREA, r14
	shrink	SIGNAL_FRAME
	br	%r14
end kspawn_test_masked_signal

	.bss
	.balign	KSPAWN_WORD
	.irp	name, frame_pointers, gate_sp, mask
	.globl	kspawn_test_\name
kspawn_test_\name:
	.skip	KSPAWN_WORD
	.endr
