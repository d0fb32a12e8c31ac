/* examples/minimal/s390x/machine.h: the terminal of QEMU's s390-ccw-virtio machine, and the way out */
#include <stdint.h>

/* A service call: SERVC, with a command and the address of its block. (QEMU, include/hw/s390x/event-facility.h) */
enum { WRITE_EVENT = 0x760005, TERMINAL = 26 };

struct terminal_block {
	uint16_t length;
	uint8_t function, control[3];
	uint16_t response, event_length;
	uint8_t type, flags;
	uint16_t reserved;
	char text;
} __attribute__((packed, aligned(16)));

/* Sent again while the service processor is busy. */
static inline void machine_put(char c)
{
	struct terminal_block block = { .length = 15, .event_length = 7, .type = TERMINAL, .text = c };
	unsigned condition;

	do
		__asm__ volatile(".insn rre, 0xb2200000, %1, %2\n\tipm %0\n\tsrl %0, 28"
				 : "=&d"(condition)
				 : "d"(WRITE_EVENT), "d"(&block)
				 : "cc", "memory");
	while (condition == 2);
}

/* The processor waits for no interrupt: QEMU ends, with status 0 if the address is this one. */
static inline _Noreturn void machine_off(bool well)
{
	const uint64_t psw[2] __attribute__((aligned(8))) = { 0x0002000180000000, well ? 0xfff : 0 };

	for (;;)
		__asm__ volatile("lpswe %0" : : "Q"(psw));
}
