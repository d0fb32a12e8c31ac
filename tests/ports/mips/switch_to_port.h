/* tests/ports/mips/switch_to_port.h: the registers that a switch is checked with */
#pragma once

#include <kspawn/arch/frame.h>

#define TEST_REGISTERS (12 + KSPAWN_SWITCH_FP_COUNT)

/* in[] and out[]: s0 to s7, fp, gp, floating point, FCSR, UserLocal */
#define TEST_FP (10 * 8)
#define TEST_FCSR (TEST_FP + 8 * KSPAWN_SWITCH_FP_COUNT)
#define TEST_TLS (TEST_FCSR + 8)
/* No register is the platform's. In TLS's, a new thread finds the value of the thread that ran before. */
#define TEST_X18 TEST_TLS
#define TEST_TPIDR TEST_TLS

/* Where FCSR is in a word of 64 bits. */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define TEST_LOW_32 4
#else
#define TEST_LOW_32 0
#endif

/* Conditions and FS, which release 6 does not have or change; flags, rounding mode; no exception that could be raised */
#if __mips_isa_rev >= 6
#define TEST_FCSR_BITS 0x0000007f
#else
#define TEST_FCSR_BITS 0xff80007f
#endif

/* Of struct of KSPAWN_USER_STATE_SIZE bytes: the doubles, and FCSR: conditions, FS, flags, RMode */
#define TEST_VECTORS_FROM 0
#define TEST_VECTORS_TO KSPAWN_USER_FCSR
#define TEST_USER_CONTROL {KSPAWN_USER_FCSR, TEST_FCSR_BITS | KSPAWN_FCSR_FIXED}

#ifndef __ASSEMBLER__
#include <stdint.h>

#define TEST_F(name) TEST_KEPT_FP(name, -1)
#if KSPAWN_WORD == 4
#define TEST_DWARF_GP -1 /* no register of a frame: an unwinder has none if it was not saved */
#if defined(__mips_abicalls) && defined(__OPTIMIZE__)
#define TEST_GP UINTPTR_MAX, 0, kept_inline /* the code around may find its data by it */
#elif defined(__mips_abicalls)
#define TEST_GP 0, 0, left_alone /* not compared: each function loads its own, and so does its caller */
#else
#define TEST_GP UINTPTR_MAX, 0, left_alone
#endif
#else
#define TEST_DWARF_GP 28
#define TEST_GP ~(KSPAWN_WORD_TYPE)0, 0, kept
#endif
/* A program's address in n32 has 31 bits. */
#if _MIPS_SIM == _ABIN32
#define TEST_TLS_BITS INT32_MAX
#else
#define TEST_TLS_BITS UINTPTR_MAX
#endif
#if _MIPS_SIM == _ABI64
#define TEST_FP_TABLE TEST_F(f24), TEST_F(f25), TEST_F(f26), TEST_F(f27), TEST_F(f28), TEST_F(f29), TEST_F(f30), TEST_F(f31)
#else
#define TEST_FP_TABLE TEST_F(f20), TEST_F(f22), TEST_F(f24), TEST_F(f26), TEST_F(f28), TEST_F(f30)
#endif
/* clang-format off */
#define TEST_REGISTER_TABLE                                                                            \
	KSPAWN_KEPT(TEST_KEPT), { "gp", TEST_DWARF_GP, TEST_GP }, TEST_FP_TABLE,                         \
	{ "fcsr", -1, TEST_FCSR_BITS, 0, kept_by_fp }, { "UserLocal", -1, TEST_TLS_BITS, 0, left_alone }
/* clang-format on */

#define TEST_INSTRUCTION_ALIGN 4
#define TEST_FRAME_POINTER 30 /* its number in unwind information */
#endif

#include "record.h"
