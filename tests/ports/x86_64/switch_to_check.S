/* tests/ports/x86_64/switch_to_check.S: loads every register that a switch keeps, switches, and writes them all down */
#include "asm.h"
#include "switch_to_port.h"

/* kspawn_thread *kspawn_test_switch(record *self, kspawn_thread *next, form *how)
 *
 * in      rdi self, whose first word is its thread; rsi next; rdx how
 * out     rax what `how` returned
 * What comes back belongs to the record at kspawn_test_running, whatever the
 * stack pointer is.
 */
function kspawn_test_switch
	push_all KSPAWN_SWITCH_REGS
	pushfq
	.cfi_adjust_cfa_offset 8
	sub	$16, %rsp
	.cfi_adjust_cfa_offset 16
	stmxcsr	(%rsp)
	fnstcw	8(%rsp)
	mov	%rsp, TEST_SP_BEFORE(%rdi)
	ldmxcsr	TEST_IN + 8 * 6(%rdi)
	fldcw	TEST_IN + 8 * 7(%rdi)
	each	load, rdi, TEST_IN, KSPAWN_SWITCH_REGS
	pushq	TEST_FLAGS(%rdi)
	popfq
	call	*%rdx
	mov	kspawn_test_running(%rip), %rdi
	mov	%rsp, TEST_SP_AFTER(%rdi)
	mov	TEST_SP_BEFORE(%rdi), %rsp
	each	store, rdi, TEST_OUT, KSPAWN_SWITCH_REGS
	stmxcsr	TEST_OUT + 8 * 6(%rdi)
	fnstcw	TEST_OUT + 8 * 7(%rdi)
	ldmxcsr	(%rsp)
	fldcw	8(%rsp)
	add	$16, %rsp
	.cfi_adjust_cfa_offset -16
	popfq
	.cfi_adjust_cfa_offset -8
	pop_all KSPAWN_SWITCH_REGS
	ret
end kspawn_test_switch

/* A form of the host's own: the same contract, another way, and nothing in the
 * other registers but junk. */
function kspawn_test_own_form
	push_all r15, r14, r13, r12, rbx, rbp
	lea	.Lresume(%rip), %rax
	push	%rax
	.cfi_adjust_cfa_offset 8
	mov	%rsp, (%rdi)
	mov	(%rsi), %rsp
	mov	%rdi, %rax
	.irp	junk, rcx, rdx, rsi, rdi, r8, r9, r10
	mov	$-1, %\junk
	.endr
	mov	(%rsp), %r11
	jmp	*%r11
.Lresume:
	landing_pad_jump
	add	$8, %rsp
	.cfi_adjust_cfa_offset -8
	pop_all r15, r14, r13, r12, rbx, rbp
	ret
end kspawn_test_own_form

/* Writes down what a function of the trampoline is entered with, puts the
 * machine in order, junk in what a call may clobber, and continues in C++. */
	.macro entry name, index, target
function \name
	lea	kspawn_test_entries + \index * TEST_ENTRY_SIZE(%rip), %r10
	mov	%rdi, (%r10)
	mov	%rsp, 8(%r10)
	mov	%rbp, 16(%r10)
	pushfq
	popq	24(%r10)
	pushq	$TEST_FLAGS_CALM
	popfq
	ldmxcsr	.Lmxcsr(%rip)
	fldcw	.Lfcw(%rip)
	.irp	junk, rax, rcx, rdx, rsi, r8, r9, r10, r11
	mov	$-1, %\junk
	.endr
	jmp	\target
end \name
	.endm

#include "entries.h"

	.section .rodata
	.balign 8
.Lmxcsr:
	.long 0x1f80
.Lfcw:
	.long 0x37f
