/* loongarch64 start.S: where a program without a C library begins, and its two system calls */
#include "asm.h"

/* Entered by execve, with argc at sp. */
function _start, 1
	move	$fp, $zero
	move	$a0, $sp
	bl	tier1_start
	break	0
end _start

/* long write(int fd, const void *from, size_t n) */
function write
	li.d	$a7, 64
	syscall	0
	ret
end write

/* void _exit(int status) */
function _exit
	li.d	$a7, 94
	syscall	0
	break	0
end _exit
