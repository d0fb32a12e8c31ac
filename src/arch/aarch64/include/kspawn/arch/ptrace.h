/* aarch64 ptrace.h: the user register file and the system call convention */
#ifndef KSPAWN_ARCH_PTRACE_H
#define KSPAWN_ARCH_PTRACE_H

#include <kspawn/arch/frame.h>

#define KSPAWN_REGS_SIZE 288 /* a plain number, since a symbol's name has it */

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. */
#define KSPAWN_PT_REGS_RET x[0]
#define KSPAWN_PT_REGS_ARG(n) x[n]

#ifndef __ASSEMBLER__
#include <kspawn/nr_generic.h>
#endif
#include <kspawn/pt_regs.h>
#endif
