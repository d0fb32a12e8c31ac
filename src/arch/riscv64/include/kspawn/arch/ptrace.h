/* riscv64 ptrace.h: the user register file and the system call convention */
#ifndef KSPAWN_ARCH_PTRACE_H
#define KSPAWN_ARCH_PTRACE_H

#include <kspawn/arch/frame.h>

/* A plain number, since a symbol's name has it. */
#if __riscv_xlen == 64
#define KSPAWN_REGS_SIZE 272
#else
#define KSPAWN_REGS_SIZE 144
#endif

#define KSPAWN_REGS_T6 (KSPAWN_REGS_T3 + 3 * KSPAWN_WORD)

/* Members of struct kspawn_pt_regs, for <kspawn/pt_regs.h>. */
#define KSPAWN_PT_REGS_TLS tp
#define KSPAWN_PT_REGS_RET a[0]
#define KSPAWN_PT_REGS_ARG(n) a[n]

/* sstatus of a new program: SPIE, FS initial, UXL 64; not SPP, SIE, SUM or MXR.
 * (Privileged Architecture, 4.1.1 Supervisor Status Register) */
#if __riscv_xlen == 64
#define KSPAWN_USER_STATUS 0x200002020
#else
#define KSPAWN_USER_STATUS 0x2020
#endif

#ifndef __ASSEMBLER__
#include <kspawn/nr_generic.h>
#endif
#include <kspawn/pt_regs.h>
#endif
