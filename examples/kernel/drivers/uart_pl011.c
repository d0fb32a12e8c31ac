/* drivers/uart_pl011.c: a serial line to write to (Arm, PrimeCell UART PL011, 3.3) */
#include "uart_pl011.h"

#include "machine.h"

enum { DATA = 0, FLAGS = 0x18, CONTROL = 0x30, FULL = 1 << 5, ON = 0x301 };

void uart_pl011_start(uintptr_t at) { MACHINE_DEVICE(uint32_t, at + CONTROL) = ON; }

void uart_pl011_put(uintptr_t at, char c)
{
	while (MACHINE_DEVICE(uint32_t, at + FLAGS) & FULL)
		machine_relax();
	MACHINE_DEVICE(uint32_t, at + DATA) = (uint8_t)c;
}
