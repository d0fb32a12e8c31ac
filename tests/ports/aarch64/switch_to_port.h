/* tests/ports/aarch64/switch_to_port.h: the registers that a switch is checked with */
#pragma once

#include <kspawn/arch/frame.h>

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

/* Of struct of KSPAWN_USER_STATE_SIZE bytes: v0 to v31, and AHP, DN, FZ, RMode and QC, exceptions */
#define TEST_VECTORS_FROM 0
#define TEST_VECTORS_TO KSPAWN_USER_FPSR
#define TEST_USER_CONTROL {KSPAWN_USER_FPCR, 0x07c00000}, {KSPAWN_USER_FPSR, 0x0800001f}

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
#define TEST_CALLERS_FRAME_POINTER_AT 0 /* AAPCS64, 6.4.6 */

/* The gate keeps the return address as pc, and x16 and x17 are its own. */
#define TEST_GATE_LEAVES(regs)                                                                                         \
	{ "x30", (regs).x[30] == (regs).pc }, { "x16", (regs).x[16] == 0 }, { "x17", (regs).x[17] == 0 },              \
	{ "pstate", ((regs).pstate & ~uint64_t(0xf0000000)) == 0 }
#endif

#include "record.h"
