/* arm address.h: where a symbol lies, wherever the program is loaded */

/* pc reads two instructions ahead. */
#define KSPAWN_PC_AHEAD (8 - 4 * KSPAWN_THUMB_BIT)

	.macro address reg, symbol
	movw	\reg, #:lower16:(\symbol - (.Lpc\@ + KSPAWN_PC_AHEAD))
	movt	\reg, #:upper16:(\symbol - (.Lpc\@ + KSPAWN_PC_AHEAD))
.Lpc\@:
	add	\reg, pc
	.endm
