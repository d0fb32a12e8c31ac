/* s390x start.S: the first instruction of a program, and its way to the gate */
#include <asm.h>
#include <kspawn/arch/frame.h>
#include "../../arch/s390x/dialect.h"

/* Where a function may keep registers 6 to 14 of its caller. (ELF ABI s390x Supplement, 1.2.2) */
#define SAVE_6 48
#define SAVE_14 112

	.macro call_gate
	lgrl	%r14, kspawn_gate
	basr	%r14, %r14
	.endm

/* The end of the back chain, in the room of the function that is called next. */
	.macro first_frame
	aghi	%r15, -KSPAWN_CALL_AREA
	END_OF_FRAMES
	.endm

/* A function's first argument is the number, its last two are on the stack; the call's are in r2 to r7. */
	.macro take_arguments
	stmg	%r6, %r14, SAVE_6(%r15)
	.cfi_rel_offset %r6, SAVE_6
	.cfi_rel_offset %r7, SAVE_6 + KSPAWN_WORD
	.cfi_rel_offset %r14, SAVE_14
	lgr	%r1, %r2
	lgr	%r2, %r3
	lgr	%r3, %r4
	lgr	%r4, %r5
	lgr	%r5, %r6
	lmg	%r6, %r7, KSPAWN_CALL_AREA(%r15)
	.endm

/* Entered by execve with sp on argc. */
FUNC _start
	.cfi_undefined %r14
	lgr	%r2, %r15
	nill	%r15, 0xfff8	/* so that a program can report a wrong one */
	first_frame
	brasl	%r14, kspawn_start
	STOP
END _start
	.weak	kspawn_entry
	.hidden kspawn_entry
	.set	kspawn_entry, _start

/* void kspawn_machine_call(void): the gate where there is none.
 * in: nr r1, arguments r2 to r7; out: r2; keeps all else. */
FUNC kspawn_machine_call
	svc	0
	br	%r14
END kspawn_machine_call

/* long sys(long nr, long a0, ..., long a5) */
FUNC sys
	take_arguments
	call_gate
	lmg	%r6, %r14, SAVE_6(%r15)
	br	%r14
END sys

/* long sys_vfork(void): the child overwrites the stack that it shares, so the parent finds its return address in r5,
 * which the gate keeps. */
FUNC sys_vfork
	lgr	%r5, %r14
	.cfi_register %r14, %r5
	lghi	%r1, KSPAWN_USER_NR_VFORK
	call_gate
	br	%r5
END sys_vfork

/* long kspawn_clone_call(long nr, long a0, ..., long a5)
 * the child starts with fn and arg on its stack. */
FUNC kspawn_clone_call
	take_arguments
	call_gate
	UNLESS(r2, 1f)
	.cfi_remember_state
	lmg	%r6, %r14, SAVE_6(%r15)
	br	%r14
1:	.cfi_restore_state
	.cfi_undefined %r14
	lmg	%r2, %r3, 0(%r15)
	aghi	%r15, 2 * KSPAWN_WORD
	first_frame
	brasl	%r14, kspawn_thread_start
	STOP
END kspawn_clone_call
