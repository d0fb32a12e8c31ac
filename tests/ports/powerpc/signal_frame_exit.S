/* tests/ports/powerpc/signal_frame_exit.S: the ways out of and into the program of signal_frame_test.cpp */
#include <asm/unistd.h>
#include "asm.h"

/* In 64 bits QEMU adds 144 to the stack pointer at rt_sigreturn, Linux's trampoline before it 128. */
#if KSPAWN_WORD == 8
#define QEMU_ADDS 144
#else
#define QEMU_ADDS 0
#endif
#define LINUX_ADDS (QEMU_ADDS * 128 / 144)

/* void signal_frame_exit(uintptr_t sp)
 * in      r3 sp, as a handler's return leaves it
 */
function signal_frame_exit
	addi	%r1, %r3, -QEMU_ADDS
	SYSTEM_CALL(__NR_rt_sigreturn)
	trap
end signal_frame_exit

function signal_frame_restorer
	addi	%r1, %r1, LINUX_ADDS - QEMU_ADDS
	SYSTEM_CALL(__NR_rt_sigreturn)
	trap
end signal_frame_restorer

/* The program stops where it starts. */
function signal_frame_trap
	trap
end signal_frame_trap
