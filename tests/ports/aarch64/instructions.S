/* tests/ports/aarch64/instructions.S: what a program may not do, or may without harm
 *
 * int (void): 0 in x0: as if nothing had happened */
#include <instruction.h>

#include <asm/unistd.h>

	.macro ATTEMPT_END
	mov	x0, xzr
	ret
	.endm

	ATTEMPT_END
	.irp	reg, sctlr_el1, actlr_el1, cpacr_el1, ttbr0_el1, ttbr1_el1, tcr_el1, mair_el1, amair_el1, vbar_el1, esr_el1, \
		far_el1, par_el1, elr_el1, spsr_el1, sp_el0, tpidr_el1, contextidr_el1, cntkctl_el1, cntp_ctl_el0, \
		cntp_cval_el0, cntv_ctl_el0, cntv_cval_el0, mdscr_el1, dbgbvr0_el1, dbgbcr0_el1, dbgwcr0_el1, \
		pmcr_el0, pmccntr_el0, pmuserenr_el0, daif, currentel, spsel, csselr_el1, \
		hcr_el2, vbar_el2, sctlr_el2, elr_el2, scr_el3, sctlr_el3
	.ifnc \reg, pmuserenr_el0
ATTEMPT SIGILL, "read \reg", mrs x0, \reg
	.endif
	.ifnc \reg, currentel
ATTEMPT SIGILL, "write \reg", msr \reg, xzr
	.endif
	.endr
	.irp	reg, midr_el1, mpidr_el1, revidr_el1, id_aa64pfr0_el1, id_aa64isar0_el1, id_aa64mmfr0_el1, isr_el1, \
		cntpct_el0, rvbar_el1, ccsidr_el1, clidr_el1
ATTEMPT SIGILL, "read \reg", mrs x0, \reg
	.endr
ATTEMPT LIVES_OR_SIGILL, "read mdccsr_el0", mrs x0, mdccsr_el0
ATTEMPT SIGILL, "write the register of the thread that is read alone", msr tpidrro_el0, x0
ATTEMPT SIGILL, "write the clock", msr s3_3_c14_c0_2, xzr
ATTEMPT SIGILL, "write its rate", msr cntfrq_el0, xzr
ATTEMPT SIGILL, "mask interrupts", msr daifset, #15
ATTEMPT SIGILL, "let interrupts in", msr daifclr, #15
ATTEMPT SIGILL, "choose the stack", msr spsel, #1
ATTEMPT SIGILL, "eret", eret
ATTEMPT SIGILL, "drps", drps
ATTEMPT SIGILL, "hvc"
	mov	x0, #8
	movk	x0, #0x8400, lsl #16  /* SYSTEM_OFF */
	hvc	#0
ATTEMPT SIGILL, "smc"
	mov	x0, #8
	movk	x0, #0x8400, lsl #16
	smc	#0
ATTEMPT SIGILL, "dcps1", dcps1
ATTEMPT SIGILL, "dcps3", dcps3
ATTEMPT SIGILL, "tlbi of all", tlbi vmalle1
ATTEMPT SIGILL, "tlbi of a page", tlbi vaae1, xzr
ATTEMPT SIGILL, "ic of all", ic iallu
ATTEMPT SIGILL, "dc that invalidates"
	adrp	x0, untouched
	dc	ivac, x0
ATTEMPT SIGILL, "dc by set and way", dc cisw, xzr
ATTEMPT SIGILL, "translate an address", at s1e1r, xzr
ATTEMPT SIGTRAP, "brk", brk #0
ATTEMPT SIGTRAP, "brk of any number", brk #0xffff
ATTEMPT SIGILL, "a call of the debugger"
	mov	x0, #0x18             /* SYS_EXIT (Arm semihosting) */
	mov	x1, #0x26
	movk	x1, #2, lsl #16
	hlt	#0xf000
ATTEMPT LIVES, "an unknown system call"
	mov	x8, #-1
	svc	#0
	add	x0, x0, #38           /* ENOSYS */
	ret
ATTEMPT LIVES, "any number of svc"
	mov	x8, #-1
	svc	#0xffff
	add	x0, x0, #38
	ret
ATTEMPT LIVES, "the registers that a program may read"
	mrs	x0, ctr_el0
	mrs	x0, dczid_el0
	mrs	x0, cntvct_el0
	mrs	x0, cntfrq_el0
	mrs	x0, tpidrro_el0
	ret
ATTEMPT LIVES, "nothing of the kernel's in the register that the entry borrows"
	mov	x9, #20000
	mov	x10, xzr
1:	mov	x8, #__NR_sched_yield
	svc	#0
	mrs	x11, tpidrro_el0
	orr	x10, x10, x11
	subs	x9, x9, #1
	b.ne	1b
	cmp	x10, xzr
	cset	w0, ne
	ret
ATTEMPT LIVES, "barriers and hints"
	dmb	sy
	dsb	sy
	isb
	yield
	wfe
	sev
	sevl
	wfe
	hint	#127
ATTEMPT LIVES, "wait for an interrupt", wfi
ATTEMPT LIVES, "caches of a page of its own"
	adrp	x0, untouched
	dc	cvau, x0
	dc	cvac, x0
	dc	civac, x0
	dc	zva, x0
	dsb	ish
	ic	ivau, x0
	dsb	ish
	isb
ATTEMPT LIVES_OR_SIGSEGV, "caches of the kernel"
	mov	x0, #0xffffffff00000000
	movk	x0, #0x4020, lsl #16
	dc	civac, x0
ATTEMPT SIGSEGV, "zeroes for the kernel"
	mov	x0, #0xffffffff00000000
	movk	x0, #0x4020, lsl #16
	dc	zva, x0
ATTEMPT LIVES, "every register that has a meaning to the kernel"
	mrs	x9, tpidr_el0
	mov	x10, x18
	mov	x11, x19
	mov	x12, x29
	mov	x8, #__NR_sched_yield
	mov	x18, #-1
	mov	x19, #-1
	mov	x29, #-1
	msr	tpidr_el0, x18
	svc	#0
	msr	tpidr_el0, xzr
	mov	x18, #0
	mov	x19, #16
	mov	x29, #16
	svc	#0
	mov	x18, x10
	mov	x19, x11
	mov	x29, x12
	msr	tpidr_el0, x9
ATTEMPT LIVES, "a reservation that a system call ends"
	adrp	x2, untouched
	ldxr	x9, [x2]
	mov	x8, #__NR_sched_yield
	svc	#0
	mov	x10, #1
	stxr	w0, x10, [x2]
	eor	w0, w0, #1
	ret
ATTEMPT SIGILL, "the illegal instruction", .inst 0
ATTEMPT SIGILL, "an instruction of all ones", .inst 0xffffffff
ATTEMPT SIGILL, "scalable vectors", .inst 0x04bf5fe0 /* rdvl x0, #-1 */
ATTEMPT SIGILL, "matrices", .inst 0xd503477f /* smstart */
ATTEMPT LIVES, "every bit of FPCR and FPSR"
	mov	x9, #-1
	msr	fpcr, x9
	msr	fpsr, x9
	mov	x8, #__NR_sched_yield
	svc	#0
	msr	fpcr, xzr
	msr	fpsr, xzr
ATTEMPT LIVES, "vectors"
	movi	v0.16b, #0xff
	movi	v31.16b, #0xff
ATTEMPTS_END
