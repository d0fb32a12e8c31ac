/* tests/ports/aarch64/instructions.S: what a program may not do, or may without harm
 *
 * int (void): 0 in x0: as if nothing had happened */
#include <instruction.h>

#include <asm/unistd.h>

	.macro DEED_END
	mov	x0, xzr
	ret
	.endm

	.bss
	.balign	4096
untouched: .skip 4096
	.text

	DEED_END
	.irp	reg, sctlr_el1, actlr_el1, cpacr_el1, ttbr0_el1, ttbr1_el1, tcr_el1, mair_el1, amair_el1, vbar_el1, esr_el1, \
		far_el1, par_el1, elr_el1, spsr_el1, sp_el0, tpidr_el1, contextidr_el1, cntkctl_el1, cntp_ctl_el0, \
		cntp_cval_el0, cntv_ctl_el0, cntv_cval_el0, mdscr_el1, dbgbvr0_el1, dbgbcr0_el1, dbgwcr0_el1, \
		pmcr_el0, pmccntr_el0, pmuserenr_el0, daif, currentel, spsel, csselr_el1, \
		hcr_el2, vbar_el2, sctlr_el2, elr_el2, scr_el3, sctlr_el3
	.ifnc \reg, pmuserenr_el0
DEED SIGILL, "read \reg", mrs x0, \reg
	.endif
	.ifnc \reg, currentel
DEED SIGILL, "write \reg", msr \reg, xzr
	.endif
	.endr
	.irp	reg, midr_el1, mpidr_el1, revidr_el1, id_aa64pfr0_el1, id_aa64isar0_el1, id_aa64mmfr0_el1, isr_el1, \
		cntpct_el0, rvbar_el1, ccsidr_el1, clidr_el1
DEED SIGILL, "read \reg", mrs x0, \reg
	.endr
DEED LIVES_OR_SIGILL, "read mdccsr_el0", mrs x0, mdccsr_el0
DEED SIGILL, "write the register of the thread that is read alone", msr tpidrro_el0, x0
DEED SIGILL, "write the clock", msr s3_3_c14_c0_2, xzr
DEED SIGILL, "write its rate", msr cntfrq_el0, xzr
DEED SIGILL, "mask interrupts", msr daifset, #15
DEED SIGILL, "let interrupts in", msr daifclr, #15
DEED SIGILL, "choose the stack", msr spsel, #1
DEED SIGILL, "eret", eret
DEED SIGILL, "drps", drps
DEED SIGILL, "hvc"
	mov	x0, #8
	movk	x0, #0x8400, lsl #16  /* SYSTEM_OFF */
	hvc	#0
DEED SIGILL, "smc"
	mov	x0, #8
	movk	x0, #0x8400, lsl #16
	smc	#0
DEED SIGILL, "dcps1", dcps1
DEED SIGILL, "dcps3", dcps3
DEED SIGILL, "tlbi of all", tlbi vmalle1
DEED SIGILL, "tlbi of a page", tlbi vaae1, xzr
DEED SIGILL, "ic of all", ic iallu
DEED SIGILL, "dc that invalidates"
	adrp	x0, untouched
	dc	ivac, x0
DEED SIGILL, "dc by set and way", dc cisw, xzr
DEED SIGILL, "translate an address", at s1e1r, xzr
DEED SIGTRAP, "brk", brk #0
DEED SIGTRAP, "brk of any number", brk #0xffff
DEED SIGILL, "a call of the debugger"
	mov	x0, #0x18             /* SYS_EXIT (Arm semihosting) */
	mov	x1, #0x26
	movk	x1, #2, lsl #16
	hlt	#0xf000
DEED LIVES, "an unknown system call"
	mov	x8, #-1
	svc	#0
	add	x0, x0, #38           /* ENOSYS */
	ret
DEED LIVES, "any number of svc"
	mov	x8, #-1
	svc	#0xffff
	add	x0, x0, #38
	ret
DEED LIVES, "the registers that a program may read"
	mrs	x0, ctr_el0
	mrs	x0, dczid_el0
	mrs	x0, cntvct_el0
	mrs	x0, cntfrq_el0
	mrs	x0, tpidrro_el0
	ret
DEED LIVES, "nothing of the kernel's in the register that the entry borrows"
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
DEED LIVES, "barriers and hints"
	dmb	sy
	dsb	sy
	isb
	yield
	wfe
	sev
	sevl
	wfe
	hint	#127
DEED LIVES, "wait for an interrupt", wfi
DEED LIVES, "caches of a page of its own"
	adrp	x0, untouched
	dc	cvau, x0
	dc	cvac, x0
	dc	civac, x0
	dc	zva, x0
	dsb	ish
	ic	ivau, x0
	dsb	ish
	isb
DEED LIVES_OR_SIGSEGV, "caches of the kernel"
	mov	x0, #0xffffffff00000000
	movk	x0, #0x4020, lsl #16
	dc	civac, x0
DEED SIGSEGV, "zeroes for the kernel"
	mov	x0, #0xffffffff00000000
	movk	x0, #0x4020, lsl #16
	dc	zva, x0
DEED LIVES, "every register that has a meaning to the kernel"
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
DEED LIVES, "a reservation that a system call ends"
	adrp	x2, untouched
	ldxr	x9, [x2]
	mov	x8, #__NR_sched_yield
	svc	#0
	mov	x10, #1
	stxr	w0, x10, [x2]
	eor	w0, w0, #1
	ret
DEED SIGILL, "the illegal instruction", .inst 0
DEED SIGILL, "an instruction of all ones", .inst 0xffffffff
DEED SIGILL, "scalable vectors", .inst 0x04bf5fe0 /* rdvl x0, #-1 */
DEED SIGILL, "matrices", .inst 0xd503477f /* smstart */
DEED LIVES, "every bit of FPCR and FPSR"
	mov	x9, #-1
	msr	fpcr, x9
	msr	fpsr, x9
	mov	x8, #__NR_sched_yield
	svc	#0
	msr	fpcr, xzr
	msr	fpsr, xzr
DEED LIVES, "vectors"
	movi	v0.16b, #0xff
	movi	v31.16b, #0xff
DEEDS_END
