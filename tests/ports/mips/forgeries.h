/* tests/ports/mips/forgeries.h: CP0 Status of a program (MIPS64 PRA, 9.22)
 *
 * Of what a host's machine may have otherwise, nothing comes to the processor. */
/* clang-format off */
#define MODE 0x18
#define FORGERIES                                                                                                      \
	CLEAR("kernel mode", MODE, DIES), FIELD("supervisor mode", MODE, 8, DIES), SET("a reserved mode", MODE, DIES), \
	CLEAR("no EXL", 2, DIES), SET("ERL", 4, DIES), CLEAR("no IE", 1, DIES), SET("NMI", 1 << 19, DIES),             \
	SET("SR", 1 << 20, DIES), SET("TS", 1 << 21, DIES), SET("BEV", 1 << 22, DIES), SET("RE", 1 << 25, DIES),       \
	SET("RP", 1 << 27, DIES), SET("CU0", 1 << 28, DIES), SET("CU2", 1 << 30, DIES), SET("CU3", 1ul << 31, DIES),   \
	SET("reserved bits", 3 << 16, DIES), WORD(STATUS_WORD, "no bits", 0, DIES), WORD(STATUS_WORD, "all bits", ~0ul, DIES),   \
	FORGERIES_OF_32_BITS CLEAR("no interrupts", 0xff00, LIVES), SET("all interrupts", 0xff00, LIVES),              \
	CLEAR("no CU1", 1ul << 29, LIVES), SET("FR", 1 << 26, LIVES), SET("MX", 1 << 24, LIVES),                       \
	WORD(KSPAWN_REGS_R(26), "k0", ~0ul, LIVES), { "a misaligned pc", IP, ~0ul, 2, KILLED(SIGBUS) },                \
	WORD(TLS, "TLS in the kernel", 0x80100000, LIVES)
#if KSPAWN_WORD == 4
#define FORGERIES_OF_32_BITS SET("UX", 1 << 5, DIES), SET("KX and SX", 3 << 6, DIES),
#define NEW_PROGRAM { STATUS_WORD, 0x13 }
#else
#define FORGERIES_OF_32_BITS
#define NEW_PROGRAM { STATUS_WORD, 0xf3 }
#endif
#define FORGERIES_OF_NO_MACHINE SET("CU1", 1ul << 29, LIVES),
