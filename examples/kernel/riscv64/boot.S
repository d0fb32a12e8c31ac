/* riscv64 boot.S: from OpenSBI, in S-mode without paging, to the kernel's own addresses */
#define PAGE 4096
#define GIGA_PAGE 0x10000000        /* as an entry counts it */
#define GIGA 0xcf                   /* D, A, X, W, R, V */
#define TABLE 1
#define SATP_SV39 8

/* a0 number of the hart, a1 the device tree */
	.section .text.boot, "ax"
	.globl	start
	.option norelax
start:	csrw	sie, zero
	lla	t0, boot_root
	li	t1, GIGA                  /* 4 GiB at DIRECT */
	li	t2, GIGA_PAGE
	addi	t3, t0, 2047
	addi	t3, t3, 1
	sd	t1, (t3)
	add	t1, t1, t2
	sd	t1, 8(t3)
	add	t1, t1, t2
	sd	t1, 16(t3)
	sd	t1, 16(t0)                /* where this code runs */
	sd	t1, 2032(t3)              /* the image */
	add	t1, t1, t2
	sd	t1, 24(t3)
	lla	t1, stacks_1
	srli	t1, t1, 2
	ori	t1, t1, TABLE
	sd	t1, 512(t3)               /* so that every root has it */
	srli	t1, t0, 12
	li	t2, SATP_SV39
	slli	t2, t2, 60
	or	t1, t1, t2
	sfence.vma
	csrw	satp, t1
	ld	t1, upper
	jr	t1
	.balign	8
upper:	.quad	1f
1:	lla	t0, boot_root
	sd	zero, 16(t0)
	sfence.vma
	lla	sp, boot_stack_end
	mv	s0, zero
	mv	gp, zero                  /* nothing here is relaxed to it */
	mv	a0, a1
	call	machine_boot
	unimp

	.section .bss
	.balign	PAGE
	.globl	boot_root
boot_root: .skip PAGE
stacks_1: .skip PAGE
	.globl	boot_stack, boot_stack_end
boot_stack: .skip 4 * PAGE
boot_stack_end:
	.section .note.GNU-stack, "", @progbits
