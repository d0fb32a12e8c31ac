/* drivers/pci_serial.c: a card with a serial line (PCI Local Bus Specification 3.0, 6.2) */
#include "pci_serial.h"

#include "machine.h"
#include "uart_16550.h"

enum { COMMAND = 4, BASE = 0x10, WITH_PORTS = 1 };

uintptr_t pci_serial_start(uintptr_t card, uintptr_t ports, uint32_t port)
{
	MACHINE_DEVICE(uint32_t, card + BASE) = port;
	MACHINE_DEVICE(uint16_t, card + COMMAND) = WITH_PORTS;
	uart_16550_start(ports + port);
	return ports + port;
}
