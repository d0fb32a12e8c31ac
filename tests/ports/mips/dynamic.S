/* tests/ports/mips/dynamic.S: the entry of a program whose C cannot call anything before its offset table is relocated */
#include <asm.h>
#include <kspawn/arch/abi.h>

/* void kspawn_entry(const unsigned long *stack) */
FUNC kspawn_entry
	b	_start
	move	$sp, $a0
END kspawn_entry
