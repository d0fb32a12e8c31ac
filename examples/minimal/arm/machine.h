/* examples/minimal/arm/machine.h: the serial port of QEMU's virt machine, and the way out */
#include <stdint.h>

#include "../uart_pl011.h"

/* The exit status of QEMU is 0 if all is well, otherwise 1. (Arm semihosting, SYS_EXIT_EXTENDED, as HLT) */
static inline _Noreturn void machine_off(bool well)
{
	const uint32_t reason[2] = { 0x20026 /* ADP_Stopped_ApplicationExit */, well ? 0 : 1 };
	register uint32_t call __asm__("r0") = 0x20;
	register const uint32_t *block __asm__("r1") = reason;

	for (;;) {
#ifdef __thumb__
		__asm__ volatile(".inst.n 0xbabc" : "+r"(call) : "r"(block) : "memory"); /* hlt #60 */
#else
		__asm__ volatile(".inst 0xe10f0070" : "+r"(call) : "r"(block) : "memory"); /* hlt #0xf000 */
#endif
	}
}
