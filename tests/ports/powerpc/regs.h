/* tests/ports/powerpc/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_R(n) (KSPAWN_REGS_R0 + (n) * KSPAWN_WORD)
#define REGS_FIRST REGS_R(3)
#define REGS_TARGET REGS_R(12)
#define REGS_NR REGS_R(0) /* the number of a system call */
#define KSPAWN_REGS_SP REGS_R(1)

/* No registers, or lost by the call; what the gate and regs_spin do not keep. */
#define REGS_NONE                                                                                           \
	(REGS_BIT(KSPAWN_REGS_PC) | REGS_BIT(KSPAWN_REGS_MSR) | REGS_BIT(KSPAWN_REGS_UNUSED) |               \
	 REGS_BIT(KSPAWN_REGS_LR) | REGS_BIT(KSPAWN_REGS_NR))
#define REGS_GATE_LOSES (REGS_BIT(REGS_R(11)) | REGS_BIT(REGS_R(12)))
#define REGS_SPIN_LOSES (REGS_BIT(REGS_R(12)) | REGS_BIT(KSPAWN_REGS_CTR))

#ifndef __ASSEMBLER__
/* ELFv2: r12 is the address of the entry. ELFv1: r2 is from its descriptor. */
#if KSPAWN_WORD == 8 && _CALL_ELF == 2
#define REGS_INITIAL(wanted) ((wanted).regs.r[12] = aux(AT_ENTRY))
#elif KSPAWN_WORD == 8
#define REGS_INITIAL(wanted) ((wanted).regs.r[2] = ((const unsigned long *)aux(AT_ENTRY))[1])
#endif

static inline void regs_legal(struct all_regs *r)
{
	uint32_t *const fpscr = &r->fp[KSPAWN_USER_FPSCR / 4];
	const bool last = __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__;

	r->regs.xer &= 0xe000007f; /* SO, OV, CA; the length of a string */
	r->regs.cr &= 0xffffffff;
	fpscr[!last] = 0;
	fpscr[last] &= 0x1f003; /* flags of a result, rounding mode */
#ifdef KSPAWN_USER_VECTORS
	for (unsigned i = KSPAWN_USER_FPSCR / 4 + 2; i < KSPAWN_USER_VECTORS / 4; i++)
		r->fp[i] = 0;
	const uint32_t vscr = r->fp[KSPAWN_USER_VSCR / 4] & 0x10001; /* NJ, SAT */
	for (unsigned i = 0; i < 4; i++)
		r->fp[KSPAWN_USER_VSCR / 4 + i] = i == (last ? 3 : 0) ? vscr : 0;
	for (unsigned i = 1; i < 4; i++)
		r->fp[KSPAWN_USER_VRSAVE / 4 + i] = 0;
#endif
}
#endif

/* MSR of a program (Power ISA, book III, 4.2.1): rows of tests/arch/forgery.h */
/* clang-format off */
#define FORGERIES                                                                                                      \
	CLEAR("supervisor state", 1 << 14, DIES), CLEAR("no EE", 1 << 15, DIES), CLEAR("no ME", 1 << 12, DIES),        \
	CLEAR("no IR", 1 << 5, DIES), CLEAR("no DR", 1 << 4, DIES), CLEAR("no RI", 1 << 1, DIES), SET("IP", 1 << 6, DIES), \
	SET("ILE", 1 << 16, DIES), SET("POW", 1 << 18, DIES), SET("SE", 1 << 10, DIES), SET("BE", 1 << 9, DIES),       \
	SET("PMM", 1 << 2, DIES), SET("reserved bits", 3ul << 26, DIES), FORGERIES_OF_64_BITS                          \
	WORD(STATUS_WORD, "no bits", 0, DIES), WORD(STATUS_WORD, "all bits", ~0ul, DIES), SET("VEC", 1 << 25, LIVES),  \
	SET("VSX", 1 << 23, LIVES), SET("FP", 1 << 13, LIVES), SET("FE0", 1 << 11, LIVES), SET("FE1", 1 << 8, LIVES),  \
	WORD(TLS, "TLS in the kernel", (uintptr_t)-0x3ffffff0l, LIVES)
#if KSPAWN_WORD == 8
#define FORGERIES_OF_64_BITS                                                                                           \
	CLEAR("32 bits", 1ul << 63, DIES), SET("HV", 1ul << 60, DIES), SET("TS", 3ul << 33, DIES), SET("TM", 1ul << 32, DIES), \
	FIELD("the other byte order", 1, KSPAWN_USER_STATUS & 1 ? 0 : 1, DIES),
#define NEW_PROGRAM { STATUS_WORD, 0x800000000000d032ul | (KSPAWN_ELF_DATA == 1) }
#else
#define FORGERIES_OF_64_BITS SET("LE", 1, DIES),
#define NEW_PROGRAM { STATUS_WORD, 0xd032 }
#endif
/* clang-format on */
