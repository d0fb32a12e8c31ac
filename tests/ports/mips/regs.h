/* tests/ports/mips/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_FIRST KSPAWN_REGS_A0
#define REGS_TARGET KSPAWN_REGS_R(25)
#define REGS_NR KSPAWN_REGS_V0 /* the number of a system call */

/* No registers, or the machine's at any time, as k0 and k1; what the gate and regs_spin do not keep. */
#define REGS_NONE                                                                                     \
	(REGS_BIT(KSPAWN_REGS_R(0)) | REGS_BIT(KSPAWN_REGS_R(26)) | REGS_BIT(KSPAWN_REGS_R(27)) |            \
	 REGS_BIT(KSPAWN_REGS_PC) | REGS_BIT(KSPAWN_REGS_STATUS) | REGS_BIT(KSPAWN_REGS_NR))
#define REGS_GATE_LOSES                                                                               \
	(REGS_BIT(KSPAWN_REGS_R(24)) | REGS_BIT(KSPAWN_REGS_R(25)) | REGS_BIT(KSPAWN_REGS_R(31)))
#define REGS_SPIN_LOSES REGS_GATE_LOSES

#ifndef __ASSEMBLER__
/* What a NaN looks like is the processor's. */
#define REGS_INITIAL(r) ((r).fp[KSPAWN_USER_FCSR / 4] |= regs_start.fp[KSPAWN_USER_FCSR / 4] & 3 << 18)

static inline void regs_legal(struct all_regs *r)
{
	/* FCC, FS, flags and rounding mode; no cause, no exception enabled */
	r->fp[KSPAWN_USER_FCSR / 4] = (r->fp[KSPAWN_USER_FCSR / 4] & 0xff80007f) | KSPAWN_FCSR_FIXED;
	r->fp[KSPAWN_USER_FCSR / 4 + 1] = 0;
	REGS_INITIAL(*r);
}
#endif

/* CP0 Status of a program (MIPS64 PRA, 9.22): rows of tests/arch/forgery.h
 *
 * Of what a host's machine may have otherwise, nothing comes to the processor. */
/* clang-format off */
#define MODE 0x18
#define FORGERIES                                                                                                      \
	CLEAR("kernel mode", MODE, DIES), FIELD("supervisor mode", MODE, 8, DIES), SET("a reserved mode", MODE, DIES), \
	CLEAR("no EXL", 2, DIES), SET("ERL", 4, DIES), CLEAR("no IE", 1, DIES), SET("NMI", 1 << 19, DIES),             \
	SET("SR", 1 << 20, DIES), SET("TS", 1 << 21, DIES), SET("BEV", 1 << 22, DIES), SET("RE", 1 << 25, DIES),       \
	SET("RP", 1 << 27, DIES), SET("CU0", 1 << 28, DIES), SET("CU2", 1 << 30, DIES), SET("CU3", 1ul << 31, DIES),   \
	SET("reserved bits", 3 << 16, DIES), WORD(STATUS_WORD, "no bits", 0, DIES), WORD(STATUS_WORD, "all bits", ~0ul, DIES),   \
	FORGERIES_OF_32_BITS CLEAR("no interrupts", 0xff00, LIVES), SET("all interrupts", 0xff00, LIVES),              \
	CLEAR("no CU1", 1ul << 29, LIVES), SET("FR", 1 << 26, LIVES), SET("MX", 1 << 24, LIVES),                       \
	WORD(KSPAWN_REGS_R(26), "k0", ~0ul, LIVES), { "a misaligned pc", IP, ~0ul, 2, KILLED(SIGBUS) },                \
	WORD(TLS, "TLS in the kernel", 0x80100000, LIVES)
#if KSPAWN_WORD == 4
#define FORGERIES_OF_32_BITS SET("UX", 1 << 5, DIES), SET("KX and SX", 3 << 6, DIES),
#define NEW_PROGRAM { STATUS_WORD, 0x13 }
#else
#define FORGERIES_OF_32_BITS
#define NEW_PROGRAM { STATUS_WORD, 0xf3 }
#endif
#define FORGERIES_OF_NO_MACHINE SET("CU1", 1ul << 29, LIVES),
/* clang-format on */
