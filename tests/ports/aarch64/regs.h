/* tests/ports/aarch64/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_FIRST KSPAWN_REGS_X0
#define REGS_TARGET KSPAWN_REGS_X(16)
#define REGS_NR KSPAWN_REGS_X(8) /* the number of a system call */

/* No registers; what the gate and regs_spin do not keep. */
#define REGS_NONE (REGS_BIT(KSPAWN_REGS_PC) | REGS_BIT(KSPAWN_REGS_NR))
#define REGS_SPIN_LOSES (REGS_BIT(KSPAWN_REGS_X(16)) | REGS_BIT(KSPAWN_REGS_X(30)))
#define REGS_GATE_LOSES (REGS_SPIN_LOSES | REGS_BIT(KSPAWN_REGS_X(17)))

#ifdef __ASSEMBLER__
/* clang-format off */
#define REGISTERS(op, base) each op, base, KSPAWN_REGS_X(1), x1, KSPAWN_X2_X15, x16, x17, KSPAWN_X18_X29, x30
/* NZCV and TLS, which a system call alone changes. */
#define REGS_TO(base, temp)                                                                                                    \
	mrs temp, nzcv; str temp, [base, KSPAWN_REGS_PSTATE]; mrs temp, tpidr_el0; str temp, [base, KSPAWN_REGS_TLS]
#define REGS_FROM(base, temp) ldr temp, [base, KSPAWN_REGS_PSTATE]; msr nzcv, temp
/* clang-format on */
#else
static inline void regs_legal(struct all_regs *r)
{
	r->regs.pstate &= 0xf0000000;                /* NZCV */
	r->fp[KSPAWN_USER_FPCR / 4] &= 0x07c00000; /* AHP, DN, FZ, RMode */
	r->fp[KSPAWN_USER_FPSR / 4] &= 0x0800009f; /* QC and the cumulative exceptions */
	r->fp[KSPAWN_USER_FPCR / 4 + 1] = r->fp[KSPAWN_USER_FPCR / 4 + 2] = 0;
}
#endif

/* PSTATE of a program (Arm ARM, C5.2.19 SPSR_EL1): rows of tests/arch/forgery.h */
/* clang-format off */
#define FORGERIES                                                                                                      \
	SET("EL1t", 4, DIES), SET("EL1h", 5, DIES), SET("EL2h", 9, DIES), SET("EL3h", 13, DIES),                       \
	SET("EL0 with SP_EL1", 1, DIES), SET("a reserved mode", 2, DIES), SET("AArch32", 0x10, DIES),                  \
	SET("AArch32, abort", 0x17, DIES), SET("AArch32, Thumb", 0x30, DIES), SET("F", 1 << 6, DIES),                  \
	SET("I", 1 << 7, DIES), SET("A", 1 << 8, DIES), SET("D", 1 << 9, DIES), SET("IL", 1 << 20, DIES),              \
	SET("PAN", 1 << 22, DIES), SET("UAO", 1 << 23, DIES), SET("ALLINT", 1 << 13, DIES),                            \
	SET("reserved bit 32", 1ul << 32, DIES), SET("reserved bits", 1ul << 40, DIES),                                \
	WORD(STATUS_WORD, "all bits", ~0ul, DIES), WORD(STATUS_WORD, "no bits", 0, LIVES), SET("the flags", 0xful << 28, LIVES), \
	SET("SS", 1 << 21, LIVES), SET("SSBS", 1 << 12, LIVES), SET("BTYPE", 3 << 10, LIVES),                          \
	SET("DIT", 1 << 24, LIVES), SET("TCO", 1 << 25, LIVES), { "an odd pc", IP, ~0ul, 1, KILLED(SIGBUS) },          \
	WORD(TLS, "TLS in the kernel", 0xffffffff40200000, LIVES)
/* clang-format on */
