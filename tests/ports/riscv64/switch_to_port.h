/* tests/ports/riscv64/switch_to_port.h: the registers that a switch is checked with */
#pragma once

#include "record.h"

#define TEST_REGISTERS 27

/* in[] and out[]: s0 to s11, fs0 to fs11, fcsr, gp, tp */
#define TEST_FS0 (12 * 8)
#define TEST_FCSR (24 * 8)
#define TEST_GP (25 * 8)
#define TEST_TP (26 * 8)
/* The platform's register and that of TLS, which a newborn finds as they were left. */
#define TEST_X18 TEST_GP
#define TEST_TPIDR TEST_TP

/* In a kernel an interrupt finds the processor's block by tp: it stays as it is. */
#ifdef KSPAWN_TEST_KERNEL
#define TEST_TP_MASK 0
#else
#define TEST_TP_MASK (~0ull)
#endif

/* Of struct of KSPAWN_USER_STATE_SIZE bytes: f0 to f31, and fcsr with another rounding mode */
#define TEST_VECTORS_FROM 0
#define TEST_VECTORS_TO KSPAWN_USER_FCSR
#define TEST_USER_CONTROL KSPAWN_USER_FCSR, 0x61

#ifndef __ASSEMBLER__
#include <stdint.h>

#define TEST_REGISTER_TABLE                                                                                    \
	{"s0", 8, ~0ull, 0, kept}, {"s1", 9, ~0ull, 0, kept}, {"s2", 18, ~0ull, 0, kept},                      \
	{"s3", 19, ~0ull, 0, kept}, {"s4", 20, ~0ull, 0, kept}, {"s5", 21, ~0ull, 0, kept},                    \
	{"s6", 22, ~0ull, 0, kept}, {"s7", 23, ~0ull, 0, kept}, {"s8", 24, ~0ull, 0, kept},                    \
	{"s9", 25, ~0ull, 0, kept}, {"s10", 26, ~0ull, 0, kept}, {"s11", 27, ~0ull, 0, kept},                  \
	{"fs0", -1, ~0ull, 0, kept_by_fp}, {"fs1", -1, ~0ull, 0, kept_by_fp}, {"fs2", -1, ~0ull, 0, kept_by_fp}, \
	{"fs3", -1, ~0ull, 0, kept_by_fp}, {"fs4", -1, ~0ull, 0, kept_by_fp}, {"fs5", -1, ~0ull, 0, kept_by_fp}, \
	{"fs6", -1, ~0ull, 0, kept_by_fp}, {"fs7", -1, ~0ull, 0, kept_by_fp}, {"fs8", -1, ~0ull, 0, kept_by_fp}, \
	{"fs9", -1, ~0ull, 0, kept_by_fp}, {"fs10", -1, ~0ull, 0, kept_by_fp},                                 \
	{"fs11", -1, ~0ull, 0, kept_by_fp}, {"fcsr", -1, 0xff, 0, kept_by_fp}, {"gp", -1, ~0ull, 0, left_alone}, \
	{"tp", -1, TEST_TP_MASK, 0, left_alone}

/// An indirect branch may land on any instruction.
inline bool test_is_landing_pad(const unsigned char *code)
{
	return reinterpret_cast<uintptr_t>(code) % 2 == 0;
}

#define TEST_FRAME_POINTER 8 /* its number in unwind information */

/// What the frame at `fp` says of its caller's frame pointer. (RISC-V psABI, Frame Pointer Convention)
inline uintptr_t test_caller_frame_pointer(uintptr_t fp, uintptr_t)
{
	return *reinterpret_cast<const uintptr_t *>(fp - 16);
}
#endif
