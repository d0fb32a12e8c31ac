/* tests/checkswitch/load_store.h: the checker's assembly on machines with registers a0 to a7, t0, t1, sp and tp
 *
 * Before it is included, dialect.h or switch_to_check.S defines, besides the words of asm.h:
 *
 *	LOAD_FP, STORE_FP        instructions, for `access`
 *	CALL_AT(register), JUMP_AT(register)  a call; a jump that is not a return
 *	FRAME_POINTER, PLATFORM  registers; PLATFORM is left alone as tp is
 *	TEMPORARIES              what a call may lose, without t1 and the arguments
 *
 * and macros: grow and shrink, the stack by `size` bytes with unwind information; address; get_control and set_control,
 * of floating point; junk, into a list of registers; restore_host, what C++ needs besides tp. t1 may be lost.
 *
 * Where the machine has other names for those, each is a macro. Without PLATFORM it has no such register. It may define
 * KEPT, if that is more than KSPAWN_KEPT; ARGUMENTS, the registers of a call after a2; clear_control, with CLEAR_CONTROL, if
 * no register is zero; access_tp, with ACCESS_TP, if tp is no integer register. */
/* clang-format off */
#include <kspawn/frame.h>
#include "asm.h"
#include "switch_to_port.h"

#ifndef KEPT
#define KEPT KSPAWN_KEPT(KSPAWN_NAME)
#endif
#ifndef ARGUMENTS
#define ARGUMENTS a3, a4, a5, a6, a7
#endif
#ifndef CLEAR_CONTROL
	.macro clear_control
	set_control zero
	.endm
#endif
#ifndef ACCESS_TP
	.macro access_tp op, base, offset
	access	\op, tp, \base, \offset
	.endm
#endif

	.macro load_host
	restore_host
	address	t1, kspawn_test_host_tls
	access_tp LOAD, t1, 0
	.endm

/* kspawn_thread *kspawn_test_switch(record *self, kspawn_thread *next, form *how)
 *
 * in      a0 self, whose first word is its thread; a1 next; a2 how
 * out     a0 what `how` returned
 * What comes back belongs to the record at kspawn_test_running, whatever the stack pointer is. In a kernel an integer register
 * tp is the processor's, for an interrupt between two instructions too.
 */
function kspawn_test_switch
	grow	(KSPAWN_CALL_AREA + KSPAWN_SWITCH_FP_SIZE)
	store_all STORE, (KSPAWN_CALL_AREA + KSPAWN_SWITCH_RA), KSPAWN_SWITCH_REGS
	each_by	8, STORE_FP, sp, (KSPAWN_CALL_AREA + KSPAWN_SWITCH_FS0), KSPAWN_SWITCH_FP_REGS
	get_control t0
	access	STORE, t0, sp, (KSPAWN_CALL_AREA + KSPAWN_SWITCH_FCSR)
	access	STORE, sp, a0, (TEST_SP_BEFORE + TEST_LOW)
	address	t0, kspawn_test_host_tls
	access_tp STORE, t0, 0
	each_by	8, LOAD, a0, (TEST_IN + TEST_LOW), KEPT
	each_by	8, LOAD_FP, a0, (TEST_IN + TEST_FS0), KSPAWN_SWITCH_FP_REGS
	access	LOAD, t0, a0, (TEST_IN + TEST_FCSR + TEST_LOW)
	set_control t0
#ifdef PLATFORM
	access	LOAD, PLATFORM, a0, (TEST_IN + TEST_X18 + TEST_LOW)
#endif
#if !defined(KSPAWN_TEST_KERNEL) || defined(ACCESS_TP)
	access_tp LOAD, a0, (TEST_IN + TEST_TPIDR + TEST_LOW)
#endif
	junk	t1, TEMPORARIES, ARGUMENTS
	CALL_AT(a2)
	address	t0, kspawn_test_running
	access	LOAD, t0, t0, 0
	access	STORE, sp, t0, (TEST_SP_AFTER + TEST_LOW)
	access	LOAD, sp, t0, (TEST_SP_BEFORE + TEST_LOW)
	each_by	8, STORE, t0, (TEST_OUT + TEST_LOW), KEPT
	each_by	8, STORE_FP, t0, (TEST_OUT + TEST_FS0), KSPAWN_SWITCH_FP_REGS
	get_control t1
	access	STORE, t1, t0, (TEST_OUT + TEST_FCSR + TEST_LOW)
#ifdef PLATFORM
	access	STORE, PLATFORM, t0, (TEST_OUT + TEST_X18 + TEST_LOW)
#endif
	access_tp STORE, t0, (TEST_OUT + TEST_TPIDR + TEST_LOW)
	load_host
	access	LOAD, t1, sp, (KSPAWN_CALL_AREA + KSPAWN_SWITCH_FCSR)
	set_control t1
	each_by	8, LOAD_FP, sp, (KSPAWN_CALL_AREA + KSPAWN_SWITCH_FS0), KSPAWN_SWITCH_FP_REGS
	load_all LOAD, (KSPAWN_CALL_AREA + KSPAWN_SWITCH_RA), KSPAWN_SWITCH_REGS
	shrink	(KSPAWN_CALL_AREA + KSPAWN_SWITCH_FP_SIZE)
	ret
end kspawn_test_switch

/* kspawn_thread *kspawn_test_own_form(kspawn_thread *prev, kspawn_thread *next)
 *
 * A form of its own, which only keeps the contract: another frame, the resume
 * address at sp, the previous thread in a0, and nothing else.
 */
function kspawn_test_own_form
	grow	KSPAWN_SWITCH_SIZE
	store_all STORE, KSPAWN_WORD, KEPT, ra
	address	t1, .Lresume
	access	STORE, t1, sp, 0
	access	STORE, sp, a0, 0
	access	LOAD, sp, a1, 0
	access	LOAD, t1, sp, 0
	junk	ra, TEMPORARIES, a1, a2, ARGUMENTS, KEPT
	JUMP_AT(t1)
.Lresume:
	landing_pad_jump
	load_all LOAD, KSPAWN_WORD, KEPT, ra
	shrink	KSPAWN_SWITCH_SIZE
	ret
end kspawn_test_own_form

/* Writes down what a function of the trampoline is entered with, puts the
 * machine in order except for junk in what a call may lose, and continues in C++. */
	.macro entry name, index, target
function \name
	address	t0, kspawn_test_entries + \index * TEST_ENTRY_SIZE
	each_by	8, STORE, t0, TEST_LOW, a0, sp, FRAME_POINTER
#ifdef PLATFORM
	access	STORE, PLATFORM, t0, (32 + TEST_LOW)
#else
	access_tp STORE, t0, (32 + TEST_LOW)
#endif
	access_tp STORE, t0, (40 + TEST_LOW)
	load_host
	clear_control
	junk	t1, TEMPORARIES, a1, a2, ARGUMENTS
	JUMP(\target)
end \name
	.endm

#include "entries.h"
