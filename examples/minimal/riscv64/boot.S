/* examples/minimal/riscv64/boot.S: from OpenSBI, in supervisor mode without paging, to C */
	.globl	image_begins
	.set	image_begins, 0x80200000
	.section .text.boot, "ax"
	.globl	_start
_start:	lla	sp, stack_end
	mv	s0, zero
	call	kernel_main

	.bss
	.balign	16
	.skip	4096
stack_end:
	.section .note.GNU-stack, "", @progbits
