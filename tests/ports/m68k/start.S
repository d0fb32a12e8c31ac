/* m68k start.S: where a program without a C library begins, and its two system calls */
#include "asm.h"

/* Entered by execve, with argc at sp. */
function _start, RETURN_ADDRESS
	suba.l	%a6, %a6
	move.l	%sp, -(%sp)
	bsr.l	tier1_start
	illegal
end _start

/* long write(int fd, const void *from, size_t n) */
function write
	movem.l	%d2-%d3, -(%sp)
	.cfi_adjust_cfa_offset 8
	saved_at 0, 4, d2, d3
	movem.l	12(%sp), %d1-%d3
	moveq	#4, %d0
	trap	#0
	movem.l	(%sp)+, %d2-%d3
	.cfi_adjust_cfa_offset -8
	restored d2, d3
	rts
end write

/* void _exit(int status) */
function _exit
	move.l	4(%sp), %d1
	move.l	#247, %d0
	trap	#0
	illegal
end _exit
