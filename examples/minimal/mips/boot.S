/* examples/minimal/mips/boot.S: from the loader, in kernel mode and kseg0, to C */
	.globl	image_begins
	.set	image_begins, 0x80100000
	.section .text.boot, "ax"
	.set	noreorder
	.globl	_start
_start:	lui	$sp, %hi(stack_end - 16) /* whose last bytes are kernel_main's, by the ABI */
	addiu	$sp, $sp, %lo(stack_end - 16)
	jal	kernel_main
	move	$fp, $zero

	.bss
	.balign	16
	.skip	4096
stack_end:
	.section .note.GNU-stack, "", %progbits
