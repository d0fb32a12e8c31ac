/* src/hosted/powerpc/entry.S: gate, exit and signal entry of the hosted machine */
#include <asm/unistd.h>
#include <kspawn/pt_regs.h>
#include "asm.h"
#include "cpu.h"
#include "sigframe.hpp"

/* The host's TLS, and in 64 bits the pointer by which its C++ finds data. r11 is the processor's block. */
	.macro load_host
#if KSPAWN_WORD == 8
	address_of r2, .TOC.
	LOAD	%r13, KSPAWN_CPU_HOST_TLS(%r11)
#else
	LOAD	%r2, KSPAWN_CPU_HOST_TLS(%r11)
#endif
	.endm
#if KSPAWN_WORD == 8
#define TLS %r13
#else
#define TLS %r2
#endif

	.macro special name, offset
	mf\name	%r0
	STORE	%r0, \offset(%r1)
	.endm

/* A system call, called by user code.
 *
 * in      r0 number; r3 to r8 arguments; LR return address; r2 and r13 are the program's
 * out     by kspawn_hosted_exit: r3 result, CR0.SO whether it is an errno; r11 and r12 zero; all else as it was
 */
function_in kspawn_hosted_text, kspawn_hosted_gate, 0+dwarf_lr
	mflr	%r12
	address_of r11, kspawn_hosted_cpu
	STORE	%r1, KSPAWN_CPU_SCRATCH(%r11)
	LOAD	%r1, KSPAWN_CPU_REGS_END(%r11)
	addi	%r1, %r1, -KSPAWN_REGS_SIZE
	each_but "r1, r11, r12", STORE, r1, KSPAWN_REGS_R0, KSPAWN_REGISTERS
	STORE	%r0, KSPAWN_REGS_NR(%r1)
	STORE	%r12, KSPAWN_REGS_PC(%r1)
	STORE	%r12, KSPAWN_REGS_LR(%r1)
	special	ctr, KSPAWN_REGS_CTR
	special	xer, KSPAWN_REGS_XER
	special	cr, KSPAWN_REGS_CR
	LOAD	%r0, KSPAWN_CPU_SCRATCH(%r11)
	STORE	%r0, KSPAWN_REGS_R0 + KSPAWN_WORD(%r1)
	li	%r31, 0
	STORE	%r31, KSPAWN_CPU_IN_USER(%r11)
	STORE	%r31, KSPAWN_REGS_UNUSED(%r1)
	STORE	%r31, KSPAWN_REGS_R0 + 11 * KSPAWN_WORD(%r1)
	STORE	%r31, KSPAWN_REGS_R0 + 12 * KSPAWN_WORD(%r1)
#if KSPAWN_WORD == 8
	li	%r0, 1
	sldi	%r0, %r0, 63
	ori	%r0, %r0, KSPAWN_USER_STATUS & 0xffff
#else
	ori	%r0, %r31, KSPAWN_USER_STATUS
#endif
	STORE	%r0, KSPAWN_REGS_MSR(%r1)
	mr	%r30, %r1
	addi	%r1, %r1, -((KSPAWN_CALL_AREA + 15) & -16)
	STORE	%r31, 0(%r1)
	load_host
	LOAD	%r3, KSPAWN_CPU_USER_STATE(%r11)
	CALL(kspawn_user_save)
	mr	%r3, %r30
	CALL(kspawn_hosted_syscall)
	trap
end kspawn_hosted_gate

/* void kspawn_hosted_exit(void *frame, uintptr_t tls)
 * in      r3 frame, which holds TLS too
 */
function_in kspawn_hosted_text, kspawn_hosted_exit, 0+dwarf_lr
	address_of r11, kspawn_hosted_cpu
	li	%r0, 1
	STORE	%r0, KSPAWN_CPU_IN_USER(%r11)
#ifdef KSPAWN_USER_VECTORS
	addi	%r4, %r3, KSPAWN_SIGFRAME_VSCR
	lvx	0, 0, %r4
	mtvscr	0
#endif
	mr	%r1, %r3
	SYSTEM_CALL(__NR_rt_sigreturn)
	trap
end kspawn_hosted_exit

#define SIGNAL_FRAME ((KSPAWN_CALL_AREA + KSPAWN_WORD + 15) & -16)

/* void kspawn_hosted_signal_entry(int sig, siginfo_t *info, void *context)
 * in      r3 sig, r4 info, r5 context; TLS of the interrupted code
 */
function kspawn_hosted_signal_entry
	grow	SIGNAL_FRAME
	store_all STORE, KSPAWN_CALL_AREA, lr
	mr	%r6, TLS
	address_of r11, kspawn_hosted_cpu
	load_host
	CALL(kspawn_hosted_signal)
	mr	TLS, %r3
	load_all LOAD, KSPAWN_CALL_AREA, lr
	shrink	SIGNAL_FRAME
	blr
end kspawn_hosted_signal_entry
