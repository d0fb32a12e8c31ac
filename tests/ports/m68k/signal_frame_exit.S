/* tests/ports/m68k/signal_frame_exit.S: the ways out of and into the program of signal_frame_test.cpp */
#include <asm/unistd.h>
#include "asm.h"

/* QEMU 7.2 lacks the code that Linux has in a frame, below what it takes from there. */
#define LINUX_HAS 8

/* void signal_frame_exit(uintptr_t sp)
 * in      sp, as a handler's return leaves it
 */
function signal_frame_exit
	TAKE_FIRST(SP)
	bra.s	signal_frame_restorer
end signal_frame_exit

function signal_frame_restorer
	addq.l	#LINUX_HAS, %sp
	SYSTEM_CALL(__NR_rt_sigreturn)
	STOP
end signal_frame_restorer

	.globl	signal_frame_trap
	.type	signal_frame_trap, %function
signal_frame_trap:
	STOP
