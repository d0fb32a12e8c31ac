/* tests/checkswitch/record.h: offsets of struct record and struct entry, and what most machines have */
#pragma once

/* in[] and out[] where a port says no more than TEST_KEPT_COUNT and TEST_KEPT_FP_COUNT, of its lists: those, the control word,
 * the platform's register and TLS's. A new thread finds in the last two the values of the thread that ran before. */
#ifdef TEST_KEPT_COUNT
#define TEST_FS0 (8 * TEST_KEPT_COUNT)
#define TEST_FCSR (TEST_FS0 + 8 * TEST_KEPT_FP_COUNT)
#define TEST_X18 (TEST_FCSR + 8)
#define TEST_TPIDR (TEST_FCSR + 16)
#define TEST_REGISTERS (TEST_TPIDR / 8 + 1)
#endif

/* struct record of checkswitch.hpp: thread, sp_before, sp_after, flags, in[], out[] */
#define TEST_SP_BEFORE 8
#define TEST_SP_AFTER 16
#define TEST_FLAGS 24
#define TEST_IN 32
#define TEST_OUT (TEST_IN + 8 * TEST_REGISTERS)

/* struct entry of checkswitch.hpp */
#define TEST_ENTRY_SIZE 48

/* Where a word of the machine is in one of 64 bits. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define TEST_LOW (8 - KSPAWN_WORD)
#else
#define TEST_LOW 0
#endif

/* Rows of a port's table for its lists KSPAWN_KEPT and KSPAWN_KEPT_FP. No unwinder is asked for floating point. */
/* clang-format off */
#define TEST_KEPT(name, number) { #name, number, ~(KSPAWN_WORD_TYPE)0, 0, kept }
#define TEST_KEPT_FP(name, number) { #name, -1, ~0ull, 0, kept_by_fp }
/* clang-format on */

/* Parts of a user state that hold any value, if there are more than TEST_VECTORS_FROM to TEST_VECTORS_TO. */
#ifndef TEST_STATE_PARTS
#define TEST_STATE_PARTS                           \
	{                                          \
		TEST_VECTORS_FROM, TEST_VECTORS_TO \
	}
#endif

/* Flags of user mode that outlive a call: none, where the port's header says nothing else before. */
#ifndef TEST_FLAGS_CALM
#define TEST_FLAGS_CALM 0
#define TEST_FLAGS_USED 0 /* all that a thread may have at a switch */
#define TEST_FLAGS_TRAP 0
#define TEST_FLAGS_CHECKED 0ull
#define TEST_FLAGS_NEW_THREAD 0
#endif

#ifndef __ASSEMBLER__
#include <stdint.h>

/* Where an indirect branch may land: on any instruction, unless the port has a function of its own. */
#ifdef TEST_INSTRUCTION_ALIGN
inline bool test_is_landing_pad(const unsigned char *code)
{
	return reinterpret_cast<uintptr_t>(code) % TEST_INSTRUCTION_ALIGN == 0;
}
#endif

/* What the frame at `fp` says of its caller's frame pointer: its word TEST_CALLERS_FRAME_POINTER_AT, or nothing. */
inline uintptr_t test_caller_frame_pointer(uintptr_t fp, uintptr_t expected)
{
#ifdef TEST_CALLERS_FRAME_POINTER_AT
	(void)expected;
	return reinterpret_cast<const uintptr_t *>(fp)[TEST_CALLERS_FRAME_POINTER_AT];
#else
	(void)fp;
	return expected;
#endif
}
#endif

/* Where sp is above a multiple of the stack's alignment, at the first instruction of a function. */
#ifndef TEST_SP_AT_ENTRY
#define TEST_SP_AT_ENTRY 0
#endif
/* Bytes that a call pushes. */
#ifndef TEST_CALL_PUSHES
#define TEST_CALL_PUSHES TEST_SP_AT_ENTRY
#endif
