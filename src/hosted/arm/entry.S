/* src/hosted/arm/entry.S: gate, exit and signal entry of the hosted machine */
#include <asm/unistd.h>
#include <kspawn/pt_regs.h>
#include "asm.h"
#include "address.h"
#include "cpu.h"

/* What user mode reads of CPSR besides N Z C V Q and GE: in the low half anything, and zeroes or anything here. */
#define KSPAWN_NO_APSR 0x07f00000

/* TPIDRURO, which user mode may only read. r0 is TLS; lost: r0 r7 */
	.macro load_tls
	movw	r7, #(__ARM_NR_set_tls & 0xffff)
	movt	r7, #(__ARM_NR_set_tls >> 16)
	svc	#0
	.endm

	.macro store_tls reg
	mrc	p15, 0, \reg, c13, c0, 3
	.endm

/* A system call, called by user code.
 *
 * in      r7 number; r0 to r5 arguments; lr return address, its instruction set in bit 0
 * out     by kspawn_hosted_exit: r0 result; r12 zero; all else as it was
 */
function_in kspawn_hosted_text, kspawn_hosted_gate, lr
	address	r12, kspawn_hosted_cpu
	str	sp, [r12, #KSPAWN_CPU_SCRATCH]
	ldr	sp, [r12, #KSPAWN_CPU_REGS_END]
	sub	sp, sp, #KSPAWN_REGS_SIZE
	stm	sp, {r0-r11}
	mov	r4, r12
	mov	r0, #0
	str	r0, [r4, #KSPAWN_CPU_IN_USER]
	str	r0, [sp, #KSPAWN_REGS_R(12)]
	str	r0, [sp, #KSPAWN_REGS_TLS_RW]
	ldr	r1, [r4, #KSPAWN_CPU_SCRATCH]
	str	r1, [sp, #KSPAWN_REGS_SP]
	str	lr, [sp, #KSPAWN_REGS_LR]
	bic	r1, lr, #1
	str	r1, [sp, #KSPAWN_REGS_PC]
	and	r1, lr, #1
	mov	r2, #KSPAWN_USER_STATUS
	orr	r1, r2, r1, lsl #5 /* KSPAWN_CPSR_T */
	mrs	r2, apsr
	bic	r2, r2, #KSPAWN_NO_APSR
	bfi	r2, r1, #0, #16
	str	r2, [sp, #KSPAWN_REGS_CPSR]
	str	r7, [sp, #KSPAWN_REGS_NR]
	store_tls r1
	str	r1, [sp, #KSPAWN_REGS_TLS]
	ldr	r0, [r4, #KSPAWN_CPU_HOST_TLS]
	load_tls
	ldr	r0, [r4, #KSPAWN_CPU_USER_STATE]
	bl	kspawn_user_save
	mov	r7, #0
	mov	r11, #0
	mov	r0, sp
	bl	kspawn_hosted_syscall
	udf	#0
end kspawn_hosted_gate

/* void kspawn_hosted_exit(void *frame, uintptr_t tls)
 * in      r0 frame, r1 tls
 */
function_in kspawn_hosted_text, kspawn_hosted_exit
	address	r2, kspawn_hosted_cpu
	mov	r3, #1
	str	r3, [r2, #KSPAWN_CPU_IN_USER]
	mov	sp, r0
	mov	r0, r1
	clrex
	load_tls
	mov	r7, #__NR_rt_sigreturn
	svc	#0
	udf	#0
end kspawn_hosted_exit

/* void kspawn_hosted_signal_entry(int sig, siginfo_t *info, void *context)
 * in      r0 sig, r1 info, r2 context; TPIDRURO of the interrupted code
 * kept    all that a function keeps, and TPIDRURO, which the host's return from a signal does not restore
 */
function kspawn_hosted_signal_entry
	push	{r4, r5, r7, lr} /* r5 is padding */
	.cfi_adjust_cfa_offset 16
	.cfi_rel_offset r4, 0
	.cfi_rel_offset r5, 4
	.cfi_rel_offset r7, 8
	.cfi_rel_offset lr, 12
	mov	r4, r0
	store_tls r3
	address	r12, kspawn_hosted_cpu
	ldr	r0, [r12, #KSPAWN_CPU_HOST_TLS]
	load_tls
	mov	r0, r4
	bl	kspawn_hosted_signal
	svc	#0 /* load_tls, whose number is in r7 still */
	pop	{r4, r5, r7, pc}
end kspawn_hosted_signal_entry
