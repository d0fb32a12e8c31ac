/* tests/user/regs_skeleton.h: regs.S of a load-store machine: fill every register, call, and see what came back
 *
 * A port's regs.S includes its dialect.h, whose words src/arch/common/asm.h explains, and defines, before it includes this:
 *
 *	SECOND, THIRD              the registers of arguments
 *	TARGET, TEMP               registers that no function keeps: of the called function's address, and another
 *	REGS_KEPT                  a list: what a function of C keeps or needs, at most 32 words
 *	PLUS(to, from, number)     from register to register
 *	ADDRESS(register, symbol)
 *
 * and macros: registers op, base: each general register but SP and FIRST, at its place in pt_regs; others_from base, temp and
 * others_to base, temp: the words of pt_regs that are no general registers.
 * After it the port has regs_spin. */
/* clang-format off */
#include <asm.h>
#include <regs.h>

#include "../../src/arch/common/lists.h"

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
	registers STORE, FIRST
	others_to FIRST, TEMP
	COPY(TEMP, SP)
	access	STORE, TEMP, FIRST, KSPAWN_REGS_SP
	access	LOAD, TEMP, SP, \held
	access	STORE, TEMP, FIRST, REGS_FIRST
	PLUS(FIRST, FIRST, REGS_FP)
	CALL(kspawn_user_save)
	.endm

/* The entry of the program, before _start: keeps what execve left in the registers. */
#ifndef REGS_ENTRY /* where kspawn_entry is a descriptor, its code */
#define REGS_ENTRY kspawn_entry
#endif
FUNC REGS_ENTRY
	access	STORE, FIRST, SP, -2 * KSPAWN_WORD
	ADDRESS(FIRST, regs_start)
	store_registers -2 * KSPAWN_WORD
	JUMP(_start)
END REGS_ENTRY

/* void regs_call(struct regs *in, struct regs *out, void (*target)(void))
 * at SP across the call: the area, in, out, target and then FIRST, what a function keeps, its floating point */
FUNC regs_call
	PLUS(SP, SP, -FRAME)
	.cfi_adjust_cfa_offset FRAME
	each	STORE, SP, KEPT, REGS_KEPT
	access	STORE, FIRST, SP, IN
	access	STORE, SECOND, SP, OUT
	access	STORE, THIRD, SP, HELD
	PLUS(FIRST, SP, MINE)
	CALL(kspawn_user_save)
	access	LOAD, FIRST, SP, IN
	PLUS(FIRST, FIRST, REGS_FP)
	CALL(kspawn_user_load)
	access	LOAD, FIRST, SP, IN
	COPY(TEMP, SP)
	access	STORE, TEMP, FIRST, KSPAWN_REGS_SP
	access	LOAD, TEMP, SP, HELD
	access	STORE, TEMP, FIRST, REGS_TARGET
	others_from FIRST, TEMP
	registers LOAD, FIRST
	access	LOAD, FIRST, FIRST, REGS_FIRST
	CALL_AT(TARGET)
	access	STORE, FIRST, SP, HELD
	access	LOAD, FIRST, SP, OUT
	store_registers HELD
	PLUS(FIRST, SP, MINE)
	CALL(kspawn_user_load)
	each	LOAD, SP, KEPT, REGS_KEPT
	PLUS(SP, SP, FRAME)
	.cfi_adjust_cfa_offset -FRAME
	RETURN
END regs_call
