/* tests/ports/m68k/forgeries.h: SR of a program (M68000 Family Programmer's Reference Manual, 1.3.2) */
/* clang-format off */
#define FORGERIES                                                                                                      \
	SET("S", 0x2000, DIES), SET("M", 0x1000, DIES), SET("S and M", 0x3000, DIES),                                  \
	SET("the highest interrupt mask", 0x700, DIES), SET("interrupt mask 1", 0x100, DIES),                          \
	SET("interrupt mask 2", 0x200, DIES), SET("interrupt mask 4", 0x400, DIES), SET("bit 11", 0x800, DIES),        \
	SET("reserved bits of CCR", 0xe0, DIES), SET("bit 5", 0x20, DIES), SET("bits above SR", 0x10000, DIES),        \
	SET("the highest bit", 1ul << 31, DIES), WORD(STATUS_WORD, "all bits", ~0ul, DIES), SET("X N Z V C", 0x1f, LIVES), \
	WORD(TLS, "TLS in the kernel", 0xfffff000, LIVES)
#define FORGERIES_OF_NO_MACHINE SET("T1", 0x8000, LIVES), SET("T0", 0x4000, LIVES),
