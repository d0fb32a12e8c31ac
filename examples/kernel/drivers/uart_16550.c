/* drivers/uart_16550.c: a serial line (National Semiconductor, PC16550D) */
#include "uart_16550.h"

#include "machine.h"

enum { DATA = 0, FIFO_CONTROL = 2, FIFO_ON = 0xc1, LINE_STATUS = 5, HAS_INPUT = 1, MAY_SEND = 1 << 5 };

void uart_16550_start(uintptr_t at) { machine_out(at + FIFO_CONTROL, FIFO_ON); }

void uart_16550_put(uintptr_t at, char c)
{
	while (!(machine_in(at + LINE_STATUS) & MAY_SEND))
		machine_relax();
	machine_out(at + DATA, (uint8_t)c);
}

int uart_16550_get(uintptr_t at) { return machine_in(at + LINE_STATUS) & HAS_INPUT ? machine_in(at + DATA) : -1; }
