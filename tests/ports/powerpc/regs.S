/* tests/ports/powerpc/regs.S: the registers of a program, to and from memory */
#include <asm.h>
#include <regs.h>
#include <dialect.h>

#define sp r1
#define REGS_KEPT lr, cr, r2, r13, KSPAWN_KEPT(KSPAWN_NAME)
/* Code, not a descriptor; CTR is the program's. */
#define REGS_CALL mtlr %r12; blrl

	.macro others_to base, temp
	mfctr	%\temp
	STORE	%\temp, KSPAWN_REGS_CTR(%\base)
	mfxer	%\temp
	STORE	%\temp, KSPAWN_REGS_XER(%\base)
	mfcr	%\temp
	STORE	%\temp, KSPAWN_REGS_CR(%\base)
	.endm
	.macro others_from base, temp
	LOAD	%\temp, KSPAWN_REGS_CTR(%\base)
	mtctr	%\temp
	LOAD	%\temp, KSPAWN_REGS_XER(%\base)
	mtxer	%\temp
	LOAD	%\temp, KSPAWN_REGS_CR(%\base)
	mtcrf	0xff, %\temp
	.endm

#ifdef KSPAWN_DESCRIPTORS
	entry_descriptor kspawn_entry, regs_entry
#define REGS_ENTRY regs_entry
#endif

#define REGISTERS(op, base) each_but "r1, r3", op, base, KSPAWN_REGS_R0, KSPAWN_REGISTERS
#define REGS_TO(base, temp) others_to base, temp
#define REGS_FROM(base, temp) others_from base, temp
#define REGS_SPIN
#include "../../user/regs.S"

/* void regs_spin(void): some milliseconds with every register but r12 and CTR as it was */
FUNC regs_spin
	lis	%r12, 0x30
	mtctr	%r12
1:	bdnz	1b
	blr
END regs_spin
