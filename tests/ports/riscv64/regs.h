/* tests/ports/riscv64/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_FIRST KSPAWN_REGS_A0
#define REGS_TARGET KSPAWN_REGS_T6
#define REGS_NR (KSPAWN_REGS_A0 + 7 * KSPAWN_WORD) /* the number of a system call */

/* No registers; what the gate and regs_spin do not keep. */
#define REGS_NONE (REGS_BIT(KSPAWN_REGS_PC) | REGS_BIT(KSPAWN_REGS_STATUS) | REGS_BIT(KSPAWN_REGS_NR))
#define REGS_GATE_LOSES (REGS_BIT(KSPAWN_REGS_RA) | REGS_BIT(KSPAWN_REGS_T6))
#define REGS_SPIN_LOSES REGS_GATE_LOSES

#ifdef __ASSEMBLER__
#define REGISTERS(op, base) each_but "sp, a0", op, base, KSPAWN_REGS_RA, KSPAWN_REGISTERS
#define REGS_KEPT KSPAWN_SWITCH_REGS, gp
#else
static inline void regs_legal(struct all_regs *r)
{
	uint32_t *const fcsr = &r->fp[KSPAWN_USER_FCSR / 4];
	const uint32_t rounding = *fcsr >> 5 & 7;

	fcsr[0] = (fcsr[0] & 0x1f) | (rounding > 4 ? rounding - 4 : rounding) << 5; /* the accrued exceptions; frm */
	fcsr[1] = 0;
}
#endif

/* sstatus of a program (Privileged Architecture, 4.1.1): rows of tests/arch/forgery.h */
/* clang-format off */
#define FORGERIES                                                                                                      \
	SET("SPP", 1 << 8, DIES), SET("SIE", 1 << 1, DIES), CLEAR("no SPIE", 1 << 5, DIES), SET("UBE", 1 << 6, DIES),  \
	SET("SUM", 1 << 18, DIES), SET("MXR", 1 << 19, DIES), FIELD("UXL of 32 bits", 3ul << 32, 1ul << 32, DIES),     \
	SET("UXL of 128 bits", 3ul << 32, DIES), CLEAR("no UXL", 3ul << 32, DIES), SET("bits of M-mode", 0x1880, DIES), \
	SET("MPRV", 1 << 17, DIES), SET("SXL", 3ul << 34, DIES), SET("reserved bit 0", 1, DIES),                       \
	SET("reserved bits", 1ul << 40, DIES), WORD(STATUS_WORD, "no bits", 0, DIES), WORD(STATUS_WORD, "all bits", ~0ul, DIES), \
	CLEAR("FS off", 3ul << 13, LIVES), SET("FS dirty", 3 << 13, LIVES), SET("VS and XS", 3 << 9 | 3 << 15, LIVES), \
	SET("SD", 1ul << 63, LIVES), WORD(TLS, "TLS in the kernel", 0xffffffc080200000, LIVES),                        \
	{ "an odd pc", IP, ~0ul, 1, EITHER(LIVES, KILLED(SIGILL)) /* QEMU 7.2 keeps the bit */ }
#define NEW_PROGRAM { STATUS_WORD, 2ul << 32 | 1 << 13 | 1 << 5 } /* UXL 64, FS initial, SPIE */
/* clang-format on */
