/* arm boot.S: from the loader, in SVC mode without translation, to the kernel's own addresses */
#include <kspawn/arch/entry.h>

	.arch	armv7-a
	.syntax	unified
	.arm

#define PAGE 4096
#define GIGA 0x40000000
#define BLOCK 0x200000
#define HALF 16              /* of a root: the lower for TTBR0, the upper for TTBR1 */
#define TREE GIGA            /* where the loader puts the device tree: the start of memory */
#define IMAGE_BLOCKS 8

/* Entries (ARMv7-A ARM, B3.6): block, AF, inner shareable; attributes by number in MAIR0. */
#define TABLE 3
#define MEMORY 0x701            /* attributes 0 */
#define DEVICE 0x405            /* attributes 1 */
#define NO_CODE 0x00600000      /* in the upper word: XN, PXN */
#define MAIR 0x04ff             /* 0: write-back; 1: device */

/* Long descriptors; two ranges of 31 bits, so that each has half of a root; walks write-back, inner shareable.
 * (TTBCR) */
#define TTBCR (1 << 31 | 1 | 1 << 16 | 0x35 << 8 | 0x35 << 24)
/* I, Z, C, M, and what is one in ARMv7; not A, SW or TE. (SCTLR) */
#define SCTLR 0x00c5187d

/* Where it is, whatever addresses are in force. */
	.macro	near reg, symbol
	movw	\reg, #:lower16:(\symbol - (.Lpc\@ + 8))
	movt	\reg, #:upper16:(\symbol - (.Lpc\@ + 8))
.Lpc\@:	add	\reg, pc, \reg
	.endm

	.macro	flush_all
	mcr	p15, 0, r3, c8, c7, 0 /* TLBIALL */
	dsb
	isb
	.endm

	.globl	image_offset, image_loaded, image_limit
	.set	image_offset, 0xa0000000
	.set	image_loaded, 0x40200000 /* above the device tree */
	.set	image_limit, image_offset + 0x41000000 /* of what is mapped below */
	.section .text.boot, "ax", %progbits
	.globl	start, secondary
	.type	start, %function
start:	near	r0, boot_root
	near	r1, upper
	near	r6, start_root
	ldr	r2, =(GIGA + MEMORY)
	mov	r3, #0
	strd	r2, r3, [r6, #8]           /* where this code runs */
	mov	r4, #(256 * 8)
	mov	r5, #IMAGE_BLOCKS
1:	strd	r2, r3, [r1, r4]           /* the image */
	add	r2, r2, #BLOCK
	add	r4, r4, #8
	subs	r5, r5, #1
	bne	1b
	orr	r2, r1, #TABLE
	strd	r2, r3, [r0, #24]          /* 1 GiB at DEVICES, with all that is in it */
	ldr	r2, =(GIGA + MEMORY)
	ldr	r3, =NO_CODE
	strd	r2, r3, [r0, #16]          /* 1 GiB of memory at DIRECT */
	.irp	at, 0x08000000, 0x09000000, 0x3ee00000, 0x3f000000
	ldr	r2, =(\at + DEVICE)
	ldr	r4, =(\at / BLOCK * 8)
	strd	r2, r3, [r1, r4]
	.endr
	mov	r8, #0

/* Every processor, r8 the block of another than the first. */
enable:	cpsid	aif
	near	r0, start_root
	near	r1, boot_root
	mov	r3, #0
	ldr	r2, =MAIR
	mcr	p15, 0, r2, c10, c2, 0     /* MAIR0 */
	ldr	r2, =TTBCR
	mcr	p15, 0, r2, c2, c0, 2
	mcrr	p15, 0, r0, r3, c2         /* TTBR0 */
	add	r2, r1, #HALF
	mcrr	p15, 1, r2, r3, c2         /* TTBR1 */
	dsb
	mcr	p15, 0, r3, c7, c5, 0      /* ICIALLU */
	flush_all
	ldr	r2, =SCTLR
	mcr	p15, 0, r2, c1, c0, 0
	isb
	ldr	pc, =1f
1:	mcrr	p15, 0, r1, r3, c2
	isb
	flush_all
	mov	r7, #0
	mov	r11, #0
	mov	lr, #0
	cmp	r8, #0
	bne	2f
	near	sp, boot_stack_end
	mov	r0, #TREE
	bl	machine_boot
2:	ldr	sp, [r8, #KSPAWN_ENTRY_STACK]
	mov	r0, r8
	bl	machine_secondary
	udf	#0

/* Another processor: r0 its block, at the kernel's address. */
	.type	secondary, %function
secondary:
	mov	r8, r0
	b	enable
	.ltorg

	.section .bss
	.balign	PAGE
	.globl	boot_root
boot_root: .skip PAGE
start_root: .skip PAGE
upper:	.skip	PAGE
	.globl	boot_stack, boot_stack_end
boot_stack: .skip 4 * PAGE
boot_stack_end:
	.section .note.GNU-stack, "", %progbits
