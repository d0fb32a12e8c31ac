/* tests/ports/m68k/switch_to_port.h: the registers that a switch is checked with */
#pragma once

#include <kspawn/arch/frame.h>

/* in[] and out[]: d2 to d7, a2 to a6, the mantissas of fp2 to fp7, FPCR, TLS */
#define TEST_REGISTERS 19
#define TEST_FP2 (11 * 8)
#define TEST_FPCR (17 * 8)
#define TEST_TLS (18 * 8)
/* No register is the platform's. In TLS's place, a new thread finds the value of the thread that ran before. */
#define TEST_X18 TEST_TLS
#define TEST_TPIDR TEST_TLS

/* Of struct of KSPAWN_USER_STATE_SIZE bytes: sign and exponent, and mantissa, of fp0 to fp7; FPCR with another rounding mode
 * and precision, FPSR, FPIAR, which is zero in QEMU */
#define TEST_STATE_PARTS                                                                                               \
	{12, 14}, {16, 26}, {28, 38}, {40, 50}, {52, 62}, {64, 74}, {76, 86}, {88, 98}, {100, 108}
#define TEST_VECTORS_FROM KSPAWN_USER_FP0
#define TEST_VECTORS_TO KSPAWN_USER_STATE_SIZE
#define TEST_USER_CONTROL {0, 0x90}, {4, 0x0f5500f8}, {8, 0}

#ifndef __ASSEMBLER__
#include <asm/unistd.h>
#include <stdint.h>

inline uintptr_t test_thread_pointer()
{
	register uintptr_t value __asm__("d0") = __NR_get_thread_area;
	__asm__ volatile("trap #0" : "+d"(value));
	return value;
}
#define TEST_THREAD_POINTER test_thread_pointer

/* clang-format off */
/* FPCR: precision and rounding; no exception that could be raised */
#define TEST_REGISTER_TABLE KSPAWN_KEPT(TEST_KEPT), KSPAWN_KEPT_FP(TEST_KEPT_FP), { "FPCR", -1, 0xb0, 0, kept_by_fp }, \
	{ "TLS", -1, UINTPTR_MAX, 0, left_alone }
/* clang-format on */

#define TEST_INSTRUCTION_ALIGN 2
#define TEST_CALL_PUSHES 4
#define TEST_FRAME_POINTER 14 /* its number in unwind information */
#define TEST_CALLERS_FRAME_POINTER_AT 0 /* System V ABI, M68000 Supplement, 3-12 */
#endif

#include "record.h"
