/* examples/minimal/machine_pc.h: a PC: the serial port COM1, and the way out of QEMU */
#include <stdint.h>

#define COM1 0x3f8
#define COM1_STATUS (COM1 + 5)
#define COM1_CAN_SEND 0x20
#define DEBUG_EXIT 0xf4 /* isa-debug-exit */

static inline void out(uint16_t port, uint8_t value) { __asm__ volatile("outb %0, %1" : : "a"(value), "Nd"(port)); }

static inline uint8_t in(uint16_t port)
{
	uint8_t value;
	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"(port));
	return value;
}

static inline void machine_put(char c)
{
	while (!(in(COM1_STATUS)&COM1_CAN_SEND))
		;
	out(COM1, (uint8_t)c);
}

/* The exit status of QEMU is 2 * value + 1: 33 if all is well, otherwise 35. */
static inline _Noreturn void machine_off(bool well)
{
	for (;;)
		out(DEBUG_EXIT, well ? 16 : 17);
}
