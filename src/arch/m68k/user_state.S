/* m68k user_state.S: floating point registers of the running user task */
#include "asm.h"

/* FPCR, FPSR and FPIAR one by one: QEMU 7.2 has several of them in another order in memory. */

/* void kspawn_user_save(void *state)
 * in      4(sp) state; lost: a0
 */
function kspawn_user_save
	move.l	4(%sp), %a0
	fmove.l	%fpcr, (%a0)+
	fmove.l	%fpsr, (%a0)+
	fmove.l	%fpiar, (%a0)+
	fmovem.x %fp0-%fp7, (%a0)
	rts
end kspawn_user_save

/* void kspawn_user_load(const void *state)
 * in      4(sp) state; lost: a0
 */
function kspawn_user_load
	move.l	4(%sp), %a0
	fmove.l	(%a0)+, %fpcr
	fmove.l	(%a0)+, %fpsr
	fmove.l	(%a0)+, %fpiar
	fmovem.x (%a0), %fp0-%fp7
	rts
end kspawn_user_load
