/* @PORT@ frame.h: what the port is in C and assembly: constants, the registers of a program, frames, system calls */
/* clang-format off */
/* missing: these lines only compile; the truth is in the ABI document of the machine, and in syscall(2) */
#ifndef KSPAWN_ARCH_FRAME_H
#define KSPAWN_ARCH_FRAME_H

#include <kspawn/layout.h>

#define KSPAWN_WORD __SIZEOF_POINTER__  /* bytes */
#define KSPAWN_STACK_ALIGN 16           /* bytes, at a call */
#define KSPAWN_ELF_MACHINE 1            /* e_machine */
#define KSPAWN_CLONE_ARGS 0, 1, 2, 4, 3 /* where flags, stack, parent_tid, child_tid and tls are */
#define KSPAWN_USER_STATE_SIZE 16       /* bytes, of floating point and vectors */
#define KSPAWN_USER_STATE_ALIGN 16

/* struct kspawn_pt_regs and KSPAWN_REGS_PC to KSPAWN_REGS_STATUS: nr is the number of the system call. */
#define KSPAWN_PT_REGS(WORD, WORDS)                                                                                    \
	WORD(pc, PC) WORD(sp, SP) WORD(tls, TLS) WORD(nr, NR) WORDS(a, A0, 6) WORD(ret, RET) WORD(status, STATUS)
/* bytes: a plain number, since a symbol's name has it */
#if KSPAWN_WORD == 8
#define KSPAWN_REGS_SIZE 96
#else
#define KSPAWN_REGS_SIZE 48
#endif

/* Members of struct kspawn_pt_regs. */
#define KSPAWN_PT_REGS_RET ret
#define KSPAWN_PT_REGS_ARG(n) a[n]
#define KSPAWN_PT_REGS_STATUS status

/* The status register of a new program, and which of its bits a program may change. */
#define KSPAWN_USER_STATUS 0
#define KSPAWN_USER_STATUS_FREE 0

/* What a called function keeps, as X(name, number in unwind information): KSPAWN_KEPT(X) and KSPAWN_KEPT_FP(X). */

/* The frames of switch_to and, above it, of switch_to_fp: KSPAWN_SWITCH_RESUME and so on. */
#define KSPAWN_SWITCH_FRAME(WORD, WORDS) WORD(resume, RESUME) WORDS(kept, KEPT, 16 / KSPAWN_WORD - 1)
#define KSPAWN_SWITCH_FP_FRAME(WORD, WORDS) WORDS(fp, FP, 16 / KSPAWN_WORD)
#define KSPAWN_SWITCH_SIZE 16
#define KSPAWN_SWITCH_FP_SIZE 32

/* Where a backtrace of a sleeping thread begins. */
#define KSPAWN_SWITCH_FRAME_POINTER KSPAWN_WORD
#define KSPAWN_SWITCH_RETURN KSPAWN_WORD

#include <kspawn/switch_frame.h>
#endif
