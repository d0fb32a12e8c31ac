/* arm start.S: where a program without a C library begins, and its two system calls */
#include "asm.h"

/* Entered by execve, with argc at sp. */
function _start, lr
	mov	r7, #0
	mov	r11, #0
	mov	r0, sp
	bl	tier1_start
	udf	#0
end _start

	.macro call_linux number
	push	{r7, lr}
	.cfi_adjust_cfa_offset 8
	.cfi_rel_offset r7, 0
	.cfi_rel_offset lr, 4
	mov	r7, #\number
	svc	#0
	pop	{r7, pc}
	.endm

/* long write(int fd, const void *from, size_t n) */
function write
	call_linux 4
end write

/* void _exit(int status) */
function _exit
	call_linux 248
end _exit
