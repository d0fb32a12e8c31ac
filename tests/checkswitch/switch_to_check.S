/* tests/checkswitch/switch_to_check.S: loads every register that a switch keeps, switches, and writes them all down
 *
 * In the words of dialect.h, for machines with RISC-V's names of registers; elsewhere the port has a file of this name. The port's
 * switch_to_port.h defines
 *
 *	TEST_FP, TEST_PLATFORM   FRAME_POINTER and PLATFORM of load_store.h
 *	TEST_TEMPORARIES         TEMPORARIES
 *	TEST_HOST_REGISTERS      loads what C++ needs besides tp, if it needs more */
/* clang-format off */
#include "asm.h"
#include "switch_to_port.h"

	WITH_FP /* has the assembler take floating point instructions */
#define FRAME_POINTER TEST_FP
#define PLATFORM TEST_PLATFORM
#define TEMPORARIES TEST_TEMPORARIES

	.macro junk registers:vararg
	.irp	register, \registers
	SET(\register, -1)
	.endr
	.endm

	.macro restore_host
#ifdef TEST_HOST_REGISTERS
	TEST_HOST_REGISTERS
#endif
	.endm

#include "load_store.h"
