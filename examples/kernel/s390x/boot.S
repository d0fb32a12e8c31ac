/* s390x boot.S: from the loader, without translation, to C: the image runs where it is loaded */
#include <kspawn/arch/frame.h>

	.globl	image_offset, image_loaded, start
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

	.section .bss
	.balign	4096
	.globl	boot_root, boot_stack, boot_stack_end
boot_root: .skip 4 * 4096
boot_stack: .skip 4 * 4096
boot_stack_end:
	.section .note.GNU-stack, "", @progbits
