/* tests/ports/powerpc/forgeries.h: MSR of a program (Power ISA, book III, 4.2.1) */
/* clang-format off */
#define FORGERIES                                                                                                      \
	CLEAR("supervisor state", 1 << 14, DIES), CLEAR("no EE", 1 << 15, DIES), CLEAR("no ME", 1 << 12, DIES),        \
	CLEAR("no IR", 1 << 5, DIES), CLEAR("no DR", 1 << 4, DIES), CLEAR("no RI", 1 << 1, DIES), SET("IP", 1 << 6, DIES), \
	SET("ILE", 1 << 16, DIES), SET("POW", 1 << 18, DIES), SET("SE", 1 << 10, DIES), SET("BE", 1 << 9, DIES),       \
	SET("PMM", 1 << 2, DIES), SET("reserved bits", 3ul << 26, DIES), FORGERIES_OF_64_BITS                          \
	WORD(STATUS_WORD, "no bits", 0, DIES), WORD(STATUS_WORD, "all bits", ~0ul, DIES), SET("VEC", 1 << 25, LIVES),  \
	SET("VSX", 1 << 23, LIVES), SET("FP", 1 << 13, LIVES), SET("FE0", 1 << 11, LIVES), SET("FE1", 1 << 8, LIVES),  \
	WORD(TLS, "TLS in the kernel", (uintptr_t)-0x3ffffff0l, LIVES)
#if KSPAWN_WORD == 8
#define FORGERIES_OF_64_BITS                                                                                           \
	CLEAR("32 bits", 1ul << 63, DIES), SET("HV", 1ul << 60, DIES), SET("TS", 3ul << 33, DIES), SET("TM", 1ul << 32, DIES), \
	FIELD("the other byte order", 1, KSPAWN_USER_STATUS & 1 ? 0 : 1, DIES),
#define NEW_PROGRAM { STATUS_WORD, 0x800000000000d032ul | (KSPAWN_ELF_DATA == 1) }
#else
#define FORGERIES_OF_64_BITS SET("LE", 1, DIES),
#define NEW_PROGRAM { STATUS_WORD, 0xd032 }
#endif
