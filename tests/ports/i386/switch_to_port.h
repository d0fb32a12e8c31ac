/* tests/ports/i386/switch_to_port.h: the registers that a switch is checked with, and flags that a thread may have at a switch */
#pragma once

#define TEST_REGISTERS 6

/* CF PF AF ZF SF OF: what arithmetic leaves (AMD64 manual, volume 2, 3.1.6) */
#define TEST_FLAGS_CALM 0x202
#define TEST_FLAGS_USED 0xad7
#define TEST_FLAGS_TRAP 0x100
#define TEST_FLAGS_CHECKED (~0xad5ull) /* not IF, which user mode always has, nor what arithmetic leaves */
#define TEST_FLAGS_NEW_THREAD 2

/* Above a multiple of 16, at the first instruction of a function. */
#define TEST_SP_AT_ENTRY 12
#define TEST_CALL_PUSHES 4

#include <kspawn/arch/frame.h>

/* Of struct of KSPAWN_USER_STATE_SIZE bytes: st0 to st7, ten bytes each, and xmm0 to xmm7; those alone; MXCSR and FCW with
 * another rounding mode (AMD64 manual, volume 2, 11.4.4) */
#define TEST_STATE_PARTS \
	{32, 42}, {48, 58}, {64, 74}, {80, 90}, {96, 106}, {112, 122}, {128, 138}, {144, 154}, {160, 288}
#define TEST_VECTORS_FROM 160
#define TEST_VECTORS_TO 288
#define TEST_USER_CONTROL {24, 0xffc0}, {0, 0x0f7f}

#ifndef __ASSEMBLER__
/* clang-format off */
#define TEST_REGISTER_TABLE                                                  \
	KSPAWN_KEPT(TEST_KEPT), { "mxcsr", -1, 0xffc0, 0, kept_by_fp },        \
	{ "x87 control word", -1, 0x0f3f, 0x0040, kept_by_fp }
/* clang-format on */

#define TEST_INSTRUCTION_ALIGN 1
#define TEST_FRAME_POINTER 5 /* its number in unwind information */
#define TEST_CALLERS_FRAME_POINTER_AT 0 /* System V ABI, Intel386 supplement, 2.2.2 */
#endif

#include "record.h"
