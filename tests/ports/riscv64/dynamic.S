/* tests/ports/riscv64/dynamic.S: the entry of a program whose C needs gp, which _start loads */
#include <asm.h>

/* void kspawn_entry(const unsigned long *stack) */
FUNC kspawn_entry
	mv	sp, a0
	j	_start
END kspawn_entry
