/* examples/minimal/arm/boot.S: from the loader, in SVC mode without translation, to C */
	.arch	armv7-a
	.syntax	unified
	.arm

	.globl	image_begins
	.set	image_begins, 0x40200000
	.section .text.boot, "ax", %progbits
	.globl	_start
	.type	_start, %function
_start:	ldr	sp, =stack_end
	mov	r11, #0
	bl	kernel_main
	.ltorg

	.bss
	.balign	16
	.skip	4096
stack_end:
	.section .note.GNU-stack, "", %progbits
