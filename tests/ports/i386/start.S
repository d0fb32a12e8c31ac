/* i386 start.S: where a program without a C library begins, and its two system calls */
#include "asm.h"

/* Entered by execve, with argc at esp. */
function _start, eip
	xor	%ebp, %ebp
	mov	%esp, %eax
	and	$-16, %esp
	sub	$12, %esp
	push	%eax
	call	tier1_start
	ud2
end _start

/* long write(int fd, const void *from, size_t n) */
function write
	push_all ebx
	mov	8(%esp), %ebx
	mov	12(%esp), %ecx
	mov	16(%esp), %edx
	mov	$4, %eax
	int	$0x80
	pop_all	ebx
	ret
end write

/* void _exit(int status) */
function _exit
	mov	4(%esp), %ebx
	mov	$252, %eax
	int	$0x80
	ud2
end _exit
