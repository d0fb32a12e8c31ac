/* tests/standalone/signal_frame_exit.S: the ways out of and into the program of signal_frame_test.cpp */
#include <asm/unistd.h>
#include "asm.h"
#include "switch_to_port.h"
#ifndef TEST_STOP_HERE /* where the program counter is past STOP: an instruction that faults, for any registers */
#define TEST_STOP_HERE STOP
#endif

/* void signal_frame_exit(uintptr_t sp)
 * in      sp, as a handler's return leaves it
 */
function signal_frame_exit
	TAKE_FIRST(SP)
	SYSTEM_CALL(__NR_rt_sigreturn)
	STOP
end signal_frame_exit

function signal_frame_restorer
	SYSTEM_CALL(__NR_rt_sigreturn)
	STOP
end signal_frame_restorer

/* Without a landing pad: the program stops where it starts. */
	.globl	signal_frame_trap
	.type	signal_frame_trap, %function
signal_frame_trap:
	TEST_STOP_HERE
