/* tests/ports/arm/instructions.S: what a program may not do, or may without harm
 *
 * int (void), in ARM state: 0 in r0: as if nothing had happened */
#include <instruction.h>

#include <asm/unistd.h>

#include <kspawn/pt_regs.h>

	.arch	armv7-a
	.arch_extension mp
	.arch_extension sec
	.arch_extension virt
	.fpu	neon
	.arm

#define NOT_THERE 38 /* ENOSYS */
#define SIGUSR1 10

	.macro ATTEMPT_END
	mov	r0, #0
	bx	lr
	.endm

	.macro near reg, symbol
	movw	\reg, #:lower16:\symbol
	movt	\reg, #:upper16:\symbol
	.endm

/* r7 and flags alone are lost. */
	.macro call nr
	movw	r7, #(\nr & 0xffff)
	.if \nr >> 16
	movt	r7, #(\nr >> 16)
	.endif
	svc	#0
	.endm

/* Continues in Thumb state, where lr goes back to ARM state. */
	.macro in_thumb
	add	r12, pc, #1
	bx	r12
	.thumb
	.endm

	.macro in_arm
	.balign	4
	bx	pc
	nop
	.arm
	.endm

/* Of a register: coprocessor, what it is called, opc1, CRn, CRm, opc2. */
	.macro read_of cp, name, op1, n, m, op2
ATTEMPT SIGILL, "read \name", mrc \cp, \op1, r0, \n, \m, \op2
	.endm
	.macro write_of cp, name, op1, n, m, op2
ATTEMPT SIGILL, "write \name", mcr \cp, \op1, r0, \n, \m, \op2
	.endm
	.macro both_of regs:vararg
	read_of	\regs
	write_of \regs
	.endm

	.bss
	.balign	4096
also_untouched: .skip 4096
	.text

	ATTEMPT_END
	both_of	p15, SCTLR, 0, c1, c0, 0
	both_of	p15, ACTLR, 0, c1, c0, 1
	both_of	p15, CPACR, 0, c1, c0, 2
	both_of	p15, TTBR0, 0, c2, c0, 0
	both_of	p15, TTBR1, 0, c2, c0, 1
	both_of	p15, TTBCR, 0, c2, c0, 2
	both_of	p15, DACR, 0, c3, c0, 0
	both_of	p15, DFSR, 0, c5, c0, 0
	both_of	p15, IFSR, 0, c5, c0, 1
	both_of	p15, DFAR, 0, c6, c0, 0
	both_of	p15, IFAR, 0, c6, c0, 2
	both_of	p15, PAR, 0, c7, c4, 0
	both_of	p15, PMCR, 0, c9, c12, 0
	both_of	p15, PMCCNTR, 0, c9, c13, 0
	both_of	p15, MAIR0, 0, c10, c2, 0
	both_of	p15, MAIR1, 0, c10, c2, 1
	both_of	p15, VBAR, 0, c12, c0, 0
	both_of	p15, CONTEXTIDR, 0, c13, c0, 1
	both_of	p15, TPIDRPRW, 0, c13, c0, 4
	both_of	p15, CNTKCTL, 0, c14, c1, 0
	both_of	p15, CNTP_TVAL, 0, c14, c2, 0
	both_of	p15, CNTP_CTL, 0, c14, c2, 1
	both_of	p15, CNTV_TVAL, 0, c14, c3, 0
	both_of	p15, CNTV_CTL, 0, c14, c3, 1
	both_of	p15, CSSELR, 2, c0, c0, 0
	both_of	p14, DBGDSCRext, 0, c0, c2, 2
	both_of	p14, DBGBVR0, 0, c0, c0, 4
	both_of	p14, TEEHBR, 6, c1, c0, 0
	read_of	p15, MIDR, 0, c0, c0, 0
	read_of	p15, CTR, 0, c0, c0, 1
	read_of	p15, MPIDR, 0, c0, c0, 5
	read_of	p15, ID_PFR0, 0, c0, c1, 0
	read_of	p15, ID_MMFR0, 0, c0, c1, 4
	read_of	p15, CCSIDR, 1, c0, c0, 0
	read_of	p15, CLIDR, 1, c0, c0, 1
	read_of	p15, ISR, 0, c12, c1, 0
	read_of	p0, "an absent coprocessor", 0, c0, c0, 0
	write_of p15, "the register of the thread that is read alone", 0, c13, c0, 3
	write_of p15, "the clock's rate", 0, c14, c0, 0
	write_of p15, PMUSERENR, 0, c9, c14, 0
	write_of p15, "all caches of code away", 0, c7, c5, 0
	write_of p15, "a line of code away", 0, c7, c5, 1
	write_of p15, "all branches away", 0, c7, c5, 6
	write_of p15, "a line of data away", 0, c7, c6, 1
	write_of p15, "a line of data to memory", 0, c7, c10, 1
	write_of p15, "a set of data away", 0, c7, c6, 2
	write_of p15, "all translations away", 0, c8, c7, 0
	write_of p15, "a translation away", 0, c8, c7, 3
	write_of p15, "an address to be translated", 0, c7, c8, 0
ATTEMPT SIGILL, "read TTBR0, 64 bits", mrrc p15, 0, r0, r1, c2
ATTEMPT SIGILL, "write TTBR0, 64 bits", mcrr p15, 0, r0, r1, c2
ATTEMPT SIGILL, "read the physical clock", mrrc p15, 0, r0, r1, c14
ATTEMPT SIGILL, "read CNTV_CVAL", mrrc p15, 3, r0, r1, c14
ATTEMPT SIGILL, "write CNTV_CVAL", mcrr p15, 3, r0, r1, c14
ATTEMPT SIGILL, "read FPEXC", vmrs r0, fpexc
ATTEMPT SIGILL, "floating point off"
	mov	r0, #0
	vmsr	fpexc, r0
ATTEMPT SIGILL, "read FPSID", vmrs r0, fpsid
ATTEMPT LIVES_OR_SIGILL, "read DBGDSCRint", mrc p14, 0, r0, c0, c1, 0
ATTEMPT LIVES, "the registers that a program may read"
	mrc	p15, 0, r0, c13, c0, 2
	mrc	p15, 0, r0, c13, c0, 3
	mrc	p15, 0, r0, c9, c14, 0
	mrc	p15, 0, r0, c14, c0, 0
	mrrc	p15, 1, r0, r1, c14

/* Without the privilege these do nothing. (ARMv7-A ARM, B9.3.2, B9.3.12) */
	.macro still_user
	mrs	r0, cpsr
	and	r0, r0, #0xdf
	eor	r0, r0, #0x10
	bx	lr
	.endm
ATTEMPT LIVES, "mask interrupts"
	cpsid	aif
	still_user
ATTEMPT LIVES, "SVC mode by cps"
	cps	#0x13
	still_user
ATTEMPT LIVES, "SVC mode and no interrupts by cps"
	cpsid	if, #0x13
	still_user
ATTEMPT LIVES, "SVC mode by msr"
	msr	cpsr_c, #0xd3
	still_user
ATTEMPT LIVES, "all of CPSR but E by msr"
	mvn	r1, #0x200
	msr	cpsr_fsxc, r1
	still_user
ATTEMPT LIVES_OR_SIGILL, "read SPSR", mrs r0, spsr
ATTEMPT LIVES_OR_SIGILL, "write SPSR"
	mov	r0, #0xd3
	msr	spsr_fsxc, r0
ATTEMPT LIVES_OR_SIGILL, "read a register of another mode", mrs r0, sp_svc
ATTEMPT LIVES_OR_SIGILL, "write a register of another mode", msr sp_svc, r0
ATTEMPT LIVES_OR_SIGILL, "return from an exception by movs", movs pc, lr
ATTEMPT LIVES_OR_SIGILL, "return from an exception by ldm"
	push	{lr}
	.inst	0xe8fd8000            /* ldm sp!, {pc}^ */
ATTEMPT LIVES_OR_SIGILL, "registers of user mode by ldm"
	mov	r1, sp
	.inst	0xe8d10001            /* ldm r1, {r0}^ */
	.macro	return_state mode
	mov	r1, #\mode
	push	{r1}
	adr	r1, 1f
	push	{r1}
	rfeia	sp!
1:
	.endm
ATTEMPT LIVES_OR_SIGILL, "SVC mode by rfe", return_state 0xd3
ATTEMPT LIVES_OR_SIGILL, "srs", srsdb sp!, #0x13
ATTEMPT SIGILL, "hvc"
	movw	r0, #8
	movt	r0, #0x8400           /* SYSTEM_OFF */
	hvc	#0
ATTEMPT SIGILL, "smc"
	movw	r0, #8
	movt	r0, #0x8400
	smc	#0
ATTEMPT SIGILL, "eret", eret
ATTEMPT SIGILL, "a call of the debugger"
	mov	r0, #0x20             /* SYS_EXIT_EXTENDED (Arm semihosting) */
	.inst	0xe10f0070            /* hlt #0xf000 */
ATTEMPT LIVES, "a call of the debugger by svc"
	mvn	r7, #0
	mov	r0, #0x20
	svc	#0x123456
	add	r0, r0, #NOT_THERE
	bx	lr
ATTEMPT SIGTRAP, "bkpt"
	bkpt #0
ATTEMPT SIGTRAP, "bkpt of any number"
	bkpt #0xffff
ATTEMPT SIGTRAP, "bkpt in Thumb state"
	in_thumb
	bkpt	#0
	.arm
ATTEMPT SIGILL, "the illegal instruction"
	udf #0
ATTEMPT SIGILL, "the illegal instruction in Thumb state"
	in_thumb
	udf	#0
	.arm
ATTEMPT SIGILL, "the long illegal instruction in Thumb state"
	in_thumb
	udf.w	#0
	.arm
ATTEMPT SIGILL, "an instruction of all ones", .inst 0xffffffff
ATTEMPT SIGILL, "ThumbEE"
	in_thumb
	.inst.w	0xf3bf8f1f            /* enterx */
	.arm
ATTEMPT LIVES, "Jazelle, which is a branch"
	adr	r1, 1f
	bxj	r1
	udf	#0
1:
ATTEMPT LIVES_OR_SIGILL, "swp"
	near	r1, untouched
	swp	r0, r0, [r1]
ATTEMPT LIVES_OR_SIGSEGV, "the other byte order for a moment"
	setend	be
	setend	le
ATTEMPT SIGSEGV, "a system call in the other byte order, by msr"
	msr	cpsr_x, #0x200
	call	__NR_sched_yield
	setend	le
ATTEMPT SIGSEGV, "a system call in the other byte order"
	setend	be
	call	__NR_sched_yield
	setend	le

ATTEMPT LIVES, "an unknown system call"
	mvn	r7, #0
	svc	#0
	add	r0, r0, #NOT_THERE
	bx	lr
ATTEMPT LIVES, "any number of svc"
	mvn	r7, #0
	svc	#0xffffff
	add	r0, r0, #NOT_THERE
	bx	lr
ATTEMPT LIVES, "a system call in Thumb state"
	mov	r4, r7
	in_thumb
	mvn	r7, #0
	svc	#255
	add	r0, r0, #NOT_THERE
	mov	r7, r4
	bx	lr
	.arm
ATTEMPT LIVES, "barriers and hints"
	dmb	sy
	dsb	sy
	isb	sy
	mcr	p15, 0, r0, c7, c10, 5
	mcr	p15, 0, r0, c7, c10, 4
	mcr	p15, 0, r0, c7, c5, 4
	yield
	sev
	wfe
	dbg	#15
	.inst	0xe320f0ff            /* a hint that is not allocated */
ATTEMPT LIVES, "wait for an interrupt"
	wfi
/* Parent and child, in turn. */
ATTEMPT LIVES, "the register of the thread, while another writes its own"
	push	{r4-r7, lr}
	mov	r4, #0
	movw	r5, #2000
	call	__NR_fork
	mov	r6, r0
1:	add	r1, r6, r5, lsl #16
	mcr	p15, 0, r1, c13, c0, 2
	call	__NR_sched_yield
	mrc	p15, 0, r0, c13, c0, 2
	eor	r0, r0, r1
	orr	r4, r4, r0
	subs	r5, r5, #1
	bne	1b
	cmp	r4, #0
	movne	r4, #1
	movs	r0, r6
	moveq	r0, r4
	moveq	r7, #__NR_exit_group
	svceq	#0
	push	{r3, r4}
	mov	r1, sp
	mov	r2, #0
	mov	r3, #0
	call	__NR_wait4
	pop	{r3, r4}
	orr	r0, r3, r4
	pop	{r4-r7, pc}
ATTEMPT LIVES, "the register of the thread over a fault"
	mrc	p15, 0, r3, c13, c0, 2
	add	r2, r3, #1
	mcr	p15, 0, r2, c13, c0, 2
	near	r1, untouched
	str	r1, [r1]
	mrc	p15, 0, r0, c13, c0, 2
	mcr	p15, 0, r3, c13, c0, 2
	sub	r0, r0, r2
	bx	lr
ATTEMPT LIVES, "every register that has a meaning to the kernel"
	push	{r4-r11, lr}
	mrc	p15, 0, r4, c13, c0, 2
	mov	r5, sp
	mov	r6, #-1
	.irp	value, -1, 0, 16
	mov	r6, #\value
	mov	r8, r6
	mov	r9, r6
	mov	r10, r6
	mov	r11, r6
	mov	r12, r6
	mov	lr, r6
	mov	sp, r6
	mcr	p15, 0, r6, c13, c0, 2
	call	__NR_sched_yield
	cmp	sp, r6
	cmpeq	lr, r6
	cmpeq	r12, r6
	cmpeq	r11, r6
	cmpeq	r8, r6
	mrceq	p15, 0, r12, c13, c0, 2
	cmpeq	r12, r6
	movne	r5, #0
	.endr
	mcr	p15, 0, r4, c13, c0, 2
	mov	sp, r5
	mov	r0, #0
	pop	{r4-r11, pc}
/* An unknown system call makes no reservation. */
ATTEMPT LIVES, "a reservation that a system call ends"
	mov	r3, r7
	near	r2, untouched
	str	r2, [r2]
	ldrex	r1, [r2]
	mvn	r7, #0
	svc	#0
	mov	r1, #1
	strex	r0, r1, [r2]
	eor	r0, r0, #1
	mov	r7, r3
	bx	lr
ATTEMPT LIVES, "TLS by the call, and the call that reads it"
	mov	r3, r7
	mvn	r0, #15
	call	__ARM_NR_set_tls
	mrc	p15, 0, r1, c13, c0, 3
	call	__ARM_NR_get_tls
	mov	r7, r3
	sub	r0, r0, r1
	add	r1, r1, #16
	orr	r0, r0, r1
	bx	lr
ATTEMPT LIVES, "cacheflush of all a program has"
	mov	r3, r7
	mov	r0, #0
	mov	r1, #0x80000000
	mov	r2, #0
	call	__ARM_NR_cacheflush
	mov	r7, r3
	bx	lr
ATTEMPT LIVES, "cacheflush of the kernel"
	mov	r3, r7
	mov	r0, #0xe0000000
	mov	r1, #0xf0000000
	mov	r2, #0
	call	__ARM_NR_cacheflush
	mov	r7, r3
	add	r0, r0, #22           /* EINVAL */
	bx	lr
ATTEMPT SIGSEGV, "the version of Linux's helpers"
	ldr	r0, =0xffff0ffc
	ldr	r0, [r0]
ATTEMPT SIGSEGV, "Linux's helper that reads TLS"
	ldr	r1, =0xffff0fe0
	bx	r1
ATTEMPT SIGSEGV, "the high vector of system calls"
	ldr	r1, =0xffff0008
	bx	r1
ATTEMPT SIGSEGV, "the low vector of system calls"
	mov	r1, #8
	bx	r1
	.ltorg

/* ---- addresses that are no multiple ---- */

ATTEMPT LIVES, "a word at an odd address"
	near	r1, untouched + 1
	ldr	r0, [r1]
	str	r0, [r1]
ATTEMPT SIGBUS, "two words at an odd address"
	near	r1, untouched + 1
	ldrd	r2, r3, [r1]
ATTEMPT SIGBUS, "many words at an odd address"
	near	r1, untouched + 1
	ldm	r1, {r2, r3}
ATTEMPT SIGBUS, "a reservation at an odd address"
	near	r1, untouched + 1
	ldrex	r0, [r1]
ATTEMPT LIVES_OR_SIGBUS, "the middle of an instruction, in ARM state"
	adr	r1, 1f
	add	r1, r1, #2
	mov	pc, r1
1:

/* ---- IT blocks, of which the rest is in CPSR ---- */

ATTEMPT LIVES, "a page that comes in the middle of an IT block"
	in_thumb
	movw	r1, #:lower16:also_untouched
	movt	r1, #:upper16:also_untouched
	mov.w	r2, #1
	mov.w	r3, #0
	cmp	r1, r1
	itete	eq
	streq	r2, [r1]              /* which takes a page of its own */
	movne.w	r3, #1
	moveq.w	r2, #0
	movne.w	r3, #1
	orr	r0, r2, r3
	bx	lr
	.arm

	.macro	handle sig, handler
	sub	sp, sp, #24
	near	r0, \handler
	str	r0, [sp]              /* handler, flags, restorer, mask */
	mov	r0, #0
	.irp	at, 4, 8, 12, 16
	str	r0, [sp, #\at]
	.endr
	mov	r0, #\sig
	mov	r1, sp
	mov	r2, #0
	mov	r3, #8
	call	__NR_rt_sigaction
	call	__NR_getpid
	add	sp, sp, #24
	.endm
/* The handler's first instruction is not part of the block in which the signal comes; the rest of the block is there
 * when it returns. */
ATTEMPT LIVES, "a handler in Thumb state, from within an IT block"
	push	{r4, r7}
	handle	SIGUSR1, thumb_handler
	mov	r1, #SIGUSR1
	mov	r7, #__NR_kill
	in_thumb
	mov.w	r4, #0
	cmp	r4, r4
	itete	eq
	svceq	#0
	movne.w	r0, #2
	moveq.w	r4, #1
	movne.w	r0, #4
	cmp	r4, #1
	it	ne
	movne.w	r0, #8
	in_arm
	near	r1, handled
	ldr	r1, [r1]
	eor	r1, r1, #5
	orr	r0, r0, r1
	pop	{r4, r7}
	bx	lr
	.bss
	.balign	4
handled: .skip	4
	.text
	.thumb
	.type	thumb_handler, %function
thumb_handler:
	mov.w	r1, #4
	mov.w	r2, #1
	orr	r1, r1, r2
	movw	r2, #:lower16:handled
	movt	r2, #:upper16:handled
	str	r1, [r2]
	bx	lr
	.arm
	.balign	4
	.type	arm_handler, %function
arm_handler:
	mov	r1, #7
	near	r2, handled
	str	r1, [r2]
	bx	lr
ATTEMPT LIVES, "a handler in ARM state, from Thumb state"
	push	{r4, r7}
	handle	SIGUSR1, arm_handler
	mov	r1, #SIGUSR1
	mov	r7, #__NR_kill
	in_thumb
	mov.w	r4, #0
	cmp	r4, r4
	it	eq
	svceq	#0
	in_arm
	near	r1, handled
	ldr	r1, [r1]
	eor	r1, r1, #7
	orr	r0, r0, r1
	pop	{r4, r7}
	bx	lr

/* ---- the address of a fault, as its handler gets it; the handler continues after it ---- */

	.bss
	.balign	4
fault_at: .skip	8             /* the instruction, and its size */
	.text
	UC_PC = 92                    /* in Linux's struct ucontext, of which r2 is the address (asm/sigcontext.h) */
	.type	step_over, %function
step_over:
	near	r0, fault_at
	ldm	r0, {r1, r3}
	ldr	r0, [r2, #UC_PC]
	cmp	r0, r1
	add	r0, r0, r3
	str	r0, [r2, #UC_PC]
	bxeq	lr
	mov	r0, #1
	call	__NR_exit_group

	.macro	step sig, size, name, instruction
ATTEMPT LIVES, "a handler that steps over \name"
	push	{r4, r7, lr}
	handle	\sig, step_over
	near	r0, fault_at
	near	r1, .Lfault\@
	mov	r2, #\size
	stm	r0, {r1, r2}
	mov	r0, #16
.Lfault\@:
	\instruction
	sub	r0, r0, #16
	pop	{r4, r7, pc}
	.endm

	.macro	step_in_thumb sig, size, name, instruction
ATTEMPT LIVES, "a handler that steps over \name in Thumb state"
	push	{r4, r7, lr}
	handle	\sig, step_over
	near	r0, fault_at
	near	r1, .Lfault\@
	mov	r2, #\size
	stm	r0, {r1, r2}
	mov	r0, #16
	in_thumb
.Lfault\@:
	\instruction
	sub	r0, r0, #16
	pop	{r4, r7, pc}
	.arm
	.endm

	step	SIGILL, 4, "udf", "udf #0"
	step	SIGTRAP, 4, "bkpt", "bkpt #0"
	step	SIGSEGV, 4, "a load", "ldr r3, [r0]"
	step_in_thumb SIGILL, 2, "udf", "udf #0"
	step_in_thumb SIGILL, 4, "udf.w", "udf.w #0"
	step_in_thumb SIGTRAP, 2, "bkpt", "bkpt #0"
	step_in_thumb SIGSEGV, 2, "a load", "ldr r3, [r0]"

ATTEMPT LIVES, "every bit of FPSCR"
	mov	r3, r7
	mvn	r1, #0
	vmsr	fpscr, r1
	call	__NR_sched_yield
	mov	r7, r3
	mov	r1, #0
	vmsr	fpscr, r1
ATTEMPT LIVES, "vectors"
	vmov.i8	q0, #0xff
	vmov.i8	q15, #0xff
ATTEMPTS_END
