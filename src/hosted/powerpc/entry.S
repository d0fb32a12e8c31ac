/* src/hosted/powerpc/entry.S: gate, exit and signal entry of the hosted machine */
#include <asm/unistd.h>
#include <kspawn/pt_regs.h>
#include "asm.h"
#include "cpu.h"
#include "sigframe.hpp"

#if KSPAWN_WORD == 8
#define TLS r13
#else
#define TLS r2
#endif

/* The host's TLS, and in 64 bits the pointer by which its C++ finds data. */
	.macro load_host cpu
#if KSPAWN_WORD == 8
	address r2, .TOC.
#endif
	LOAD	%TLS, KSPAWN_CPU_HOST_TLS(%\cpu)
	.endm

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
	address r11, kspawn_hosted_cpu
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
	load_host r11
	LOAD	%r3, KSPAWN_CPU_USER_STATE(%r11)
	CALL(kspawn_user_save)
	mr	%r3, %r30
	CALL(kspawn_hosted_syscall)
	trap
end kspawn_hosted_gate

#ifdef KSPAWN_USER_VECTORS
	.macro mend_frame
	addi	%r4, %r3, KSPAWN_SIGFRAME_VSCR
	lvx	0, 0, %r4
	mtvscr	0
	.endm
#define MEND_FRAME mend_frame
#endif
#define STORE_TLS(register) mr %register, %TLS
#include "exit_skeleton.h"
