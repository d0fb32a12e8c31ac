/* tests/ports/riscv64/switch_to_port.h: the registers that a switch is checked with */
#pragma once

#include <kspawn/arch/frame.h>

#define TEST_KEPT_COUNT 12
#define TEST_KEPT_FP_COUNT 12

/* In a kernel an interrupt finds the processor's block by tp: it stays as it is. */
#ifdef KSPAWN_TEST_KERNEL
#define TEST_TP_MASK 0
#else
#define TEST_TP_MASK UINTPTR_MAX
#endif

/* Of struct of KSPAWN_USER_STATE_SIZE bytes: f0 to f31, and fcsr: rounding up, all exceptions */
#define TEST_VECTORS_FROM 0
#define TEST_VECTORS_TO KSPAWN_USER_FCSR
#define TEST_USER_CONTROL {KSPAWN_USER_FCSR, 0x7f}

#define TEST_FP s0
#define TEST_PLATFORM gp
#define TEST_TEMPORARIES t0, t2, t3, t4, t5, t6
#define TEST_HOST_REGISTERS lla gp, __global_pointer$

#ifndef __ASSEMBLER__
/* clang-format off */
#define TEST_REGISTER_TABLE                                                                                    \
	KSPAWN_KEPT(TEST_KEPT), KSPAWN_KEPT_FP(TEST_KEPT_FP), { "fcsr", -1, 0xff, 0, kept_by_fp },               \
	{ "gp", -1, UINTPTR_MAX, 0, left_alone }, { "tp", -1, TEST_TP_MASK, 0, left_alone }
/* clang-format on */

#define TEST_INSTRUCTION_ALIGN 2
#define TEST_FRAME_POINTER 8 /* its number in unwind information */
#define TEST_CALLERS_FRAME_POINTER_AT -2 /* RISC-V psABI, Frame Pointer Convention */

/* The gate keeps the return address as pc, and t6 is its own. gp: RISC-V psABI, Global-pointer Relaxation */
#define TEST_GATE_LEAVES(regs)                                                                                         \
	{ "ra", (regs).ra == (regs).pc }, { "t6", (regs).t3_t6[3] == 0 }, { "status", (regs).status == KSPAWN_USER_STATUS }
#define TEST_SIGNAL_ENTRY_RESTORES_TLS false
#define TEST_GET_GLOBAL_POINTER "mv %0, gp"
#endif

#include "record.h"
