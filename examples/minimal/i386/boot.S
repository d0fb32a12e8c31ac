/* examples/minimal/i386/boot.S: from QEMU's 32-bit PVH entry to C */
#include "../pvh.h"

	.text
	.globl	_start
_start:	mov	$stack_end, %esp
	xor	%ebp, %ebp
	call	kernel_main

	.bss
	.balign	16
	.skip	4096
stack_end:
	.section .note.GNU-stack, "", @progbits
