/* examples/minimal/riscv64/boot.S: from OpenSBI, in supervisor mode without paging, to C */
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
