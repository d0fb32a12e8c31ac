/* drivers/pci_serial.h: a card with a serial line (PCI Local Bus Specification 3.0, 6.2) */
#ifndef DRIVERS_PCI_SERIAL_H
#define DRIVERS_PCI_SERIAL_H

#include <stdint.h>

/// Assigns ports from `port` up to the card with its configuration at the physical address `card`, and starts its line.
/// `ports` is the physical address where the machine shows PCI's ports. Returns the address of the line, for
/// uart_16550.h.
uintptr_t pci_serial_start(uintptr_t card, uintptr_t ports, uint32_t port);

#endif
