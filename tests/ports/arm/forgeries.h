/* tests/ports/arm/forgeries.h: CPSR of a program (ARMv7-A ARM, B1.3.3; ARMv8-A ARM, G1.9.1) */
/* clang-format off */
#define MODE 0x1f
#define IF_THEN (3ul << 25 | 0x3f << 10)
#define FORGERIES                                                                                                      \
	FIELD("FIQ mode", MODE, 0x11, DIES), FIELD("IRQ mode", MODE, 0x12, DIES), FIELD("SVC mode", MODE, 0x13, DIES), \
	FIELD("monitor mode", MODE, 0x16, DIES), FIELD("abort mode", MODE, 0x17, DIES),                                \
	FIELD("hypervisor mode", MODE, 0x1a, DIES), FIELD("undefined mode", MODE, 0x1b, DIES),                         \
	FIELD("system mode", MODE, 0x1f, DIES), FIELD("a reserved mode", MODE, 0x14, DIES),                            \
	CLEAR("user mode of 26 bits", MODE, DIES), SET("F", 1 << 6, DIES), SET("I", 1 << 7, DIES),                     \
	SET("A", 1 << 8, DIES), SET("E", 1 << 9, DIES), SET("J", 1 << 24, DIES), SET("J and T", 1 << 24 | 1 << 5, DIES), \
	SET("IL", 1 << 20, DIES), SET("PAN", 1 << 22, DIES), FIELD("IT in ARM state", 1 << 5, IF_THEN, DIES),          \
	FIELD("half an IT in ARM state", 1 << 5, 1 << 10, DIES), FIELD("the other half", 1 << 5, 1 << 25, DIES),       \
	WORD(STATUS_WORD, "all bits", ~0ul, DIES), WORD(STATUS_WORD, "no bits", 0, DIES), SET("the flags", 0xf8000000, LIVES),   \
	SET("GE", 0xf << 16, LIVES), SET("SSBS", 1 << 23, LIVES), SET("DIT", 1 << 21, LIVES),                          \
	{ "an odd pc", IP, ~0ul, 1, LIVES }, WORD(TLS, "TLS in the kernel", 0xe0200000, LIVES),                        \
	WORD(KSPAWN_REGS_TLS_RW, "the other TLS in the kernel", 0xe0200000, LIVES)
#define FORGERIES_OF_NO_MACHINE SET("Thumb", 1 << 5, LIVES), SET("IT in Thumb state", 0x0600fc20, LIVES),
#define NEW_PROGRAM { STATUS_WORD, 0x10 } /* user mode, ARM state */
