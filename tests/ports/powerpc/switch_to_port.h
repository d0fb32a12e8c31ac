/* tests/ports/powerpc/switch_to_port.h: the registers that a switch is checked with */
#pragma once

#include <kspawn/arch/frame.h>

#define TEST_NR_WRITE 4
#define TEST_NR_EXIT_GROUP 234
#ifdef __powerpc64__
#define TEST_RED_ZONE 288
#endif
#if _CALL_ELF == 2
#define TEST_START addis %r2, %r12, .TOC. - _start@ha; addi %r2, %r2, .TOC. - _start@l
#endif

/* in[] and out[]: r14 to r31, CR, f14 to f31, FPSCR, in 32 bits r13, the thread pointer */
#define TEST_FS0 (19 * 8)
#define TEST_FCSR (37 * 8)
#if KSPAWN_WORD == 4
#define TEST_REGISTERS 40
#define TEST_X18 (38 * 8)
#define TEST_TPIDR (39 * 8)
#else
#define TEST_REGISTERS 39
#define TEST_X18 (38 * 8) /* no other register is the platform's: r2 finds the data of the code that runs */
#define TEST_TPIDR (38 * 8)
#endif

/* Of struct of KSPAWN_USER_STATE_SIZE bytes: f0 to f31, v0 to v31, lower halves of vs0 to vs31; the low word of FPSCR: flags of
 * a result, rounding mode; VSCR: NJ, SAT; VRSAVE */
#define TEST_VECTORS_FROM 0
#define TEST_VECTORS_TO KSPAWN_USER_FPSCR
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define TEST_LAST_WORD(from, size) ((from) + (size) - 4)
#else
#define TEST_LAST_WORD(from, size) (from)
#endif
/* clang-format off */
#define TEST_FPSCR {TEST_LAST_WORD(KSPAWN_USER_FPSCR, 8), 0x15002}
#ifdef KSPAWN_USER_VECTORS
#define TEST_USER_CONTROL                                                                                                \
	TEST_FPSCR, {TEST_LAST_WORD(KSPAWN_USER_VSCR, 16), 0x10001}, {KSPAWN_USER_VRSAVE, 0x12345678}
#ifdef KSPAWN_USER_LOWER
#define TEST_LOWER , {KSPAWN_USER_LOWER, KSPAWN_USER_STATE_SIZE}
#else
#define TEST_LOWER
#endif
#define TEST_STATE_PARTS {0, KSPAWN_USER_FPSCR}, {KSPAWN_USER_VECTORS, KSPAWN_USER_VSCR} TEST_LOWER
#else
#define TEST_USER_CONTROL TEST_FPSCR
#endif
/* clang-format on */

#ifndef __ASSEMBLER__
/* clang-format off */
#if KSPAWN_WORD == 4
#define TEST_R13 { "r13", -1, UINTPTR_MAX, 0, left_alone },
#define TEST_GATE_LEAVES_R2(regs)
#else
#define TEST_R13
#define TEST_GET_GLOBAL_POINTER "mr %0, 2"
#define TEST_GATE_LEAVES_R2(regs) { "r2", (regs).r[2] == test_global_pointer() },
#endif
#define TEST_GATE_LEAVES(regs)                                                                                           \
	{ "r0", (regs).r[0] == (regs).nr }, TEST_GATE_LEAVES_R2(regs) { "lr", (regs).lr == (regs).pc },                    \
	{ "msr", (regs).msr == KSPAWN_USER_STATUS }, { "unused", (regs).unused == 0 }, { "r11", (regs).r[11] == 0 },       \
	{ "r12", (regs).r[12] == 0 }
/* CR: CR2 to CR4. FPSCR: flags of a result, rounding mode; no exception that could be raised */
#define TEST_REGISTER_TABLE                                                                                              \
	KSPAWN_KEPT(TEST_KEPT), { "CR", -1, 0x00fff000, 0, kept }, KSPAWN_KEPT_FP(TEST_KEPT_FP),                           \
	{ "FPSCR", -1, 0x1f003, 0, kept_by_fp }, TEST_R13 { "thread pointer", -1, UINTPTR_MAX, 0, left_alone }
/* clang-format on */

#define TEST_THREAD_POINTER test_thread_pointer
static inline uintptr_t test_thread_pointer(void)
{
	uintptr_t tls;

#if KSPAWN_WORD == 8
	__asm__ volatile("mr %0, 13" : "=r"(tls));
#else
	__asm__ volatile("mr %0, 2" : "=r"(tls));
#endif
	return tls;
}

#define TEST_SIGNAL_ENTRY_RESTORES_TLS false
#define TEST_BACK_CHAIN /* the word at the stack pointer */
#define TEST_INSTRUCTION_ALIGN 4
#define TEST_FRAME_POINTER 31 /* its number in unwind information */
#endif

#include "record.h"
