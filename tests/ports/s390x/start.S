/* s390x start.S: where a program without a C library begins, and its two system calls */
#include "asm.h"

/* Entered by execve, with argc at r15. */
function _start, 0+dwarf_r14
	lghi	%r11, 0
	lgr	%r2, %r15
	aghi	%r15, -KSPAWN_CALL_AREA
	.cfi_adjust_cfa_offset KSPAWN_CALL_AREA
	stg	%r11, 0(%r15)
	brasl	%r14, tier1_start
	j	.+2 /* into itself: no operation */
end _start

/* long write(int fd, const void *from, size_t n) */
function write
	svc	4
	br	%r14
end write

/* void _exit(int status) */
function _exit
	svc	248
	j	.+2 /* into itself: no operation */
end _exit
