/* tests/ports/s390x/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_R(n) (KSPAWN_REGS_R0 + (n) * KSPAWN_WORD)
#define REGS_FIRST REGS_R(2)
#define REGS_TARGET REGS_R(14)
#define REGS_NR REGS_R(1) /* the number of a system call */

/* No registers; what the gate and regs_spin do not keep. */
#define REGS_NONE (REGS_BIT(KSPAWN_REGS_PC) | REGS_BIT(KSPAWN_REGS_NR))
#define REGS_GATE_LOSES REGS_BIT(REGS_TARGET)
#define REGS_SPIN_LOSES (REGS_GATE_LOSES | REGS_BIT(REGS_R(0)))

#ifndef __ASSEMBLER__
static inline void regs_legal(struct all_regs *r)
{
	uint32_t *const fpc = &r->fp[KSPAWN_USER_FPC / 4];

	r->regs.mask &= 0x00003f0000000000; /* condition code, program mask */
	fpc[0] &= 0x00f80003;               /* flags, rounding mode */
	fpc[1] = 0;
}
#endif

/* The PSW's mask of a program (z/Architecture Principles of Operation, "Program-Status-Word Format"): rows of
 * tests/arch/forgery.h */
/* clang-format off */
#define BIT(n) (1ul << (63 - (n)))
#define FORGERIES                                                                                                      \
	SET("PER", BIT(1), DIES), CLEAR("no translation", BIT(5), DIES), CLEAR("no I/O interrupts", BIT(6), DIES),     \
	CLEAR("no external interrupts", BIT(7), DIES), SET("another key", BIT(8), DIES), SET("key 1", BIT(11), DIES),  \
	CLEAR("no machine checks", BIT(13), DIES), SET("wait", BIT(14), DIES), CLEAR("supervisor state", BIT(15), DIES), \
	SET("the secondary space", BIT(16), DIES), SET("the home space", BIT(16) | BIT(17), DIES),                     \
	SET("runtime instrumentation", BIT(24), DIES), CLEAR("addresses of 31 bits", BIT(31), DIES),                   \
	CLEAR("no mode of addresses", BIT(32), DIES), CLEAR("addresses of 24 bits", BIT(31) | BIT(32), DIES),          \
	SET("the format of ESA/390", BIT(12), DIES), SET("reserved bit 0", BIT(0), DIES), SET("reserved bits", 0xff, DIES), \
	WORD(STATUS_WORD, "no bits", 0, DIES), WORD(STATUS_WORD, "all bits", ~0ul, DIES),                              \
	SET("the condition code", BIT(18) | BIT(19), LIVES), SET("the program mask", 0xful << 40, LIVES),              \
	WORD(TLS, "TLS in the kernel", ~0ul, LIVES), { "an odd pc", IP, ~0ul, 1, KILLED(SIGILL) }
#define NEW_PROGRAM { STATUS_WORD, BIT(5) | BIT(6) | BIT(7) | BIT(13) | BIT(15) | BIT(31) | BIT(32) }
/* What the address of a datum in access-register mode is, access registers say. */
#define FORGERIES_OF_NO_MACHINE SET("the access-register mode", BIT(17), LIVES),
/* clang-format on */
