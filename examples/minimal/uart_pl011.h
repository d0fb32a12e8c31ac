/* examples/minimal/uart_pl011.h: the serial port of QEMU's virt machine of Arm (Arm, PL011) */
#define UART ((volatile uint32_t *)0x09000000)
#define UART_FLAGS (0x18 / 4)
#define UART_FULL 0x20

static inline void machine_put(char c)
{
	while (UART[UART_FLAGS] & UART_FULL)
		;
	UART[0] = (uint8_t)c;
}
