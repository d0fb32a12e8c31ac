/* src/hosted/aarch64/entry.S: gate, exit and signal entry of the hosted machine */
#include <asm/unistd.h>
#include <kspawn/pt_regs.h>
#include "asm.h"
#include "cpu.h"

	.macro load_cpu reg
	adrp	\reg, kspawn_hosted_cpu
	add	\reg, \reg, #:lo12:kspawn_hosted_cpu
	.endm

/* A system call, called by user code.
 *
 * in      x8 number; x0 to x5 arguments; x30 return address
 * out     by kspawn_hosted_exit: x0 result; x16 and x17 zero; all else as it was
 */
function_in kspawn_hosted_text, kspawn_hosted_gate, x30
	load_cpu x16
	str	xzr, [x16, #KSPAWN_CPU_IN_USER]
	mov	x17, sp
	str	x17, [x16, #KSPAWN_CPU_SCRATCH]
	ldr	x17, [x16, #KSPAWN_CPU_REGS_END]
	sub	x17, x17, #KSPAWN_REGS_SIZE
	mov	sp, x17
	each_pair stp, sp, KSPAWN_REGS_X(0), x0, x1, KSPAWN_X2_X15
	each_pair stp, sp, KSPAWN_REGS_X(16), xzr, xzr, KSPAWN_X18_X29
	str	x30, [sp, #KSPAWN_REGS_X(30)]
	str	x30, [sp, #KSPAWN_REGS_PC]
	str	x8, [sp, #KSPAWN_REGS_NR]
	ldr	x0, [x16, #KSPAWN_CPU_SCRATCH]
	str	x0, [sp, #KSPAWN_REGS_SP]
	mrs	x0, nzcv
	str	x0, [sp, #KSPAWN_REGS_PSTATE]
	mrs	x0, tpidr_el0
	str	x0, [sp, #KSPAWN_REGS_TLS]
	ldr	x0, [x16, #KSPAWN_CPU_HOST_TLS]
	msr	tpidr_el0, x0
	ldr	x0, [x16, #KSPAWN_CPU_USER_STATE]
	bl	kspawn_user_save
	mov	x29, xzr
	mov	x0, sp
	bl	kspawn_hosted_syscall
	brk	#0
end kspawn_hosted_gate

/* void kspawn_hosted_exit(void *frame, uintptr_t tls)
 * in      x0 frame, x1 tls
 */
function_in kspawn_hosted_text, kspawn_hosted_exit
	load_cpu x2
	mov	x3, #1
	str	x3, [x2, #KSPAWN_CPU_IN_USER]
	msr	tpidr_el0, x1
	mov	sp, x0
	mov	x8, #__NR_rt_sigreturn
	svc	#0
	brk	#0
end kspawn_hosted_exit

/* void kspawn_hosted_signal_entry(int sig, siginfo_t *info, void *context)
 * in      w0 sig, x1 info, x2 context; TPIDR_EL0 of the interrupted code
 */
function kspawn_hosted_signal_entry
	stp	x29, x30, [sp, #-2 * KSPAWN_WORD]!
	.cfi_adjust_cfa_offset 2 * KSPAWN_WORD
	.cfi_rel_offset x29, 0
	.cfi_rel_offset x30, KSPAWN_WORD
	mrs	x3, tpidr_el0
	load_cpu x4
	ldr	x4, [x4, #KSPAWN_CPU_HOST_TLS]
	msr	tpidr_el0, x4
	bl	kspawn_hosted_signal
	msr	tpidr_el0, x0
	ldp	x29, x30, [sp], #2 * KSPAWN_WORD
	.cfi_adjust_cfa_offset -2 * KSPAWN_WORD
	.cfi_restore x29
	.cfi_restore x30
	ret
end kspawn_hosted_signal_entry
