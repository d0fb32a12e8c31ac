/* tests/ports/riscv64/instructions.S: what a program may not do, or may without harm
 *
 * int (void): 0 in a0: as if nothing had happened */
#include <instruction.h>

#include <asm/unistd.h>

	.macro DEED_END
	mv	a0, zero
	ret
	.endm

	.bss
	.balign	4096
untouched: .skip 4096
	.text

	DEED_END
	.irp	csr, sstatus, sie, stvec, scounteren, sscratch, sepc, scause, stval, sip, satp, mstatus, misa, \
		medeleg, mie, mtvec, mscratch, mepc, mcause, mip, pmpcfg0, pmpaddr0, mhartid, mcycle, dcsr, tselect
DEED SIGILL, "read \csr", csrr a0, \csr
DEED SIGILL, "write \csr", csrw \csr, zero
DEED SIGILL, "clear bits of \csr", csrci \csr, 2
	.endr
DEED SIGILL, "set the interrupts", csrsi sstatus, 2
DEED SIGILL, "swap sscratch", csrrw tp, sscratch, tp
DEED SIGILL, "write the time", csrw time, zero
DEED SIGILL, "write the counter of cycles", csrw cycle, zero
DEED SIGILL, "an absent register", csrr a0, 0x5ff
DEED SIGILL, "sret", sret
DEED SIGILL, "mret", mret
DEED SIGILL, "uret", .word 0x00200073
DEED SIGILL, "dret", .word 0x7b200073
DEED SIGILL, "wfi", wfi
DEED SIGILL, "sfence.vma", sfence.vma
DEED SIGILL, "sfence.vma of a page", sfence.vma a0, zero
DEED SIGILL, "sinval.vma", .word 0x16000073
DEED SIGILL, "hfence.gvma", .word 0x62000073
DEED SIGILL, "hlv.d", .word 0x6c054573
DEED SIGTRAP, "ebreak", ebreak
DEED SIGTRAP, "a short ebreak", c.ebreak
DEED SIGTRAP, "a call of the debugger"
	li	a0, 0x18              /* SYS_EXIT (RISC-V semihosting) */
	li	a1, 0x20026
	.option push
	.option norvc
	.balign	16
	slli	x0, x0, 0x1f
	ebreak
	srai	x0, x0, 7
	.option pop
DEED LIVES, "an unknown system call"
	li	a7, -1
	ecall
	addi	a0, a0, 38            /* ENOSYS */
	ret
DEED LIVES, "a call of the firmware"
	li	a7, 0x53525354        /* "SRST": reset */
	li	a6, 0
	li	a0, 0
	li	a1, 0
	ecall
	addi	a0, a0, 38
	ret
DEED LIVES, "fences"
	fence
	fence.i
DEED LIVES, "every register that has a meaning to the kernel"
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
DEED LIVES, "a reservation that a system call ends"
	la	a2, untouched
	lr.d	t0, (a2)
	li	a7, __NR_sched_yield
	ecall
	li	t1, 1
	sc.d	a0, t1, (a2)
	seqz	a0, a0
	ret
DEED SIGILL, "the shortest illegal instruction"
	.half	0
DEED SIGILL, "the longest illegal instruction", .word -1
DEED SIGILL, "a vector instruction", .word 0x0c0572d7
DEED SIGILL, "a reserved rounding mode"
	csrwi	frm, 5
	fadd.d	fa0, fa0, fa0
DEED LIVES, "every bit of fcsr"
	li	t0, -1
	fscsr	t0
	li	a7, __NR_sched_yield
	ecall
	fscsr	zero
DEED LIVES, "a reservation, which ends in a system call"
	la	t0, untouched
	lr.d	t1, (t0)
	li	a7, __NR_getpid
	ecall
	sc.d	a0, t1, (t0)
	seqz	a0, a0
	ret
DEEDS_END
