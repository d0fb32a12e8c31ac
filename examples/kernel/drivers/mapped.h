/* drivers/mapped.h: devices that are memory, from the machine's DEVICES on; what is at an address, and a byte of a register */
#define MACHINE_DEVICE(type, address) (*(volatile type *)(DEVICES + (address)))
static inline void machine_out(uintptr_t at, uint8_t value) { MACHINE_DEVICE(uint8_t, at) = value; }
static inline uint8_t machine_in(uintptr_t at) { return MACHINE_DEVICE(uint8_t, at); }
