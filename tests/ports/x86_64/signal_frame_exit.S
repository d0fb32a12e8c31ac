/* tests/ports/x86_64/signal_frame_exit.S: the ways out of and into the program of signal_frame_test.cpp */
#include <asm/unistd.h>
#include <kspawn/arch/frame.h>
#include "asm.h"

/* void signal_frame_exit(uintptr_t sp)
 * in      rdi sp
 */
function signal_frame_exit
	lea	8(%rdi), %rsp /* as a handler's ret leaves it */
	mov	$__NR_rt_sigreturn, %eax
	syscall
	ud2
end signal_frame_exit

function signal_frame_restorer
	mov	$__NR_rt_sigreturn, %eax
	syscall
	ud2
end signal_frame_restorer

	.globl	signal_frame_trap
signal_frame_trap:
	ud2
