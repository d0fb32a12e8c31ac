/* src/arch/common/asm.h: how an assembly function opens and closes, on every port */
/* clang-format off */
#ifndef KSPAWN_ARCH_COMMON_ASM_H
#define KSPAWN_ARCH_COMMON_ASM_H

#include <kspawn/arch/frame.h>
/* The port's. Its words are what the files that ports share are written in: ret_from_fork.S and entry_skeleton.h here, the
 * assembly of tests/tier1, tests/checkswitch and tests/standalone. A port that has such a file of its own needs no words.
 *
 *	access op, register, base, offset  one instruction to or from memory
 *	SP, LOAD, STORE                    the stack pointer; operations on a word
 *	FIRST, SECOND, THIRD, FOURTH       the registers of arguments; FIRST is the result's too
 *	TEMP, TARGET                       registers that no function keeps; TARGET is the one to call by
 *	KEPT_1, KEPT_2, KEPT_3             registers that a function keeps
 *	RETURN_ADDRESS                     the register of the return address, by its name in unwind information
 *	LINK                               the same, by its name in lists
 *	COPY(to, from)                     from register to register
 *	TAKE_FIRST(to)                     the first argument, as the first instruction of a function: COPY(to, FIRST), if
 *	                                   arguments are not on the stack
 *	CALL(f), CALL_AT(register)         calls of a function
 *	JUMP(f)                            to a function, not as a call
 *	RETURN
 *	UNLESS(register, label)            branches if a word is zero
 *	END_OF_FRAMES                      zeroes the frame pointer, and the back chain where the ABI has one
 *	STOP                               an instruction that traps
 *	SET(register, number)
 *	ADD(to, from, number)              one instruction, for grow and shrink too, unless OWN_GROW
 *	address register, symbol           a macro: the address, wherever the program is
 *	NR, ARG(n)                         registers of a system call: the number, the arguments; a function's arguments too
 *	TRAP                               the instruction of a system call
 *	SYSTEM_CALL(number)                a system call, if it is not SET(NR, number); TRAP
 *	LOAD_FP, STORE_FP, WITH_FP         a double; what lets the assembler take floating point
 *	store_control, load_control state  the control words of a user task, to its state at this register and from it */
#include "dialect.h"
#include "lists.h"

#ifndef SYSTEM_CALL
#define SYSTEM_CALL(number) SET(NR, number); TRAP
#endif
#ifndef TAKE_FIRST
#define TAKE_FIRST(to) COPY(to, FIRST)
#endif

/* The stack, with unwind information. */
#if defined(ADD) && !defined(OWN_GROW)
	.macro grow size
	ADD(SP, SP, -(\size))
	.cfi_adjust_cfa_offset \size
	.endm

	.macro shrink size
	ADD(SP, SP, \size)
	.cfi_adjust_cfa_offset -(\size)
	.endm
#endif

/* Where an indirect branch may land, by a call or by a jump: nothing, unless the port's dialect.h says which
 * instruction, and which property its objects have, KSPAWN_PROPERTY_TYPE and KSPAWN_PROPERTY_VALUE. */
	.macro landing_pad
#ifdef KSPAWN_LANDING_PAD
	KSPAWN_LANDING_PAD
#endif
	.endm

	.macro landing_pad_jump
#if defined(KSPAWN_LANDING_PAD_JUMP)
	KSPAWN_LANDING_PAD_JUMP
#elif defined(KSPAWN_LANDING_PAD)
	KSPAWN_LANDING_PAD
#endif
	.endm

/* The symbol of a function is its code, unless the port has KSPAWN_DESCRIPTORS, and macros of its own in dialect.h. */
#ifndef KSPAWN_DESCRIPTORS
	.macro function_label name
	.globl \name
	.type \name, %function
\name:
	.endm

	.macro function_size name
	.size \name, . - \name
	.endm
#endif

/* A function left open fails to assemble: its unwind information stays open. */
	.macro function name, outermost
	function_in .text.\name, \name, \outermost
	.endm

/* `outermost` names the return address where there is no caller, so that a
 * backtrace ends at the first instruction too. */
	.macro function_in section, name, outermost
	.section \section, "ax", %progbits
	.balign 16
	function_label \name
	.cfi_startproc
	.ifnb \outermost
	.cfi_undefined \outermost
	.endif
	landing_pad
	.endm

	.macro end name
	.cfi_endproc
	function_size \name
	.endm

/* Where the function resumes a sleeping thread, as thread_where.cpp expects it. */
	.macro resume_point name
	.globl \name
	.hidden \name
	.type \name, %function
\name:
	landing_pad_jump
	.endm

/* DWARF, from here on: the frame belongs to the thread whose address is in the
 * register, `size` bytes above its saved sp. DW_CFA_def_cfa_expression: breg 0,
 * deref, plus_uconst size. (DWARF 5, 6.4.2.2) */
	.macro cfi_frame_of_thread breg, size
	.cfi_escape 0x0f, 6, \breg, 0, 0x06, 0x23, ((\size) & 0x7f) + 0x80, (\size) >> 7
	.endm

#ifdef KSPAWN_PROPERTY_TYPE
/* One object without this note takes the property from a whole program. */
	.section .note.gnu.property, "a", %note
	.balign KSPAWN_WORD
	.long 4, 8 + 2 * 4, 5
	.asciz "GNU"
	.long KSPAWN_PROPERTY_TYPE, 4, KSPAWN_PROPERTY_VALUE, 0
#endif

	.section .note.GNU-stack, "", %progbits
	.cfi_sections .eh_frame, .debug_frame
#endif
