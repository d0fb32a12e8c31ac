/* examples/minimal/s390x/boot.S: from the loader, without translation, to C */
	.globl	image_begins
	.set	image_begins, 0x20000
	.section .text.boot, "ax"
	.globl	_start
_start:	larl	%r15, stack_end - 160
	lghi	%r11, 0
	stg	%r11, 0(%r15)
	brasl	%r14, kernel_main

	.bss
	.balign	16
	.skip	4096
stack_end:
	.section .note.GNU-stack, "", @progbits
