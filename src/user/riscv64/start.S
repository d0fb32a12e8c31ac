/* riscv64 start.S: the first instruction of a program, and its way to the gate */
#include <asm.h>

/* Calls the gate with the return address in t0, which the gate keeps: the child
 * of a vfork overwrites the stack that it shares. */
	.macro CALL_GATE
	mv	t0, ra
	.cfi_register ra, t0
	ld	t1, kspawn_gate
	jalr	t1
	.endm

/* Where the linker relaxes addresses to offsets from gp; zero where it does not. */
	.weak	__global_pointer$

/* Entered by execve with sp on argc. */
FUNC _start
	.cfi_undefined ra
	.option push
	.option norelax
	lla	gp, __global_pointer$
	.option pop
	mv	s0, zero
	mv	ra, zero
	mv	a0, sp
	andi	sp, sp, -16	/* so that a program can report a wrong one */
	call	kspawn_start
	unimp
END _start
	.weak	kspawn_entry
	.hidden kspawn_entry
	.set	kspawn_entry, _start

/* void kspawn_machine_call(void): the gate where there is none.
 * in: nr a7, arguments a0 to a5; out: a0; keeps all else. */
FUNC kspawn_machine_call
	ecall
	ret
END kspawn_machine_call

/* long sys(long nr, long a0, ..., long a5) */
FUNC sys
	mv	a7, a0
	mv	a0, a1
	mv	a1, a2
	mv	a2, a3
	mv	a3, a4
	mv	a4, a5
	mv	a5, a6
	CALL_GATE
	jr	t0
END sys

/* long sys_vfork(void) */
FUNC sys_vfork
	li	a7, KSPAWN_USER_NR_CLONE
	li	a0, KSPAWN_USER_VFORK_FLAGS
	mv	a1, zero
	mv	a2, zero
	mv	a3, zero
	mv	a4, zero
	CALL_GATE
	jr	t0
END sys_vfork

/* long kspawn_clone_call(long nr, long flags, void *stack, long a2, long a3, long a4)
 * the child starts with fn and arg on `stack`. */
FUNC kspawn_clone_call
	mv	a7, a0
	mv	a0, a1
	mv	a1, a2
	mv	a2, a3
	mv	a3, a4
	mv	a4, a5
	CALL_GATE
	beqz	a0, 1f
	jr	t0
1:	.cfi_undefined ra
	mv	s0, zero
	mv	ra, zero
	ld	a0, 0(sp)
	ld	a1, 8(sp)
	addi	sp, sp, 16
	call	kspawn_thread_start
	unimp
END kspawn_clone_call
