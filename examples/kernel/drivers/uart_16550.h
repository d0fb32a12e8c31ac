/* drivers/uart_16550.h: a serial line (National Semiconductor, PC16550D) */
#ifndef DRIVERS_UART_16550_H
#define DRIVERS_UART_16550_H

#include <stdint.h>

/* `at` is an address of machine_in and machine_out. */

/// Turns its queues on; a line that the firmware uses already needs no start.
void uart_16550_start(uintptr_t at);
/// Waits until it may send.
void uart_16550_put(uintptr_t at, char c);
/// A character that was received, or -1.
int uart_16550_get(uintptr_t at);

#endif
