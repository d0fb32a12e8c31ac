/* tests/ports/aarch64/switch_to_port.h: the registers that a switch is checked with */
#pragma once

#include <kspawn/arch/frame.h>

#include "record.h"

#define TEST_REGISTERS 22

/* in[] and out[]: x19 to x29, d8 to d15, FPCR, x18, TPIDR_EL0 */
#define TEST_D8 (11 * 8)
#define TEST_FPCR (19 * 8)
#define TEST_X18 (20 * 8)
#define TEST_TPIDR (21 * 8)

/* Clang before 15 describes no prologue and no epilogue. */
#if defined(__clang__) && __clang_major__ < 15
#define TEST_NO_EPILOGUES
#endif

/* Of struct of KSPAWN_USER_STATE_SIZE bytes: v0 to v31, and FPCR with another rounding mode */
#define TEST_VECTORS_FROM 0
#define TEST_VECTORS_TO KSPAWN_USER_FPSR
#define TEST_USER_CONTROL {KSPAWN_USER_FPCR, 0x00c00000}

#ifndef __ASSEMBLER__
/* clang-format off */
#define TEST_REGISTER_TABLE                                                                                  \
	KSPAWN_KEPT(TEST_KEPT), KSPAWN_KEPT_FP(TEST_KEPT_FP), { "fpcr", -1, 0x07c00000, 0, kept_by_fp },       \
	{ "x18", -1, UINTPTR_MAX, 0, left_alone }, { "tpidr_el0", -1, UINTPTR_MAX, 0, left_alone }
/* clang-format on */

/// Where `br x16` may land: bti c, bti j or bti jc. (Arm ARM, BTI)
inline bool test_is_landing_pad(const unsigned char *code)
{
	unsigned word;
	__builtin_memcpy(&word, code, sizeof word);
	return word == 0xd503245f || word == 0xd503249f || word == 0xd50324df;
}

/// A new thread's `bti c` takes an indirect branch from x16 and x17 alone.
#define TEST_BRANCHES_LAND test_branches_land
inline bool test_branches_land(const unsigned char *code, const unsigned char *end)
{
	for (; code < end; code += 4) {
		unsigned word;
		__builtin_memcpy(&word, code, sizeof word);
		if ((word & 0xfffffc1f) == 0xd61f0000 && word != 0xd61f0200 && word != 0xd61f0220)
			return false;
	}
	return true;
}

#define TEST_FRAME_POINTER 29 /* its number in unwind information */

/// What the frame at `fp` says of its caller's frame pointer. (AAPCS64, 6.4.6)
inline uintptr_t test_caller_frame_pointer(uintptr_t fp, uintptr_t) { return *reinterpret_cast<const uintptr_t *>(fp); }
#endif
