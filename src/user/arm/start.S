/* arm start.S: the first instruction of a program, and its way to the gate */
#include <asm.h>

	.macro CALL_GATE
	movw	r12, #:lower16:(kspawn_gate - (.Lpc\@ + KSPAWN_USER_PC_AHEAD))
	movt	r12, #:upper16:(kspawn_gate - (.Lpc\@ + KSPAWN_USER_PC_AHEAD))
.Lpc\@:
	add	r12, pc
	ldr	r12, [r12]
	blx	r12
	.endm

/* What a call needs and a function keeps. */
	.macro SAVE
	push	{r4, r5, r7, lr}
	.cfi_adjust_cfa_offset 16
	.cfi_rel_offset r4, 0
	.cfi_rel_offset r5, 4
	.cfi_rel_offset r7, 8
	.cfi_rel_offset lr, 12
	.endm

/* Entered by execve with sp on argc. */
FUNC _start
	.cfi_undefined lr
	mov	r7, #0
	mov	r11, #0
	mov	lr, #0
	mov	r0, sp
	bic	r1, r0, #15	/* so that a program can report a wrong one */
	mov	sp, r1
	bl	kspawn_start
	udf	#0
END _start
	.weak	kspawn_entry
	.hidden kspawn_entry
	.type	kspawn_entry, %function
	.set	kspawn_entry, _start

/* void kspawn_machine_call(void): the gate where there is none.
 * in: nr r7, arguments r0 to r5; out: r0; keeps all else. */
FUNC kspawn_machine_call
	svc	#0
	bx	lr
END kspawn_machine_call

/* long sys(long nr, long a0, ..., long a5) */
FUNC sys
	SAVE
	mov	r7, r0
	mov	r0, r1
	mov	r1, r2
	mov	r2, r3
	ldrd	r4, r5, [sp, #20]
	ldr	r3, [sp, #16]
	CALL_GATE
	pop	{r4, r5, r7, pc}
END sys

/* long sys_vfork(void): the child overwrites the stack below its caller's
 * frame, so the parent finds its registers in r2 and r3, which the gate keeps. */
FUNC sys_vfork
	mov	r2, lr
	.cfi_register lr, r2
	mov	r3, r7
	.cfi_register r7, r3
	mov	r7, #KSPAWN_USER_NR_VFORK
	CALL_GATE
	mov	r7, r3
	bx	r2
END sys_vfork

/* long kspawn_clone_call(long nr, long flags, void *stack, long a2, long a3, long a4)
 * the child starts with fn and arg on `stack`. */
FUNC kspawn_clone_call
	SAVE
	mov	r7, r0
	mov	r0, r1
	mov	r1, r2
	mov	r2, r3
	ldr	r3, [sp, #16]
	ldr	r4, [sp, #20]
	CALL_GATE
	cmp	r0, #0
	beq	1f
	pop	{r4, r5, r7, pc}
1:	.cfi_undefined lr
	mov	r7, #0
	mov	r11, #0
	mov	lr, #0
	pop	{r0, r1}
	bl	kspawn_thread_start
	udf	#0
END kspawn_clone_call
