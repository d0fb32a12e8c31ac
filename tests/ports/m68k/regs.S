/* tests/ports/m68k/regs.S: fill every register, call, and see what came back */
#include <asm.h>
#include <regs.h>

#include "../../../src/arch/m68k/dialect.h"

#define KEPT %d2-%d7/%a2-%a6
#define KEPT_FP %fp2-%fp7
#define KEPT_SIZE (11 * KSPAWN_WORD + 6 * 12)

/* All except the general registers, to the words at a0; lost: d0 d1 a1. */
	.macro store_rest
	move.l	%a0, -(%sp)
	add.l	#REGS_FP, (%sp)
	bsr.l	kspawn_user_save
	move.l	(%sp)+, %a0
	lea	-REGS_FP(%a0), %a0
	system_call KSPAWN_USER_NR_GET_THREAD_AREA
	move.l	%d0, KSPAWN_REGS_TLS(%a0)
	.endm

/* The entry of the program, before _start: keeps what execve left in the registers. */
FUNC kspawn_entry
	move.w	%ccr, (regs_start + KSPAWN_REGS_SR + 2).l
	movem.l	%d0-%d7/%a0-%a7, (regs_start + KSPAWN_REGS_D0).l
	lea	(regs_start).l, %a0
	store_rest
	bra.l	_start
END kspawn_entry

/* void regs_call(struct all_regs *in, struct all_regs *out, void (*target)(void))
 * at sp across the call: room for a0; then what is kept, the return address, and the arguments */
#define IN (KSPAWN_WORD + KEPT_SIZE + KSPAWN_WORD)
#define OUT (IN + KSPAWN_WORD)
#define TARGET (OUT + KSPAWN_WORD)
FUNC regs_call
	movem.l	KEPT, -(%sp)
	fmovem.x KEPT_FP, -(%sp)
	.cfi_adjust_cfa_offset KEPT_SIZE
	move.l	IN - KSPAWN_WORD(%sp), %a0
	pea	REGS_FP(%a0)
	.cfi_adjust_cfa_offset KSPAWN_WORD
	bsr.l	kspawn_user_load
	move.l	IN(%sp), %a0
	move.l	%sp, KSPAWN_REGS_SP(%a0)
	move.w	KSPAWN_REGS_SR + 2(%a0), %ccr
	movem.l	KSPAWN_REGS_D0(%a0), %d0-%d7/%a0-%a6
	jsr	([TARGET, %sp])
	movem.l	%a0, (%sp)	/* keeps the condition codes, as a move to an address register does */
	move.l	OUT(%sp), %a0
	move.w	%ccr, KSPAWN_REGS_SR + 2(%a0)
	movem.l	%d0-%d7/%a0-%a7, KSPAWN_REGS_D0(%a0)
	clr.w	KSPAWN_REGS_SR(%a0)
	move.l	(%sp)+, KSPAWN_REGS_A0(%a0)
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	store_rest
	fmove.l	#0, %fpcr
	fmovem.x (%sp)+, KEPT_FP
	movem.l	(%sp)+, KEPT
	.cfi_adjust_cfa_offset -KEPT_SIZE
	rts
END regs_call

/* void regs_spin(void): some milliseconds with every register as it was */
FUNC regs_spin
	move.w	%ccr, -(%sp)
	move.l	#0x40000, -(%sp)
1:	subq.l	#1, (%sp)
	bne.s	1b
	addq.l	#KSPAWN_WORD, %sp
	move.w	(%sp)+, %ccr
	rts
END regs_spin
