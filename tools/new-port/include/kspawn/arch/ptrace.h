/* @PORT@ ptrace.h: the user register file and the system call convention */
/* missing: these lines only compile; take the convention from syscall(2) */
#ifndef KSPAWN_ARCH_PTRACE_H
#define KSPAWN_ARCH_PTRACE_H

#include <kspawn/arch/frame.h>

/* bytes of struct kspawn_pt_regs: a plain number, since a symbol's name has it */
#if KSPAWN_WORD == 8
#define KSPAWN_REGS_SIZE 96
#else
#define KSPAWN_REGS_SIZE 48
#endif

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. */
#define KSPAWN_PT_REGS_RET ret
#define KSPAWN_PT_REGS_ARG(n) a[n]

#ifndef __ASSEMBLER__
#include <kspawn/nr_generic.h>
#endif
#include <kspawn/pt_regs.h>
#endif
