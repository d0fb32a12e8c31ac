/* mips start.S: where a program without a C library begins, and its two system calls */
#include "asm.h"

	.option	pic0
#if _MIPS_SIM == _ABIO32
#define NR_WRITE 4004
#define NR_EXIT_GROUP 4246
#elif _MIPS_SIM == _ABIN32
#define NR_WRITE 6001
#define NR_EXIT_GROUP 6205
#else
#define NR_WRITE 5001
#define NR_EXIT_GROUP 5205
#endif

/* Entered by execve, with argc at sp. */
function _start, $31
	move	$fp, $zero
	move	$a0, $sp
	PTR_LA	$t9, tier1_start
	jalr	$t9
	PTR_ADDIU $sp, $sp, -16
	break
end _start

/* long write(int fd, const void *from, size_t n) */
function write
	li	$v0, NR_WRITE
	syscall
	jr	$ra
	nop
end write

/* void _exit(int status) */
function _exit
	li	$v0, NR_EXIT_GROUP
	syscall
	break
end _exit
