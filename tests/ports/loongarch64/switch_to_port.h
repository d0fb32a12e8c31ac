/* tests/ports/loongarch64/switch_to_port.h: the registers that a switch is checked with */
#pragma once

#include <kspawn/arch/frame.h>

#define TEST_KEPT_COUNT 10
#define TEST_KEPT_FP_COUNT 8

/* Of struct of KSPAWN_USER_STATE_SIZE bytes: f0 to f31; FCSR with another rounding mode; the condition flags */
#define TEST_VECTORS_FROM 0
#define TEST_VECTORS_TO KSPAWN_USER_FCC
/* clang-format off */
#define TEST_USER_CONTROL { KSPAWN_USER_FCSR, 0x100 }
#define TEST_BITS_FROM KSPAWN_USER_FCC
#define TEST_BITS_TO KSPAWN_USER_FCSR

#define TEST_FP fp
#define TEST_PLATFORM r21
#define TEST_TEMPORARIES t0, t2, t3, t4, t5, t6, t7, t8

#ifndef __ASSEMBLER__
#define TEST_REGISTER_TABLE                                                                            \
	KSPAWN_KEPT(TEST_KEPT), KSPAWN_KEPT_FP(TEST_KEPT_FP), { "fcsr", -1, 0x1f0300, 0, kept_by_fp }, \
	{ "r21", -1, UINTPTR_MAX, 0, left_alone }, { "tp", -1, UINTPTR_MAX, 0, left_alone }
/* clang-format on */

#define TEST_INSTRUCTION_ALIGN 4
#define TEST_FRAME_POINTER 22 /* its number in unwind information */
#define TEST_CALLERS_FRAME_POINTER_AT -2 /* LoongArch psABI, Stack Frame */
#endif

#include "record.h"
