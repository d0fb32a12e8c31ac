/* tests/ports/arm/switch_to_port.h: the registers that a switch is checked with */
#pragma once

#include <kspawn/arch/frame.h>

#define TEST_REGISTERS 18

/* in[] and out[]: r4 to r11, d8 to d15, FPSCR, TPIDRURW */
#define TEST_D8 (8 * 8)
#define TEST_FPSCR (16 * 8)
#define TEST_TPIDRURW (17 * 8)

/* Of struct of KSPAWN_USER_STATE_SIZE bytes: d0 to d31, and FPSCR: conditions, QC, AHP, DN, FZ, RMode, exceptions */
#define TEST_VECTORS_FROM 0
#define TEST_VECTORS_TO KSPAWN_USER_FPSCR
#define TEST_USER_CONTROL {KSPAWN_USER_FPSCR, 0xffc0009f}

#ifndef __ASSEMBLER__
/* clang-format off */
#define TEST_REGISTER_TABLE                                                                                    \
	KSPAWN_KEPT(TEST_KEPT), KSPAWN_KEPT_FP(TEST_KEPT_FP), { "fpscr", -1, 0xffc0009f, 0, kept_by_fp },        \
	{ "tpidrurw", -1, 0xffffffff, 0, left_alone }
/* clang-format on */

#ifdef __thumb__
constexpr uintptr_t test_thumb_bit = 1;
#else
constexpr uintptr_t test_thumb_bit = 0;
#endif

/// An indirect branch may land on any instruction, but its address says of which set it is.
inline bool test_is_landing_pad(const unsigned char *code) { return reinterpret_cast<uintptr_t>(code) % 2 == test_thumb_bit; }

#define TEST_FRAME_POINTER (test_thumb_bit ? 7 : 11) /* its number in unwind information */
#endif

#include "record.h"
