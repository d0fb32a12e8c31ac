/* examples/minimal/mips/machine.h: the serial port of the Malta board, and the way out */
#include <stdint.h>

#define UART ((volatile uint8_t *)0xb80003f8) /* 16550, behind PCI's ports, uncached */
#include "../uart_16550.h"

/* The exit status of QEMU is 0 if all is well, otherwise 1. (MIPS Unified Hosting Interface, exit) */
static inline _Noreturn void machine_off(bool well)
{
	register uintptr_t call __asm__("$25") = 1;
	register uintptr_t status __asm__("$4") = well ? 0 : 1;

	for (;;)
		__asm__ volatile("sdbbp 1" : : "r"(call), "r"(status) : "memory");
}
