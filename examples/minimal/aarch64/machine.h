/* examples/minimal/aarch64/machine.h: the serial port of QEMU's virt machine, and the way out */
#include <stdint.h>

#include "../uart_pl011.h"

/* The exit status of QEMU is 0 if all is well, otherwise 1. (Arm semihosting, SYS_EXIT) */
static inline _Noreturn void machine_off(bool well)
{
	const uint64_t reason[2] = { 0x20026 /* ADP_Stopped_ApplicationExit */, well ? 0 : 1 };
	register uint64_t call __asm__("x0") = 0x18;
	register const uint64_t *block __asm__("x1") = reason;

	for (;;)
		__asm__ volatile("hlt #0xf000" : "+r"(call) : "r"(block) : "memory");
}
