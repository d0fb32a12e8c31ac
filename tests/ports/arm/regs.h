/* tests/ports/arm/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_FIRST KSPAWN_REGS_R0
#define REGS_TARGET KSPAWN_REGS_R(12)
#define REGS_NR KSPAWN_REGS_R(7) /* the number of a system call */

/* No registers; what the gate and regs_spin do not keep. */
#define REGS_NONE (REGS_BIT(KSPAWN_REGS_PC) | REGS_BIT(KSPAWN_REGS_NR) | REGS_BIT(KSPAWN_REGS_TLS_RW))
#define REGS_GATE_LOSES (REGS_BIT(KSPAWN_REGS_R(12)) | REGS_BIT(KSPAWN_REGS_LR))
#define REGS_SPIN_LOSES REGS_GATE_LOSES

#ifndef __ASSEMBLER__
static inline void regs_legal(struct all_regs *r)
{
	r->regs.cpsr &= 0xf80f0000;                 /* N Z C V Q GE */
	r->fp[KSPAWN_USER_FPSCR / 4] &= 0xffc0009f; /* conditions, QC, AHP, DN, FZ, RMode and the cumulative exceptions */
	r->fp[KSPAWN_USER_FPSCR / 4 + 1] = 0;
}
#endif

/* CPSR of a program (ARMv7-A ARM, B1.3.3; ARMv8-A ARM, G1.9.1): rows of tests/arch/forgery.h */
/* clang-format off */
#define MODE 0x1f
#define IF_THEN (3ul << 25 | 0x3f << 10)
#define FORGERIES                                                                                                      \
	FIELD("FIQ mode", MODE, 0x11, DIES), FIELD("IRQ mode", MODE, 0x12, DIES), FIELD("SVC mode", MODE, 0x13, DIES), \
	FIELD("monitor mode", MODE, 0x16, DIES), FIELD("abort mode", MODE, 0x17, DIES),                                \
	FIELD("hypervisor mode", MODE, 0x1a, DIES), FIELD("undefined mode", MODE, 0x1b, DIES),                         \
	FIELD("system mode", MODE, 0x1f, DIES), FIELD("a reserved mode", MODE, 0x14, DIES),                            \
	CLEAR("user mode of 26 bits", MODE, DIES), SET("F", 1 << 6, DIES), SET("I", 1 << 7, DIES),                     \
	SET("A", 1 << 8, DIES), SET("E", 1 << 9, DIES), SET("J", 1 << 24, DIES), SET("J and T", 1 << 24 | 1 << 5, DIES), \
	SET("IL", 1 << 20, DIES), SET("PAN", 1 << 22, DIES), FIELD("IT in ARM state", 1 << 5, IF_THEN, DIES),          \
	FIELD("half an IT in ARM state", 1 << 5, 1 << 10, DIES), FIELD("the other half", 1 << 5, 1 << 25, DIES),       \
	WORD(STATUS_WORD, "all bits", ~0ul, DIES), WORD(STATUS_WORD, "no bits", 0, DIES), SET("the flags", 0xf8000000, LIVES),   \
	SET("GE", 0xf << 16, LIVES), SET("SSBS", 1 << 23, LIVES), SET("DIT", 1 << 21, LIVES),                          \
	{ "an odd pc", IP, ~0ul, 1, LIVES }, WORD(TLS, "TLS in the kernel", 0xe0200000, LIVES),                        \
	WORD(KSPAWN_REGS_TLS_RW, "the other TLS in the kernel", 0xe0200000, LIVES)
#define FORGERIES_OF_NO_MACHINE SET("Thumb", 1 << 5, LIVES), SET("IT in Thumb state", 0x0600fc20, LIVES),
#define NEW_PROGRAM { STATUS_WORD, 0x10 } /* user mode, ARM state */
/* clang-format on */
