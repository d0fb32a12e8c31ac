/* tests/ports/riscv64/instructions.S: what a program may not do, or may without harm
 *
 * int (void): 0 in a0: as if nothing had happened */
#include <instruction.h>

#include <asm/unistd.h>

	.macro ATTEMPT_END
	mv	a0, zero
	ret
	.endm

	.macro reservation_over call
	la	a2, untouched
	lr.d	t0, (a2)
	li	a7, \call
	ecall
	li	t1, 1
	sc.d	a0, t1, (a2)
	seqz	a0, a0
	ret
	.endm

	ATTEMPT_END
	.irp	csr, sstatus, sie, stvec, scounteren, sscratch, sepc, scause, stval, sip, satp, mstatus, misa, \
		medeleg, mie, mtvec, mscratch, mepc, mcause, mip, pmpcfg0, pmpaddr0, mhartid, mcycle, dcsr, tselect
ATTEMPT SIGILL, "read \csr", csrr a0, \csr
ATTEMPT SIGILL, "write \csr", csrw \csr, zero
ATTEMPT SIGILL, "clear bits of \csr", csrci \csr, 2
	.endr
ATTEMPT SIGILL, "set the interrupts", csrsi sstatus, 2
ATTEMPT SIGILL, "swap sscratch", csrrw tp, sscratch, tp
ATTEMPT SIGILL, "write the time", csrw time, zero
ATTEMPT SIGILL, "write the counter of cycles", csrw cycle, zero
ATTEMPT SIGILL, "an absent register", csrr a0, 0x5ff
ATTEMPT SIGILL, "sret", sret
ATTEMPT SIGILL, "mret", mret
ATTEMPT SIGILL, "uret", .word 0x00200073
ATTEMPT SIGILL, "dret", .word 0x7b200073
ATTEMPT SIGILL, "wfi", wfi
ATTEMPT SIGILL, "sfence.vma", sfence.vma
ATTEMPT SIGILL, "sfence.vma of a page", sfence.vma a0, zero
ATTEMPT SIGILL, "sinval.vma", .word 0x16000073
ATTEMPT SIGILL, "hfence.gvma", .word 0x62000073
ATTEMPT SIGILL, "hlv.d", .word 0x6c054573
ATTEMPT SIGTRAP, "ebreak", ebreak
ATTEMPT SIGTRAP, "a short ebreak", c.ebreak
ATTEMPT SIGTRAP, "a call of the debugger"
	li	a0, 0x18              /* SYS_EXIT (RISC-V semihosting) */
	li	a1, 0x20026
	.option push
	.option norvc
	.balign	16
	slli	x0, x0, 0x1f
	ebreak
	srai	x0, x0, 7
	.option pop
ATTEMPT LIVES, "an unknown system call"
	li	a7, -1
	ecall
	addi	a0, a0, 38            /* ENOSYS */
	ret
ATTEMPT LIVES, "a call of the firmware"
	li	a7, 0x53525354        /* "SRST": reset */
	li	a6, 0
	li	a0, 0
	li	a1, 0
	ecall
	addi	a0, a0, 38
	ret
ATTEMPT LIVES, "fences"
	fence
	fence.i
ATTEMPT LIVES, "every register that has a meaning to the kernel"
	mv	t0, gp
	mv	t1, tp
	li	a7, __NR_sched_yield
	li	gp, -1
	li	tp, -1
	ecall
	li	tp, 0
	li	gp, 16
	ecall
	mv	gp, t0
	mv	tp, t1
ATTEMPT LIVES, "a reservation that a system call ends", reservation_over __NR_sched_yield
ATTEMPT SIGILL, "the shortest illegal instruction"
	.half	0
ATTEMPT SIGILL, "the longest illegal instruction", .word -1
ATTEMPT SIGILL, "a vector instruction", .word 0x0c0572d7
ATTEMPT SIGILL, "a reserved rounding mode"
	csrwi	frm, 5
	fadd.d	fa0, fa0, fa0
ATTEMPT LIVES, "every bit of fcsr"
	li	t0, -1
	fscsr	t0
	li	a7, __NR_sched_yield
	ecall
	fscsr	zero
ATTEMPT LIVES, "a reservation, which ends in a system call", reservation_over __NR_getpid
ATTEMPTS_END
