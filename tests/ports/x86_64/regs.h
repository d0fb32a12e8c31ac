/* tests/ports/x86_64/regs.h: which words of pt_regs are a program's registers, and what may be in them */
#pragma once

#include <regs_words.h>

#define REGS_NR KSPAWN_REGS_AX /* the number of a system call */

/* No registers; what the gate, the machine's own clone and regs_spin do not keep. */
#define REGS_NONE                                                                                             \
	(REGS_BIT(KSPAWN_REGS_IP) | REGS_BIT(KSPAWN_REGS_CS) | REGS_BIT(KSPAWN_REGS_SS) | REGS_BIT(KSPAWN_REGS_NR))
#define REGS_GATE_LOSES 0
#define REGS_MACHINE_CLONE_LOSES (REGS_BIT(KSPAWN_REGS_CX) | REGS_BIT(KSPAWN_REGS_R9) | REGS_BIT(KSPAWN_REGS_R11))
#define REGS_SPIN_LOSES 0

#ifndef __ASSEMBLER__
#include "regs_fx.h"

#define REGS_INITIAL(r) ((r).regs.flags = 0x202, (r).fp[REGS_MASK] = regs_start.fp[REGS_MASK])

static inline void regs_legal(struct all_regs *r)
{
	r->regs.flags = (r->regs.flags & 0xcd5) | 0x202; /* arithmetic flags and DF */
	regs_legal_fx(r);
}
#endif

/* RFLAGS, selectors and addresses of a program (AMD64 manual, volume 2, 3.1.6): rows of tests/arch/forgery.h */
/* clang-format off */
#define FORGERIES                                                                                                      \
	FORGERIES_OF_BOTH, SET("bit 63", 1ul << 63, DIES), SET("flags above 32 bits", 1ul << 32, DIES),                \
	WORD(CS, "its code, as the kernel", 0x30, DIES), WORD(CS, "code of 32 bits", 0x23, DIES),                      \
	WORD(CS, "a task as code", 0x43, DIES), WORD(CS, "code of an LDT", 0x37, DIES),                                \
	WORD(CS, "data as code", 0x2b, DIES), WORD(SS, "code as stack", 0x33, DIES),                                   \
	WORD(SS, "its stack, as the kernel", 0x28, DIES), WORD(TLS, "TLS in the kernel", 0xffff800000000000, DIES),    \
	WORD(TLS, "TLS nowhere", 0x800000000000, DIES), WORD(TLS, "TLS at the end", 0x7ffffffffff8, LIVES)
#define FORGERIES_OF_NO_MACHINE                                                                                        \
	FORGERIES_OF_CALM_FLAGS                                                                                        \
	WORD(IP, "the last page's ip", 0x7ffffffff000 - 1, LIVES),                                                     \
	WORD(IP, "the last byte's ip, which SYSRET may not leave from", 0x7fffffffffff, DIES),                         \
	WORD(IP, "a non-canonical ip", 0x800000000000, DIES), WORD(IP, "a kernel ip", 0xffffffff80000000, DIES),
#define NEW_PROGRAM { STATUS_WORD, 0x202 }, { CS, 0x33 }, { SS, 0x2b }
/* clang-format on */
