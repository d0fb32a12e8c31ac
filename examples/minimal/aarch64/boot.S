/* examples/minimal/aarch64/boot.S: from the loader, in EL1 without translation, to C */
	.globl	image_begins
	.set	image_begins, 0x40200000
	.section .text.boot, "ax"
	.globl	_start
_start:	adrp	x0, stack_end
	add	x0, x0, #:lo12:stack_end
	mov	sp, x0
	mov	x29, xzr
	bl	kernel_main

	.bss
	.balign	16
	.skip	4096
stack_end:
	.section .note.GNU-stack, "", %progbits
