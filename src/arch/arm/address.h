/* arm address.h: the address of a symbol, wherever the program is loaded */
/* clang-format off */

/* pc reads two instructions ahead; a file that is in ARM state in any case has said so. */
#ifndef KSPAWN_PC_AHEAD
#define KSPAWN_PC_AHEAD (8 - 4 * KSPAWN_THUMB_BIT)
#endif

	.macro address reg, symbol
	movw	\reg, #:lower16:(\symbol - (.Lpc\@ + KSPAWN_PC_AHEAD))
	movt	\reg, #:upper16:(\symbol - (.Lpc\@ + KSPAWN_PC_AHEAD))
.Lpc\@:
	add	\reg, pc
	.endm
