/* examples/minimal/uart_16550.h: a serial port in memory, at UART (National Semiconductor, PC16550D) */
#define UART_STATUS 5
#define UART_CAN_SEND 0x20

static inline void machine_put(char c)
{
	while (!(UART[UART_STATUS] & UART_CAN_SEND))
		;
	UART[0] = (uint8_t)c;
}
