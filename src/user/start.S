/* src/user/start.S: the first instruction of a program, and its way to the gate, in the words of the port's dialect.h
 *
 * For a machine with seven argument registers and no number of vfork. Of the words, which src/arch/common/asm.h explains, the
 * port's kspawn_user_port.h has some, since a program alone needs them:
 *
 *	KEPT_RETURN      a register that the gate keeps
 *	KEEP_RETURN      puts the return address there, if that is not COPY
 *	RETURN_BY_KEPT   a return to the address in it
 *	CALL_GATE        calls the function at kspawn_gate, and leaves a negative errno, if that takes more than a call
 *	ALIGN_SP         aligns SP, so that a program can report a wrong one
 *	FOR_C            what C needs besides SP, if it needs more
 *	START_CODE       another name for the code of _start, where _start is its descriptor */
/* clang-format off */
#include <asm.h>
#include <kspawn/frame.h>
#include <dialect.h>

#include "../arch/common/lists.h"

#ifndef START_CODE
#define START_CODE _start
#endif
#ifndef KEEP_RETURN
#define KEEP_RETURN COPY(KEPT_RETURN, RETURN_ADDRESS)
#endif
#ifndef FOR_C
#define FOR_C
#endif

/* Calls the gate with the return address where the gate keeps it: the child of a vfork overwrites the stack that it shares. */
	.macro keep_and_call_gate
	KEEP_RETURN
	.cfi_register RETURN_ADDRESS, KEPT_RETURN
#ifdef CALL_GATE
	CALL_GATE
#else
	address	TARGET, kspawn_gate
	access	LOAD, TARGET, TARGET, 0
	CALL_AT(TARGET)
#endif
	.endm

/* A function's first argument is the number; those behind it are the call's. */
	.macro take_arguments
	COPY(NR, ARG(0))
	COPY(ARG(0), ARG(1))
	COPY(ARG(1), ARG(2))
	COPY(ARG(2), ARG(3))
	COPY(ARG(3), ARG(4))
	COPY(ARG(4), ARG(5))
	.endm

/* Entered by execve with sp on argc. */
FUNC START_CODE
	.cfi_undefined RETURN_ADDRESS
	COPY(FIRST, SP)
	ALIGN_SP
	FOR_C
	END_OF_FRAMES
	CALL(kspawn_start)
	STOP
END START_CODE
	.weak	kspawn_entry
	.hidden kspawn_entry
	.set	kspawn_entry, _start

/* void kspawn_machine_call(void): the gate where there is none.
 * in: NR, ARG(0) to ARG(5); out: ARG(0); keeps all else. */
FUNC kspawn_machine_call
	TRAP
	RETURN
END kspawn_machine_call

/* long sys(long nr, long a0, ..., long a5) */
FUNC sys
	take_arguments
	COPY(ARG(5), ARG(6))
	keep_and_call_gate
	RETURN_BY_KEPT
END sys

/* long sys_vfork(void) */
FUNC sys_vfork
	SET(NR, KSPAWN_USER_NR_CLONE)
	SET(ARG(0), KSPAWN_USER_VFORK_FLAGS)
	SET(ARG(1), 0)
	SET(ARG(2), 0)
	SET(ARG(3), 0)
	SET(ARG(4), 0)
	keep_and_call_gate
	RETURN_BY_KEPT
END sys_vfork

/* long kspawn_clone_call(long nr, long flags, void *stack, long a2, long a3, long a4)
 * the child starts with fn and arg on `stack`. */
FUNC kspawn_clone_call
	take_arguments
	keep_and_call_gate
	UNLESS(ARG(0), 1f)
	RETURN_BY_KEPT
1:	.cfi_undefined RETURN_ADDRESS
	access	LOAD, FIRST, SP, 0
	access	LOAD, SECOND, SP, KSPAWN_WORD
	ADD(SP, SP, 2 * KSPAWN_WORD)
	FOR_C
	END_OF_FRAMES
	CALL(kspawn_thread_start)
	STOP
END kspawn_clone_call
