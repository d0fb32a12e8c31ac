/* tests/ports/powerpc/switch_to_trap.S: a signal handler through which an unwinder finds what was interrupted */
#include "asm.h"

/* What is at this word of the interrupted registers, which r31 points to; CTR's number is the pc's.
 * DW_CFA_expression: breg31 offset. (DWARF 5, 6.4.2.3) */
	.macro interrupted number, word
	.cfi_escape 0x10, \number, 3, 0x8f, (KSPAWN_WORD * (\word)) & 0x7f | 0x80, (KSPAWN_WORD * (\word)) >> 7
	.endm
#define PC 66

/* void kspawn_test_trap(int sig, siginfo_t *info, void *context)
 * in      r5 context
 * QEMU's code after a handler is not the one that libgcc knows.
 */
function kspawn_test_trap
	.cfi_signal_frame
	.cfi_return_column PC
	.cfi_escape 0x0f, 3, 0x8f, KSPAWN_WORD, 0x06 /* DW_CFA_def_cfa_expression: breg31, deref: r1 */
	.irp	n, 0, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, \
		29, 30, 31
	interrupted \n, \n
	.endr
	interrupted PC, 32
	interrupted dwarf_lr, 36
#if KSPAWN_WORD == 8
	addi	%r31, %r5, 232
#else
	lwz	%r31, 48(%r5)
#endif
	mflr	%r30
#if KSPAWN_WORD == 8
	address r2, .TOC.
#endif
	CALL(kspawn_test_trapped)
	mtlr	%r30
	blr
end kspawn_test_trap
