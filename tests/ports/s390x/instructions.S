/* tests/ports/s390x/instructions.S: what a program may not do, or may without harm
 *
 * int (void): 0 in r2: as if nothing had happened */
#include <instruction.h>

#include <asm/unistd.h>

	.macro ATTEMPT_END
	lghi	%r2, 0
	br	%r14
	.endm

#define ENOSYS 38
#define HERE -160(%r15) /* storage of the program's own, aligned */

	ATTEMPT_END
ATTEMPT SIGILL, "load a PSW"
	lay	%r1, HERE
	lpswe	0(%r1)
ATTEMPT SIGILL, "load a short PSW"
	lay	%r1, HERE
	lpsw	0(%r1)
ATTEMPT SIGILL, "set the system mask"
	lay	%r1, HERE
	ssm	0(%r1)
ATTEMPT SIGILL, "set bits of the system mask"
	lay	%r1, HERE
	stosm	0(%r1), 0
ATTEMPT SIGILL, "clear bits of the system mask"
	lay	%r1, HERE
	stnsm	0(%r1), 0xfc
ATTEMPT SIGILL, "load a control register", lctlg 1, 1, HERE
ATTEMPT SIGILL, "load all control registers", lctlg 0, 15, HERE
ATTEMPT SIGILL, "store a control register", stctg 1, 1, HERE
	.irp	name, lctl, stctl
ATTEMPT SIGILL, "\name"
	lay	%r1, HERE
	\name	13, 13, 0(%r1)
	.endr
	.irp	name, spx, stpx, stap, stidp, sck, sckc, stckc, spt, stpt, lpp, stfl, stcrw, tpi, stcps, siga
ATTEMPT SIGILL, "\name"
	lay	%r1, HERE
	\name	0(%r1)
	.endr
	.irp	name, ptlb, palb, ipk, sckpf, rchp, sal, schm, csch, hsch, rsch, xsch, pr, trap2
ATTEMPT SIGILL, "\name"
	lghi	%r0, 0
	lghi	%r1, 0
	lghi	%r2, 0
	\name
	.endr
	.irp	name, ssch, stsch, msch, tsch
ATTEMPT SIGILL, "\name"
	llilh	%r1, 1
	\name	untouched - untouched(%r15)
	.endr
	.irp	name, epar, esar, iac, ssar, ssair
ATTEMPT SIGILL, "\name"
	\name	%r2
	.endr
	.irp	name, iske, sske, rrbe, ivsk, lura, stura, lurag, pfmf, bsa, bsg, pt, tb
ATTEMPT SIGILL, "\name"
	lghi	%r2, 0
	lghi	%r4, 0
	\name	%r2, %r4
	.endr
ATTEMPT SIGILL, "store by a real address", .insn rre, 0xb9250000, %r2, %r4 /* STURG */
ATTEMPT SIGILL, "invalidate an entry of a page table"
	lghi	%r2, 0
	lghi	%r4, 0
	ipte	%r2, %r4
ATTEMPT SIGILL, "invalidate a table"
	lghi	%r2, 0
	lghi	%r4, 0
	idte	%r2, %r2, %r4
ATTEMPT SIGILL, "compare, swap and purge"
	lghi	%r2, 1
	lghi	%r3, 2
	lghi	%r4, 0
	csp	%r2, %r4
ATTEMPT SIGILL, "signal a processor"
	lghi	%r4, 0
	sigp	%r2, %r4, 5           /* STOP */
ATTEMPT SIGILL, "a call of the service processor"
	llilf	%r2, 0x20001
	larl	%r4, untouched
	.insn	rre, 0xb2200000, %r2, %r4
ATTEMPT SIGILL, "a reset, by diagnose"
	diag	%r0, %r2, 0x308
ATTEMPT SIGILL, "a call of the hypervisor, by diagnose"
	diag	%r2, %r4, 0x500
ATTEMPT SIGILL, "the real address of a page"
	lghi	%r4, 0
	lra	%r2, 0(%r4)
ATTEMPT SIGILL, "the key 0", spka 0
ATTEMPT SIGILL, "the home space", sac 0x300
ATTEMPT SIGILL, "the home space, fast", sacf 0x300
/* QEMU 7.2 lets a program do it. */
ATTEMPT LIVES_OR_SIGILL, "test protection"
	lghi	%r4, 0
	tprot	0(%r4), 0
ATTEMPT SIGILL, "store system information"
	lghi	%r0, 0
	lghi	%r1, 0
	stsi	0(%r15)
ATTEMPT SIGILL, "start interpretive execution"
	lay	%r1, HERE
	.insn	s, 0xb2140000, 0(%r1)
ATTEMPT SIGILL, "program call", pc 0
ATTEMPT SIGILL, "the shortest illegal instruction", .2byte 0
ATTEMPT SIGILL, "a breakpoint", .2byte 1
ATTEMPT SIGILL, "execute an execute"
	larl	%r1, 1f
	lghi	%r0, 0
1:	ex	%r0, 0(%r1)
ATTEMPT SIGSEGV_OR_SIGILL, "an instruction at an odd address, by execute"
	larl	%r1, untouched
	ex	%r0, 1(%r1)
ATTEMPT SIGILL, "an odd pair of registers"
	lghi	%r2, 1
	lghi	%r3, 1
	.insn	rre, 0xb9870000, %r3, %r2 /* DLGR */
ATTEMPT SIGFPE, "division by zero"
	lghi	%r1, 0
	lghi	%r2, 0
	lghi	%r3, 1
	dlgr	%r2, %r1
ATTEMPT SIGILL, "a vector instruction", .byte 0xe7, 0, 0, 0, 0, 0x44 /* VGBM */
ATTEMPT SIGILL, "every bit of FPC"
	lghi	%r2, -1
	sfpc	%r2
ATTEMPT SIGFPE, "a trapping division of floating point"
	llilf	%r2, 0x40000000
	sfpc	%r2
	lzdr	%f0
	lzdr	%f2
	larl	%r1, one
	ld	%f0, 0(%r1)
	ddbr	%f0, %f2
ATTEMPT SIGFPE, "compare and trap"
	lghi	%r2, 0
	cgite	%r2, 0
/* QEMU 7.2 has no such trap. */
ATTEMPT LIVES_OR_SIGFPE, "the overflow of an addition that the program mask traps"
	llilf	%r2, 0x08000000
	spm	%r2
	llilf	%r2, 0x7fffffff
	ahi	%r2, 1
ATTEMPT LIVES, "a monitor call", mc 1, 1
ATTEMPT LIVES, "the clock"
	lay	%r1, HERE
	stck	0(%r1)
ATTEMPT LIVES, "every register of a program"
	lgr	%r0, %r15
	lgr	%r9, %r14
	lay	%r8, -256(%r15)
	stam	%a0, %a15, 0(%r8)
	stmg	%r6, %r13, 64(%r8)
	larl	%r10, untouched
	lghi	%r11, -1
	lghi	%r13, -1
	lghi	%r15, -1
	svc	__NR_sched_yield
	lgr	%r15, %r0
	lay	%r8, -256(%r15)
	lgr	%r14, %r9
	lam	%a0, %a15, 0(%r8)
	lmg	%r6, %r13, 64(%r8)
ATTEMPT LIVES, "every access register"
	lay	%r1, -256(%r15)
	stam	%a0, %a15, 0(%r1)
	mvi	64(%r1), 0xff
	mvc	65(63, %r1), 64(%r1)
	lam	%a0, %a15, 64(%r1)
	svc	__NR_sched_yield
	lay	%r1, -256(%r15)
	lam	%a0, %a15, 0(%r1)
ATTEMPT LIVES, "an unknown system call"
	svc	137                     /* afs_syscall, which no kernel has */
	aghi	%r2, ENOSYS
	br	%r14
ATTEMPT LIVES, "an unknown system call, by register"
	lghi	%r1, -1
	svc	0
	aghi	%r2, ENOSYS
	br	%r14
ATTEMPT LIVES, "a system call that is executed"
	larl	%r1, 1f
	ex	%r0, 0(%r1)
	j	2f
1:	svc	__NR_sched_yield
2:
ATTEMPTS_END
	.section .rodata
	.balign	8
one:	.quad	0x3ff0000000000000
