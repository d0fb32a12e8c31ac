/* @PORT@ registers.h: the registers of the port: structures, offsets, assembly and tests come from these lists */
/* clang-format off */
/* missing: these lines only compile; name each register of a program, and what a called function keeps */
#ifndef KSPAWN_ARCH_REGISTERS_H
#define KSPAWN_ARCH_REGISTERS_H

#include <kspawn/layout.h>

/* struct kspawn_pt_regs and KSPAWN_REGS_PC to KSPAWN_REGS_STATUS: nr is the number of the system call. */
#define KSPAWN_PT_REGS(WORD, WORDS)                                                                                    \
	WORD(pc, PC) WORD(sp, SP) WORD(tls, TLS) WORD(nr, NR) WORDS(a, A0, 6) WORD(ret, RET) WORD(status, STATUS)

/* What a called function keeps, as X(name, number in unwind information): KSPAWN_KEPT(X) and KSPAWN_KEPT_FP(X). */

/* The frames of switch_to and, above it, of switch_to_fp: KSPAWN_SWITCH_RESUME and so on. */
#define KSPAWN_SWITCH_FRAME(WORD, WORDS) WORD(resume, RESUME) WORDS(kept, KEPT, 16 / KSPAWN_WORD - 1)
#define KSPAWN_SWITCH_FP_FRAME(WORD, WORDS) WORDS(fp, FP, 16 / KSPAWN_WORD)
#define KSPAWN_SWITCH_SIZE 16
#define KSPAWN_SWITCH_FP_SIZE 32
#endif
