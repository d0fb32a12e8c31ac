/* tests/ports/i386/switch_to_check.S: loads every register that a switch keeps, switches, and writes them all down */
#include "asm.h"
#include "switch_to_port.h"

/* kspawn_thread *kspawn_test_switch(record *self, kspawn_thread *next, form *how)
 *
 * in      on the stack: self, whose first word is its thread; next; how
 * out     eax what `how` returned
 * What comes back belongs to the record at kspawn_test_running, whatever the stack pointer is.
 */
function kspawn_test_switch
	mov	4(%esp), %ecx
	mov	8(%esp), %edx
	mov	12(%esp), %eax
	push_all KSPAWN_SWITCH_REGS
	pushf
	.cfi_adjust_cfa_offset 4
	sub	$24, %esp
	.cfi_adjust_cfa_offset 24
	stmxcsr	8(%esp)
	fnstcw	12(%esp)
	mov	%ecx, (%esp)
	mov	%edx, 4(%esp)
	mov	%eax, 16(%esp)
	mov	%esp, TEST_SP_BEFORE(%ecx)
	ldmxcsr	TEST_IN + 8 * 4(%ecx)
	fnclex /* an exception that the control word unmasks would trap */
	fldcw	TEST_IN + 8 * 5(%ecx)
	each_by	8, load, ecx, TEST_IN, KSPAWN_SWITCH_REGS
	push	TEST_FLAGS(%ecx)
	popf
	.irp	junk, eax, ecx, edx
	mov	$-1, %\junk
	.endr
	call	*16(%esp)
	mov	kspawn_test_running, %ecx
	mov	%esp, TEST_SP_AFTER(%ecx)
	mov	TEST_SP_BEFORE(%ecx), %esp
	each_by	8, store, ecx, TEST_OUT, KSPAWN_SWITCH_REGS
	stmxcsr	TEST_OUT + 8 * 4(%ecx)
	fnstcw	TEST_OUT + 8 * 5(%ecx)
	ldmxcsr	8(%esp)
	fldcw	12(%esp)
	add	$24, %esp
	.cfi_adjust_cfa_offset -24
	popf
	.cfi_adjust_cfa_offset -4
	pop_all	edi, esi, ebx, ebp
	ret
end kspawn_test_switch

/* A form of the host's own: the same contract, another way, and nothing in the
 * other registers but junk. */
function kspawn_test_own_form
	mov	4(%esp), %eax
	mov	8(%esp), %edx
	push_all edi, esi, ebx, ebp
	push	$.Lresume
	.cfi_adjust_cfa_offset 4
	mov	%esp, (%eax)
	mov	(%edx), %esp
	.irp	junk, ebx, ecx, edx, esi, edi, ebp
	mov	$-1, %\junk
	.endr
	jmp	*(%esp)
.Lresume:
	add	$4, %esp
	.cfi_adjust_cfa_offset -4
	pop_all	ebp, ebx, esi, edi
	ret
end kspawn_test_own_form

/* Writes down what a function of the trampoline is entered with, puts the
 * machine in order, junk in what a call may clobber, and continues in C++. */
	.macro entry name, index, target
function \name
	mov	4(%esp), %eax
	mov	$kspawn_test_entries + \index * TEST_ENTRY_SIZE, %ecx
	mov	%eax, (%ecx)
	mov	%esp, 8(%ecx)
	mov	%ebp, 16(%ecx)
	pushf
	pop	24(%ecx)
	push	$TEST_FLAGS_CALM
	popf
	ldmxcsr	.Lmxcsr
	fldcw	.Lfcw
	.irp	junk, eax, ecx, edx
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
