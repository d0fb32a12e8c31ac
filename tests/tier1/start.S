/* tests/tier1/start.S: where a program without a C library begins, and its two system calls */
#include "asm.h"
#include "switch_to_port.h"

#ifndef TEST_NR_WRITE /* switch_to_port.h, where Linux has other numbers than on newer machines */
#define TEST_NR_WRITE 64
#define TEST_NR_EXIT_GROUP 94
#endif

/* Entered by execve, with argc at SP. */
function _start, RETURN_ADDRESS
#ifdef TEST_START /* switch_to_port.h, where there is more to do */
	TEST_START
#endif
	COPY(FIRST, SP)
#ifdef KSPAWN_CALL_AREA
	grow	((KSPAWN_CALL_AREA + KSPAWN_STACK_ALIGN - 1) / KSPAWN_STACK_ALIGN * KSPAWN_STACK_ALIGN)
#endif
	END_OF_FRAMES
	CALL(tier1_start)
	STOP
end _start

/* long write(int fd, const void *from, size_t n) */
function write
	SYSTEM_CALL(TEST_NR_WRITE)
	RETURN
end write

/* void _exit(int status) */
function _exit
	SYSTEM_CALL(TEST_NR_EXIT_GROUP)
	STOP
end _exit
