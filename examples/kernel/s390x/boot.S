/* s390x boot.S: from the loader, without translation, to C: the image runs where it is loaded */
#include <kspawn/arch/entry.h>

#define SPACE_OF_2_GIB 3               /* a segment table of full length */
#define KERNEL_MASK 0x0400c00180000000 /* translation, home space, addresses of 64 bits */

	.globl	image_offset, image_loaded, start, secondary, home_space
	.set	image_offset, 0
	.set	image_loaded, 0x10000 /* where the loader takes it for a Linux, to which it gives an archive and options */
	.section .text.boot, "ax"
start:	larl	%r15, boot_stack_end
	aghi	%r15, -KSPAWN_CALL_AREA
	xc	0(8, %r15), 0(%r15)
	jg	machine_boot

/* What the loader fills in. (Linux, arch/s390/boot/head.S, PARMAREA) */
	.globl	loaded_archive, loaded_options
	.org	0x408
loaded_archive: .quad 0, 0
	.org	0x480
loaded_options: .skip 0x380

/* By RESTART, with a page 0 of its own: the processor's block is in it, and its stack in the home space alone. */
	.org	0x800
secondary:
	larl	%r1, home_space
	lctlg	13, 13, 0(%r1)
	larl	%r1, 2f
	lpswe	0(%r1)
1:	lg	%r2, KSPAWN_ENTRY_LOWCORE
	lg	%r15, KSPAWN_ENTRY_STACK(%r2)
	aghi	%r15, -KSPAWN_CALL_AREA
	xc	0(8, %r15), 0(%r15)
	jg	machine_secondary
	.balign	8
2:	.quad	KERNEL_MASK, 1b
home_space: .quad boot_root + SPACE_OF_2_GIB

	.section .bss
	.balign	4096
	.globl	boot_root, boot_stack, boot_stack_end
boot_root: .skip 4 * 4096
boot_stack: .skip 4 * 4096
boot_stack_end:
	.section .note.GNU-stack, "", @progbits
