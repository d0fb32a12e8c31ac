/* riscv64 boot.S: from OpenSBI, in S-mode without paging, to the kernel's own addresses */
#include <kspawn/arch/entry.h>

#define PAGE 4096
#define GIGA_PAGE 0x10000000        /* as an entry counts it */
#define GIGA 0xcf                   /* D, A, X, W, R, V */
#define SATP_SV39 8

	.globl	image_offset, image_loaded
	.set	image_offset, 0xffffffff00000000
	.set	image_loaded, 0x80200000 /* above OpenSBI */
	.globl	__global_pointer$
	.set	__global_pointer$, 0 /* nothing is relaxed to it */
	.section .text.boot, "ax"
	.globl	start
	.option norelax

/* Every hart, since OpenSBI may send one here that should start at another address (its commit e8e9ed37, of version 1.3).
 * The first: a0 its number, a1 the device tree; s1 zero from here on.
 */
start:	lla	t0, taken
	li	s1, 1
	amoswap.w s1, s1, (t0)
	csrw	sie, zero
	lla	t0, start_root
	lla	t1, boot_root
	srli	t0, t0, 12
	srli	t1, t1, 12
	li	t2, SATP_SV39
	slli	t2, t2, 60
	or	t0, t0, t2
	or	t1, t1, t2
	ld	t3, upper
	sfence.vma
	csrw	satp, t0
	jr	t3
	.balign	8
upper:	.quad	1f
1:	csrw	satp, t1
	sfence.vma
	mv	s0, zero
	mv	gp, zero                  /* nothing here is relaxed to it */
	bnez	s1, 2f
	lla	sp, boot_stack_end
	call	machine_boot
2:	fence
	lla	a0, machine_starting
	ld	a0, (a0)
	ld	sp, KSPAWN_ENTRY_STACK(a0)
	call	machine_secondary
	unimp

/* Roots, 1 GiB an entry. */
	.data
	.balign	PAGE
	.globl	boot_root
boot_root:
	.skip	PAGE / 2                  /* programs */
	.irp	giga, 0, 1, 2, 3          /* at DIRECT */
	.quad	GIGA + \giga * GIGA_PAGE
	.endr
	.org	boot_root + PAGE - 16
	.quad	GIGA + 2 * GIGA_PAGE, 0   /* the image */
start_root:
	.quad	0, 0, GIGA + 2 * GIGA_PAGE /* where this code runs */
	.org	start_root + PAGE - 16
	.quad	GIGA + 2 * GIGA_PAGE, 0

	.bss
	.balign	PAGE
	.globl	boot_stack, boot_stack_end
boot_stack: .skip 4 * PAGE
boot_stack_end:
taken:	.skip	4
	.section .note.GNU-stack, "", @progbits
