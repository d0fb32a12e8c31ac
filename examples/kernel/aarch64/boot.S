/* aarch64 boot.S: from the loader, in EL1 without translation, to the kernel's own addresses */
#include <kspawn/arch/entry.h>

#define PAGE 4096
#define GIGA 0x40000000
#define HALF 2048            /* of a root: the lower for TTBR0, the upper for TTBR1 */
#define TREE GIGA            /* where the loader puts the device tree: the start of memory */

/* Entries (Arm ARM, D8.3): block, AF, inner shareable; attributes by number in MAIR. */
#define MEMORY 0x0040000000000701   /* UXN; attributes 0 */
#define MEMORY_NO_CODE 0x0060000000000701
#define DEVICE 0x0060000000000405   /* attributes 1 */
#define MAIR 0x00ff                 /* 0: write-back; 1: device-nGnRnE */

/* Two ranges of 38 bits, so that each has half of a root; 4 KiB; walks write-back, inner shareable. (TCR_EL1) */
#define TCR (26 | 26 << 16 | 0x35 << 8 | 0xb5 << 24)
/* UCI, PAN at each entry where there is PAN, nTWE, nTWI, UCT, DZE, I, SA0, SA, C, M, and what is one in Armv8.0.
 * (SCTLR_EL1) */
#define SCTLR 0x3455d81d

	.globl	image_offset, image_loaded
	.set	image_offset, 0xffffffff00000000
	.set	image_loaded, 0x40200000 /* above the device tree */
	.section .text.boot, "ax"
	.globl	start, secondary
start:	mov	x19, xzr

/* Every processor, x19 the block of another than the first. */
enable:	msr	daifset, #15
	adrp	x0, start_root
	adrp	x1, boot_root
	add	x2, x1, #HALF
	mov	x3, #MAIR
	msr	mair_el1, x3
	ldr	x3, =TCR
	msr	tcr_el1, x3
	msr	ttbr0_el1, x0
	msr	ttbr1_el1, x2
	dsb	sy
	tlbi	vmalle1
	ic	iallu
	dsb	sy
	isb
	ldr	x2, =SCTLR
	msr	sctlr_el1, x2
	isb
	ldr	x2, =1f
	br	x2
1:	msr	ttbr0_el1, x1
	isb
	tlbi	vmalle1
	dsb	nsh
	isb
	mov	x29, xzr
	mov	x30, xzr
	cbnz	x19, 2f
	adrp	x0, boot_stack_end
	mov	sp, x0
	mov	x0, #TREE
	bl	machine_boot
2:	ldr	x0, [x19, #KSPAWN_ENTRY_STACK]
	mov	sp, x0
	mov	x0, x19
	bl	machine_secondary
	brk	#0

/* Another processor: x0 its block, at the kernel's address. */
secondary:
	mov	x19, x0
	b	enable
	.ltorg

/* Roots, 1 GiB an entry. */
	.data
	.balign	PAGE
	.globl	boot_root
boot_root:
	.skip	HALF
	.quad	DEVICE, GIGA + MEMORY_NO_CODE, 2 * GIGA + MEMORY_NO_CODE, 3 * GIGA + MEMORY_NO_CODE /* at DIRECT */
	.org	boot_root + HALF + 253 * 8
	.quad	GIGA + MEMORY             /* the image */
	.org	boot_root + PAGE
start_root:
	.quad	0, GIGA + MEMORY          /* where this code runs */
	.org	start_root + PAGE

	.bss
	.balign	PAGE
	.globl	boot_stack, boot_stack_end
boot_stack: .skip 4 * PAGE
boot_stack_end:
	.section .note.GNU-stack, "", @progbits
