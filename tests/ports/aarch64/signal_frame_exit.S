/* tests/ports/aarch64/signal_frame_exit.S: the ways out of and into the program of signal_frame_test.cpp */
#include <asm/unistd.h>
#include <kspawn/arch/frame.h>
#include "asm.h"

/* void signal_frame_exit(uintptr_t sp)
 * in      x0 sp
 */
function signal_frame_exit
	mov	sp, x0
	mov	x8, #__NR_rt_sigreturn
	svc	#0
	brk	#0
end signal_frame_exit

function signal_frame_restorer
	mov	x8, #__NR_rt_sigreturn
	svc	#0
	brk	#0
end signal_frame_restorer

	.globl	signal_frame_trap
signal_frame_trap:
	brk	#0
