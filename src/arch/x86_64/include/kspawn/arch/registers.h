/* x86_64 registers.h: the registers of the port: structures, offsets, assembly and tests come from these lists */
/* clang-format off */
#ifndef KSPAWN_ARCH_REGISTERS_H
#define KSPAWN_ARCH_REGISTERS_H

#include <kspawn/layout.h>

/* struct kspawn_pt_regs and KSPAWN_REGS_TLS to KSPAWN_REGS_SS: tls is the FS base, nr the number of the system call, the
 * last five words are what the processor pushes on an interrupt. (AMD64 manual, volume 2, 8.9.3) */
#define KSPAWN_PT_REGS(WORD, WORDS)                                                                                    \
	WORD(tls, TLS) WORD(r15, R15) WORD(r14, R14) WORD(r13, R13) WORD(r12, R12) WORD(bp, BP) WORD(bx, BX)           \
	WORD(r11, R11) WORD(r10, R10) WORD(r9, R9) WORD(r8, R8) WORD(ax, AX) WORD(cx, CX) WORD(dx, DX) WORD(si, SI)    \
	WORD(di, DI) WORD(nr, NR) WORD(ip, IP) WORD(cs, CS) WORD(flags, FLAGS) WORD(sp, SP) WORD(ss, SS)

/* From KSPAWN_REGS_R15 on, without rdi. */
#define KSPAWN_REGISTERS r15, r14, r13, r12, rbp, rbx, r11, r10, r9, r8, rax, rcx, rdx, rsi

/* What a called function keeps besides control words, in the order in which it is pushed: X(name, number in unwind
 * information). (System V ABI, AMD64 supplement, 3.2.1) */
#define KSPAWN_KEPT(X) X(rbp, 6), X(rbx, 3), X(r12, 12), X(r13, 13), X(r14, 14), X(r15, 15)

/* The frame of switch_to: KSPAWN_SWITCH_RESUME and so on. The frame of switch_to_fp is in frame.h. */
#define KSPAWN_SWITCH_REGS KSPAWN_KEPT(KSPAWN_NAME)
#define KSPAWN_SWITCH_FRAME(WORD, WORDS)                                                                               \
	WORD(resume, RESUME) WORD(r15, R15) WORD(r14, R14) WORD(r13, R13) WORD(r12, R12) WORD(rbx, RBX) WORD(rbp, RBP) \
	WORD(return_address, RETURN)
#define KSPAWN_SWITCH_SIZE 64
#define KSPAWN_SWITCH_FP_SIZE 72
#endif
