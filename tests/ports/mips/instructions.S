/* tests/ports/mips/instructions.S: what a program may not do, or may without harm
 *
 * int (void): 0 in $v0: as if nothing had happened */
#define SIGBUS 10
#include <instruction.h>

#include <asm/unistd.h>
#include <kspawn/pt_regs.h>

#define SIGBUS_OR_SIGTRAP (10 | 5 << 16)
#define SIGUSR1 16
#define ENOSYS 89
#ifdef __MIPSEB__
#define LOW_HALF 4
#else
#define LOW_HALF 0
#endif

	.set	noreorder
	.set	noat
	.set	hardfloat

	.macro ATTEMPT_END
	jr	$ra
	move	$v0, $zero
	.endm

/* One call, and its result in $v0. */
	.macro CALL nr
	li	$v0, \nr
	syscall
	.endm

	.macro ADDRESS reg, of
	lui	\reg, %hi(\of)
	addiu	\reg, \reg, %lo(\of)
	.endm

#define PAGES 100
	.bss
	.balign	4096
once:	.skip	PAGES * 4096
	.text

	ATTEMPT_END
	.irp	reg, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 23, 24, 26, 28, 29, 30, 31
ATTEMPT SIGILL, "read CP0 register \reg", mfc0 $v0, $\reg
ATTEMPT SIGILL, "write CP0 register \reg", mtc0 $zero, $\reg
	.endr
ATTEMPT SIGILL, "write UserLocal", mtc0 $zero, $4, 2
ATTEMPT SIGILL, "write EBase", mtc0 $zero, $15, 1
ATTEMPT SIGILL, "mask interrupts", di
ATTEMPT SIGILL, "let interrupts in"
	ei
	.irp	name, tlbp, tlbr, tlbwi, tlbwr, eret, deret, wait
ATTEMPT SIGILL, "\name", \name
	.endr
ATTEMPT SIGILL, "read a register of the shadow set", .word 0x41410800 /* rdpgpr $at, $at */
ATTEMPT SIGILL, "write a register of the shadow set"
	.word	0x41c10800            /* wrpgpr $at, $at */
	.irp	op, 0x00, 0x01, 0x08, 0x09, 0x15, 0x1c
ATTEMPT SIGILL, "cache \op", cache \op, 0($sp)
	.endr
ATTEMPT LIVES, "what makes code fit to fetch"
	synci	0($ra)
	sync
	.irp	reg, 0, 1, 2, 3, 29
ATTEMPT LIVES, "read hardware register \reg", rdhwr $v1, $\reg
	.endr
	.irp	reg, 4, 5, 28, 30, 31
ATTEMPT SIGILL, "read hardware register \reg", rdhwr $v1, $\reg
	.endr
ATTEMPT LIVES, "the word of the thread, by all ways"
	rdhwr	$v1, $29
	rdhwr	$a0, $29
	b	1f
	rdhwr	$a1, $29              /* in a delay slot */
	li	$a1, 1
1:	subu	$a0, $a0, $v1
	subu	$a1, $a1, $v1
	jr	$ra
	or	$v0, $a0, $a1

/* ---- system calls in delay slots: each once, and on from where the branch leads ---- */

	.macro SLOT text:vararg
ATTEMPT LIVES, "a call in the delay slot of \text"
	move	$t8, $ra
	li	$t4, 1
	li	$t5, -1
	ADDRESS	$t9, 8f
	c.eq.d	$f0, $f0
	li	$v0, __NR_getppid
	\text
	syscall
	.endm
	.macro TAKEN text:vararg
	SLOT	\text
	b	7f                    /* not taken */
	nop
8:	bnez	$a3, 7f
	nop
	CALL	__NR_getpid           /* from which a second call would differ */
	jr	$t8
	move	$v0, $zero
7:	jr	$t8
	li	$v0, 1
	.endm
	.macro LEFT text:vararg
	SLOT	\text
	bnez	$a3, 8f
	nop
	jr	$t8
	move	$v0, $zero
8:	jr	$t8
	li	$v0, 1
	.endm
	TAKEN	b 8f
	TAKEN	j 8f
	TAKEN	jal 8f
	TAKEN	jr $t9
	TAKEN	jalr $t9
	TAKEN	jalr $t6, $t9
	TAKEN	bal 8f
	TAKEN	beq $t4, $t4, 8f
	TAKEN	bne $t4, $t5, 8f
	TAKEN	blez $t5, 8f
	TAKEN	blez $zero, 8f
	TAKEN	bgtz $t4, 8f
	TAKEN	bltz $t5, 8f
	TAKEN	bgez $zero, 8f
	TAKEN	bltzal $t5, 8f
	TAKEN	bc1t 8f
	TAKEN	beql $t4, $t4, 8f
	TAKEN	bnel $t4, $t5, 8f
	TAKEN	blezl $t5, 8f
	TAKEN	bgtzl $t4, 8f
	TAKEN	bltzl $t5, 8f
	TAKEN	bgezl $t4, 8f
	TAKEN	bgezall $t4, 8f
	TAKEN	bc1tl 8f
	LEFT	bne $t4, $t4, 8f
	LEFT	beq $t4, $t5, 8f
	LEFT	bgtz $t5, 8f
	LEFT	bgtz $zero, 8f
	LEFT	blez $t4, 8f
	LEFT	bgez $t5, 8f
	LEFT	bltz $t4, 8f
	LEFT	bc1f 8f
ATTEMPT LIVES, "the return address of a call with a call in its delay slot"
	move	$t8, $ra
	li	$v0, __NR_sched_yield
	bal	1f
	syscall
2:	nop
1:	ADDRESS	$v1, 2b
	jr	$t8
	subu	$v0, $v1, $ra

/* ---- faults in delay slots ---- */

ATTEMPT LIVES, "a page that comes in a delay slot"
	ADDRESS	$t0, untouched
	li	$v0, 1
	b	1f
	lw	$v0, 0($t0)
	li	$v0, 2
1:	jr	$ra
	nop
ATTEMPT LIVES, "a page that comes where the branch is not taken"
	ADDRESS	$t0, untouched
	bnez	$zero, 1f
	sw	$zero, 0($t0)
	jr	$ra
	move	$v0, $zero
1:	jr	$ra
	li	$v0, 1
ATTEMPT SIGSEGV, "a fault in a delay slot"
	b	1f
	lw	$v0, 16($zero)
1:	nop
ATTEMPT SIGBUS, "a misaligned load in a delay slot"
	b	1f
	lw	$v0, 1($sp)
1:	nop
ATTEMPT SIGILL, "an illegal instruction in a delay slot"
	b	1f
	.word	0x39
1:	nop
ATTEMPT SIGTRAP, "a breakpoint in a delay slot"
	b	1f
	break
1:	nop
ATTEMPT SIGFPE, "a division by zero in a delay slot"
	b	1f
	teq	$zero, $zero, 7
1:	nop
ATTEMPT LIVES_OR_SIGILL, "a branch in a delay slot"
	b	1f
	b	1f
1:	nop

/* ---- traps ---- */

ATTEMPT SIGTRAP, "break", break
ATTEMPT SIGFPE, "the break of an overflow", break 6
ATTEMPT SIGFPE, "the break of a division", break 7
ATTEMPT SIGTRAP, "a break with every bit", .word 0x03ffffcd
ATTEMPT SIGTRAP, "teq", teq $zero, $zero
ATTEMPT SIGFPE, "the teq of a division", teq $zero, $zero, 7
ATTEMPT SIGFPE, "the tge of an overflow", tge $zero, $zero, 6
ATTEMPT SIGTRAP, "teqi", teqi $zero, 0
ATTEMPT SIGFPE, "add"
	li	$t0, 0x7fffffff
	add	$v0, $t0, $t0
ATTEMPT SIGFPE, "sub"
	lui	$t0, 0x8000
	li	$t1, 1
	sub	$v0, $t0, $t1
ATTEMPT SIGFPE, "addi"
	li	$t0, 0x7fffffff
	addi	$v0, $t0, 1
ATTEMPT SIGSEGV, "a call of the debugger"
	li	$t9, 1                /* exit (MIPS Unified Hosting Interface) */
	li	$a0, 3
	sdbbp	1
ATTEMPT SIGSEGV, "a call of the debugger in a delay slot"
	b	1f
	sdbbp
1:	nop

/* ---- system calls ---- */

ATTEMPT LIVES, "an unknown system call"
	CALL	-1
	jr	$ra
	addiu	$v0, $v0, -ENOSYS
ATTEMPT LIVES, "a system call of no ABI"
	CALL	0
	jr	$ra
	addiu	$v0, $v0, -ENOSYS
ATTEMPT LIVES, "a system call of the other ABI"
	CALL	5038
	jr	$ra
	addiu	$v0, $v0, -ENOSYS
ATTEMPT LIVES, "a system call with a code"
	li	$v0, __NR_sched_yield
	syscall	0xfffff
ATTEMPT LIVES, "every register that has a meaning to the kernel"
	move	$t8, $gp
	move	$t9, $fp
	li	$gp, -1
	li	$fp, -1
	li	$k0, -1
	li	$k1, -1
	CALL	__NR_sched_yield
	li	$gp, 16
	li	$fp, 16
	CALL	__NR_sched_yield
	move	$gp, $t8
	move	$fp, $t9
ATTEMPT LIVES, "a result and its flag of the interrupted code"
	move	$t8, $ra
	addiu	$sp, $sp, -48
	ADDRESS	$t0, 8f
	sw	$zero, 24($sp)        /* flags, handler, mask */
	sw	$t0, 28($sp)
	.irp	word, 32, 36, 40, 44
	sw	$zero, \word($sp)
	.endr
	li	$a0, SIGUSR1
	addiu	$a1, $sp, 24
	move	$a2, $zero
	li	$a3, 16
	CALL	__NR_rt_sigaction
	CALL	__NR_getpid
	move	$a0, $v0
	li	$a1, SIGUSR1
	CALL	__NR_kill
	addiu	$v0, $v0, -4711
	addiu	$a3, $a3, -3
	addiu	$sp, $sp, 48
	jr	$t8
	or	$v0, $v0, $a3
8:	li	$t0, 4711             /* $a2 is o32's struct ucontext, whose registers of 64 bits begin at 40 (asm/sigcontext.h) */
	sw	$t0, 40 + 2 * 8 + LOW_HALF($a2)
	li	$t0, 3
	jr	$ra
	sw	$t0, 40 + 7 * 8 + LOW_HALF($a2)
ATTEMPT LIVES, "no word of the kernel in k0 and k1 after a call"
	CALL	__NR_getpid           /* without a switch, after which the TLB is refilled, and that ends with zeroes too */
	or	$v0, $k0, $k1
	jr	$ra
	sltu	$v0, $zero, $v0
ATTEMPT LIVES, "no word of the kernel in k0 and k1 after a page has come"
	ADDRESS	$t0, untouched
	sw	$zero, 0($t0)
	or	$v0, $k0, $k1
	jr	$ra
	sltu	$v0, $zero, $v0
ATTEMPT LIVES, "no word of the kernel in k0 and k1 after interrupts"
	lui	$t0, 0x400
1:	or	$v0, $k0, $k1
	bnez	$v0, 2f
	addiu	$t0, $t0, -1
	bnez	$t0, 1b
	nop
2:	jr	$ra
	sltu	$v0, $zero, $v0
ATTEMPT LIVES, "more pages than the TLB has"
	li	$t0, 100
1:	ADDRESS	$t1, once
	li	$t2, PAGES
2:	sw	$t1, 0($t1)
	lw	$v0, 0($t1)
	bne	$v0, $t1, 3f
	addiu	$t2, $t2, -1
	bnez	$t2, 2b
	addiu	$t1, $t1, 4096
	addiu	$t0, $t0, -1
	bnez	$t0, 1b
	nop
	jr	$ra
	move	$v0, $zero
3:	jr	$ra
	li	$v0, 1

/* ---- reservations, alignment ---- */

ATTEMPT LIVES, "a reservation that a system call ends"
	ADDRESS	$t0, untouched
	ll	$v0, 0($t0)
	CALL	__NR_sched_yield
	li	$v0, 1
	sc	$v0, 0($t0)
	jr	$ra
	nop
ATTEMPT LIVES, "a reservation that a fault ends"
	ADDRESS	$t0, untouched
	ll	$v0, 0($t0)
	lw	$v0, 4096($t0)
	li	$v0, 1
	sc	$v0, 0($t0)
	jr	$ra
	nop
ATTEMPT SIGBUS, "a misaligned ll"
	ADDRESS	$t0, untouched
	ll	$v0, 1($t0)
ATTEMPT LIVES_OR_SIGBUS, "a misaligned sc"
	ADDRESS	$t0, untouched
	ll	$v0, 0($t0)
	sc	$v0, 2($t0)
	.irp	op, lw, lh, lhu, sw, sh
ATTEMPT SIGBUS, "a misaligned \op", \op $v0, 1($sp)
	.endr
ATTEMPT SIGBUS, "a misaligned double", ldc1 $f0, 4($sp)
ATTEMPT LIVES, "loads and stores of parts of a word"
	ADDRESS	$t0, untouched
	swl	$zero, 1($t0)
	swr	$zero, 2($t0)
	lwl	$v0, 1($t0)
	lwr	$v0, 2($t0)
ATTEMPT SIGBUS, "a pc between two instructions"
	addiu	$t0, $ra, 2
	jr	$t0
	nop
ATTEMPT SIGBUS_OR_SIGTRAP, "an odd pc"
	ADDRESS	$t0, 1f + 1
	jr	$t0
	nop
1:	.word	0xe805e805            /* break, if this is MIPS16 */

/* ---- absent instructions ---- */

ATTEMPT SIGILL, "an illegal instruction", .word 0x39
ATTEMPT SIGILL, "all bits", .word -1
ATTEMPT SIGILL, "an instruction of 64 bits", .word 0x0000102d /* daddu $v0, $zero, $zero */
ATTEMPT SIGILL, "coprocessor 2", .word 0x48020000 /* mfc2 $v0, $0 */
ATTEMPT SIGILL, "a DSP instruction", .word 0x7c4210b8 /* in SPECIAL3 */
ATTEMPT LIVES_OR_SIGILL, "an MSA instruction" /* QEMU 7.2 has none without MSA */, .word 0x7840000e /* addv.w */

/* ---- floating point ---- */

ATTEMPT SIGFPE, "every bit of FCSR"
	li	$t0, -1
	ctc1	$t0, $31
ATTEMPT LIVES, "causes of FCSR that are not enabled"
	lui	$t0, 1
	ori	$t0, $t0, 0xf000
	ctc1	$t0, $31
	CALL	__NR_sched_yield
	ctc1	$zero, $31
ATTEMPT SIGFPE, "a division by zero that was asked for"
	li	$t0, 1 << 10
	ctc1	$t0, $31
	mtc1	$zero, $f2
	lui	$t0, 0x3f80
	mtc1	$t0, $f0
	div.s	$f0, $f0, $f2
	mfc1	$v0, $f0
ATTEMPT LIVES_OR_SIGILL, "registers of another width", .word 0x44c00800 /* ctc1 $zero, UFR */
ATTEMPTS_END
