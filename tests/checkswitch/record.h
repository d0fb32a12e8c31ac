/* tests/checkswitch/record.h: offsets of struct record and struct entry, and what most machines have */
#pragma once

/* struct record of checkswitch.hpp: thread, sp_before, sp_after, flags, in[], out[] */
#define TEST_SP_BEFORE 8
#define TEST_SP_AFTER 16
#define TEST_FLAGS 24
#define TEST_IN 32
#define TEST_OUT (TEST_IN + 8 * TEST_REGISTERS)

/* struct entry of checkswitch.hpp */
#define TEST_ENTRY_SIZE 48

/* Rows of a port's table for its lists KSPAWN_KEPT and KSPAWN_KEPT_FP. No unwinder is asked for floating point. */
/* clang-format off */
#define TEST_KEPT(name, number) { #name, number, UINTPTR_MAX, 0, kept }
#define TEST_KEPT_FP(name, number) { #name, -1, ~0ull, 0, kept_by_fp }
/* clang-format on */

/* Flags of user mode that outlive a call: none, where the port's header says nothing else before. */
#ifndef TEST_FLAGS_CALM
#define TEST_FLAGS_CALM 0
#define TEST_FLAGS_FOREIGN 0 /* no new thread may have them, and a kernel does not mind */
#define TEST_FLAGS_HOSTILE 0
#define TEST_FLAGS_TRAP 0
#define TEST_FLAGS_CHECKED 0ull
#define TEST_FLAGS_NEW_THREAD 0
#endif

/* Where sp is above a multiple of the stack's alignment, at the first instruction of a function. */
#ifndef TEST_SP_AT_ENTRY
#define TEST_SP_AT_ENTRY 0
#endif
