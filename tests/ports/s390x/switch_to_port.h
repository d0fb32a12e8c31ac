/* tests/ports/s390x/switch_to_port.h: the registers that a switch is checked with */
#pragma once

#include <kspawn/arch/frame.h>

#define TEST_NR_WRITE 4
#define TEST_NR_EXIT_GROUP 248

#define TEST_REGISTERS 18

/* in[] and out[]: r6 to r13, f8 to f15, FPC, TLS */
#define TEST_FS0 (8 * 8)
#define TEST_FCSR (16 * 8)
#define TEST_TLS (17 * 8)
/* No register is the platform's. In TLS's, a new thread finds the value of the thread that ran before. */
#define TEST_X18 TEST_TLS
#define TEST_TPIDR TEST_TLS

/* Of struct of KSPAWN_USER_STATE_SIZE bytes: access registers and floating point; FPC with another rounding mode */
#define TEST_STATE_PARTS {0, KSPAWN_USER_FPC}, {KSPAWN_USER_F0, KSPAWN_USER_STATE_SIZE}
#define TEST_VECTORS_FROM KSPAWN_USER_F0
#define TEST_VECTORS_TO KSPAWN_USER_STATE_SIZE
#define TEST_USER_CONTROL {KSPAWN_USER_FPC, 0x00f80003}

#define TEST_FRAME_ABOVE_SP KSPAWN_CALL_AREA
#define TEST_STOP_HERE lg %r0, 0

#ifndef __ASSEMBLER__
/* clang-format off */
/* FPC: flags, rounding mode; no exception that could be raised */
#define TEST_REGISTER_TABLE                                                                     \
	KSPAWN_KEPT(TEST_KEPT), KSPAWN_KEPT_FP(TEST_KEPT_FP), { "FPC", -1, 0x00f80003, 0, kept_by_fp }, \
	{ "access registers 0 and 1", -1, UINTPTR_MAX, 0, left_alone }
/* clang-format on */

#define TEST_BACK_CHAIN /* the word at the stack pointer */
#define TEST_INSTRUCTION_ALIGN 2
#define TEST_FRAME_POINTER 11 /* its number in unwind information */

/* The gate keeps the return address as pc. */
#define TEST_GATE_LEAVES(regs)                     \
	{ "r14", (regs).r[14] == (regs).pc },      \
	{ "mask", ((regs).mask & ~uint64_t(KSPAWN_USER_STATUS_FREE)) == KSPAWN_USER_STATUS }
#define TEST_SIGNAL_ENTRY_RESTORES_TLS false
#endif

#include "record.h"
