/* tests/user/regs.S: fill every register, call, and see what came back, in the words of the port's dialect.h
 *
 * It is for load-store machines. Of the words, which src/arch/common/asm.h explains, the port's regs.h has some, or a regs.S of
 * its own, which includes this:
 *
 *	REGISTERS(op, base)    each general register but SP and FIRST, at its place in pt_regs
 *	REGS_KEPT              a list: what a function of C keeps or needs, at most 32 words
 *	REGS_TO(base, temp)    the words of pt_regs that are no general registers, to memory
 *	REGS_FROM(base, temp)  and from memory
 *	REGS_CALL              a call of the code at TARGET, if it is not CALL_AT
 *	REGS_ENTRY             where kspawn_entry is a descriptor, its code
 *	REGS_SPIN              if regs_spin is the port's own: it says which registers that may lose */
/* clang-format off */
#include <asm.h>
#include <regs.h>
#include <dialect.h>

#include "../../src/arch/common/lists.h"

#ifndef REGS_KEPT
#define REGS_KEPT KSPAWN_SWITCH_REGS
#endif
#ifndef REGS_TO
#define REGS_TO(base, temp)
#define REGS_FROM(base, temp)
#endif
#ifndef REGS_CALL
#define REGS_CALL CALL_AT(TARGET)
#endif
#ifndef REGS_ENTRY
#define REGS_ENTRY kspawn_entry
#endif

#ifndef AREA /* what a called function may write from sp up */
#define AREA KSPAWN_CALL_AREA
#endif
#define IN AREA
#define OUT (IN + KSPAWN_WORD)
#define HELD (OUT + KSPAWN_WORD)
#define KEPT (HELD + KSPAWN_WORD)
#define MINE ((KEPT + 32 * KSPAWN_WORD + 15) & ~15)
#define FRAME ((MINE + KSPAWN_USER_STATE_SIZE + 15) & ~15)

/* All that FIRST and TEMP do not hold, then FIRST, which is at `held` of the stack, and SP; in the end FIRST is at floating
 * point. */
	.macro store_registers held
	REGISTERS(STORE, FIRST)
	REGS_TO(FIRST, TEMP)
	COPY(TEMP, SP)
	access	STORE, TEMP, FIRST, KSPAWN_REGS_SP
	access	LOAD, TEMP, SP, \held
	access	STORE, TEMP, FIRST, REGS_FIRST
	ADD(FIRST, FIRST, REGS_FP)
	CALL(kspawn_user_save)
	.endm

/* The entry of the program, before _start: keeps what execve left in the registers. */
FUNC REGS_ENTRY
	access	STORE, FIRST, SP, -2 * KSPAWN_WORD
	address	FIRST, regs_start
	store_registers -2 * KSPAWN_WORD
	JUMP(_start)
END REGS_ENTRY

/* void regs_call(struct all_regs *in, struct all_regs *out, void (*target)(void))
 * at SP across the call: the area, in, out, target and then FIRST, what a function keeps, its floating point */
FUNC regs_call
	ADD(SP, SP, -FRAME)
	.cfi_adjust_cfa_offset FRAME
	each	STORE, SP, KEPT, REGS_KEPT
	access	STORE, FIRST, SP, IN
	access	STORE, SECOND, SP, OUT
	access	STORE, THIRD, SP, HELD
	ADD(FIRST, SP, MINE)
	CALL(kspawn_user_save)
	access	LOAD, FIRST, SP, IN
	ADD(FIRST, FIRST, REGS_FP)
	CALL(kspawn_user_load)
	access	LOAD, FIRST, SP, IN
	COPY(TEMP, SP)
	access	STORE, TEMP, FIRST, KSPAWN_REGS_SP
	access	LOAD, TEMP, SP, HELD
	access	STORE, TEMP, FIRST, REGS_TARGET
	REGS_FROM(FIRST, TEMP)
	REGISTERS(LOAD, FIRST)
	access	LOAD, FIRST, FIRST, REGS_FIRST
	REGS_CALL
	access	STORE, FIRST, SP, HELD
	access	LOAD, FIRST, SP, OUT
	store_registers HELD
	ADD(FIRST, SP, MINE)
	CALL(kspawn_user_load)
	each	LOAD, SP, KEPT, REGS_KEPT
	ADD(SP, SP, FRAME)
	.cfi_adjust_cfa_offset -FRAME
	RETURN
END regs_call

/* void regs_spin(void): some milliseconds with every register but TARGET as it was */
#ifndef REGS_SPIN
FUNC regs_spin
	SET(TARGET, 0x300000)
1:	ADD(TARGET, TARGET, -1)
	UNLESS(TARGET, 2f)
	JUMP(1b)
2:	RETURN
END regs_spin
#endif
