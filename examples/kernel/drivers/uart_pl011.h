/* drivers/uart_pl011.h: a serial line to write to (Arm, PrimeCell UART PL011, 3.3) */
#ifndef DRIVERS_UART_PL011_H
#define DRIVERS_UART_PL011_H

#include <stdint.h>

/* `at` is a physical address. */

void uart_pl011_start(uintptr_t at);
/// Waits until it may send.
void uart_pl011_put(uintptr_t at, char c);

#endif
