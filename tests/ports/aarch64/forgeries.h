/* tests/ports/aarch64/forgeries.h: PSTATE of a program (Arm ARM, C5.2.19 SPSR_EL1) */
/* clang-format off */
#define FORGERIES                                                                                                      \
	SET("EL1t", 4, DIES), SET("EL1h", 5, DIES), SET("EL2h", 9, DIES), SET("EL3h", 13, DIES),                       \
	SET("EL0 with SP_EL1", 1, DIES), SET("a reserved mode", 2, DIES), SET("AArch32", 0x10, DIES),                  \
	SET("AArch32, abort", 0x17, DIES), SET("AArch32, Thumb", 0x30, DIES), SET("F", 1 << 6, DIES),                  \
	SET("I", 1 << 7, DIES), SET("A", 1 << 8, DIES), SET("D", 1 << 9, DIES), SET("IL", 1 << 20, DIES),              \
	SET("PAN", 1 << 22, DIES), SET("UAO", 1 << 23, DIES), SET("ALLINT", 1 << 13, DIES),                            \
	SET("reserved bit 32", 1ul << 32, DIES), SET("reserved bits", 1ul << 40, DIES),                                \
	WORD(STATUS_WORD, "all bits", ~0ul, DIES), WORD(STATUS_WORD, "no bits", 0, LIVES), SET("the flags", 0xful << 28, LIVES), \
	SET("SS", 1 << 21, LIVES), SET("SSBS", 1 << 12, LIVES), SET("BTYPE", 3 << 10, LIVES),                          \
	SET("DIT", 1 << 24, LIVES), SET("TCO", 1 << 25, LIVES), { "an odd pc", IP, ~0ul, 1, KILLED(SIGBUS) },          \
	WORD(TLS, "TLS in the kernel", 0xffffffff40200000, LIVES)
