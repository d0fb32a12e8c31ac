/* tests/ports/arm/signal_frame_exit.S: the ways out of and into the program of signal_frame_test.cpp */
#include <asm/unistd.h>
#include <kspawn/arch/frame.h>
#include "asm.h"

/* void signal_frame_exit(uintptr_t sp)
 * in      r0 sp
 */
function signal_frame_exit
	mov	sp, r0
	mov	r7, #__NR_rt_sigreturn
	svc	#0
	udf	#0
end signal_frame_exit

function signal_frame_restorer
	mov	r7, #__NR_rt_sigreturn
	svc	#0
	udf	#0
end signal_frame_restorer

function signal_frame_trap
	udf	#0
end signal_frame_trap
