/* loongarch64 ptrace.h: the user register file and the system call convention */
#ifndef KSPAWN_ARCH_PTRACE_H
#define KSPAWN_ARCH_PTRACE_H

#include <kspawn/arch/frame.h>

#define KSPAWN_REGS_SIZE 288 /* a plain number, since a symbol's name has it */

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. (Linux, syscall(2)) */
#define KSPAWN_PT_REGS_SP r[3]
#define KSPAWN_PT_REGS_TLS r[2]
#define KSPAWN_PT_REGS_RET r[4]
#define KSPAWN_PT_REGS_ARG(n) r[4 + (n)]

/* PRMD of a program: PPLV 3, PIE; not PWE. (LoongArch Reference Manual, volume 1, 7.4.2) */
#define KSPAWN_USER_PRMD 7

#ifndef __ASSEMBLER__
#include <kspawn/nr_generic.h>
#endif
#include <kspawn/pt_regs.h>
#endif
