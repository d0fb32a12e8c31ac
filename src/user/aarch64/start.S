/* aarch64 start.S: the first instruction of a program, and its way to the gate */
#include <asm.h>

/* Calls the gate with the return address in x9, which the gate keeps: the child
 * of a vfork overwrites the stack that it shares. */
	.macro CALL_GATE
	mov	x9, x30
	.cfi_register x30, x9
	adrp	x16, kspawn_gate
	ldr	x16, [x16, :lo12:kspawn_gate]
	blr	x16
	.endm

/* Entered by execve with sp on argc. */
FUNC _start
	.cfi_undefined x30
	mov	x29, xzr
	mov	x30, xzr
	mov	x0, sp
	and	x1, x0, -16	/* so that a program can report a wrong one */
	mov	sp, x1
	bl	kspawn_start
	udf	0
END _start
	.weak	kspawn_entry
	.hidden kspawn_entry
	.set	kspawn_entry, _start

/* void kspawn_machine_call(void): the gate where there is none.
 * in: nr x8, arguments x0 to x5; out: x0; keeps all else. */
FUNC kspawn_machine_call
	svc	0
	ret
END kspawn_machine_call

/* long sys(long nr, long a0, ..., long a5) */
FUNC sys
	mov	x8, x0
	mov	x0, x1
	mov	x1, x2
	mov	x2, x3
	mov	x3, x4
	mov	x4, x5
	mov	x5, x6
	CALL_GATE
	ret	x9
END sys

/* long sys_vfork(void) */
FUNC sys_vfork
	mov	x8, KSPAWN_USER_NR_CLONE
	mov	x0, KSPAWN_USER_VFORK_FLAGS
	mov	x1, xzr
	mov	x2, xzr
	mov	x3, xzr
	mov	x4, xzr
	CALL_GATE
	ret	x9
END sys_vfork

/* long kspawn_clone_call(long nr, long flags, void *stack, long a2, long a3, long a4)
 * the child starts with fn and arg on `stack`. */
FUNC kspawn_clone_call
	mov	x8, x0
	mov	x0, x1
	mov	x1, x2
	mov	x2, x3
	mov	x3, x4
	mov	x4, x5
	CALL_GATE
	cbz	x0, 1f
	ret	x9
1:	.cfi_undefined x30
	mov	x29, xzr
	mov	x30, xzr
	ldp	x0, x1, [sp], 16
	bl	kspawn_thread_start
	udf	0
END kspawn_clone_call
