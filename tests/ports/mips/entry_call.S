/* tests/ports/mips/entry_call.S: calls the gate with every register filled */
#include <kspawn/arch/abi.h>
#include "asm.h"

/* Addresses are absolute: gp is one of the registers that are filled. */
	.option	pic0

/* void kspawn_test_call_gate(uintptr_t words[34])
 * in      a0 words: registers by number, hi, lo; t8, t9, k0 and k1 are not loaded
 * out     words[29]: sp, words[31]: where the gate returns to
 */
function kspawn_test_call_gate
	PTR_LA	$t9, kspawn_hosted_gate
	REG_S	$sp, 29 * KSPAWN_WORD($a0)
	PTR_LA	$v0, .Lafter
	REG_S	$v0, 31 * KSPAWN_WORD($a0)
	REG_L	$v0, 32 * KSPAWN_WORD($a0)
	mthi	$v0
	REG_L	$v0, 33 * KSPAWN_WORD($a0)
	mtlo	$v0
	.set	noat
	.irp	n, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 28, 30
	REG_L	$\n, \n * KSPAWN_WORD($a0)
	.endr
	jalr	$t9
	REG_L	$a0, 4 * KSPAWN_WORD($a0)
.Lafter:
	break
end kspawn_test_call_gate
