/* tests/ports/riscv64/switch_to_port.h: the registers that a switch is checked with */
#pragma once

#include <kspawn/arch/frame.h>

#include "record.h"

#define TEST_REGISTERS 27

/* in[] and out[]: s0 to s11, fs0 to fs11, fcsr, gp, tp */
#define TEST_FS0 (12 * 8)
#define TEST_FCSR (24 * 8)
#define TEST_GP (25 * 8)
#define TEST_TP (26 * 8)
/* The platform's register and TLS's: a new thread finds the values of the thread that ran before. */
#define TEST_X18 TEST_GP
#define TEST_TPIDR TEST_TP

/* In a kernel an interrupt finds the processor's block by tp: it stays as it is. */
#ifdef KSPAWN_TEST_KERNEL
#define TEST_TP_MASK 0
#else
#define TEST_TP_MASK UINTPTR_MAX
#endif

/* Of struct of KSPAWN_USER_STATE_SIZE bytes: f0 to f31, and fcsr with another rounding mode */
#define TEST_VECTORS_FROM 0
#define TEST_VECTORS_TO KSPAWN_USER_FCSR
#define TEST_USER_CONTROL {KSPAWN_USER_FCSR, 0x61}

#ifndef __ASSEMBLER__
/* clang-format off */
#define TEST_REGISTER_TABLE                                                                                    \
	KSPAWN_KEPT(TEST_KEPT), KSPAWN_KEPT_FP(TEST_KEPT_FP), { "fcsr", -1, 0xff, 0, kept_by_fp },               \
	{ "gp", -1, UINTPTR_MAX, 0, left_alone }, { "tp", -1, TEST_TP_MASK, 0, left_alone }
/* clang-format on */

/// An indirect branch may land on any instruction.
inline bool test_is_landing_pad(const unsigned char *code) { return reinterpret_cast<uintptr_t>(code) % 2 == 0; }

#define TEST_FRAME_POINTER 8 /* its number in unwind information */

/// What the frame at `fp` says of its caller's frame pointer. (RISC-V psABI, Frame Pointer Convention)
inline uintptr_t test_caller_frame_pointer(uintptr_t fp, uintptr_t) { return reinterpret_cast<const uintptr_t *>(fp)[-2]; }
#endif
