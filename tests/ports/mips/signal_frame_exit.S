/* tests/ports/mips/signal_frame_exit.S: the ways out of and into the program of signal_frame_test.cpp */
#include <asm/unistd.h>
#include <kspawn/arch/abi.h>
#include <kspawn/arch/frame.h>
#include "asm.h"

/* void signal_frame_exit(uintptr_t sp)
 * in      a0 sp
 */
function signal_frame_exit
	move	$sp, $a0
	li	$v0, __NR_rt_sigreturn
	syscall
	break
end signal_frame_exit

function signal_frame_restorer
	li	$v0, __NR_rt_sigreturn
	syscall
	break
end signal_frame_restorer

	.globl	signal_frame_trap
signal_frame_trap:
	break
	nop
