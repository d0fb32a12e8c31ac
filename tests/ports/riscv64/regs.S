/* tests/ports/riscv64/regs.S: fill every register, call, and see what came back */
#include <asm.h>
#include <regs.h>

#include <kspawn/arch/frame.h>
#include "../../../src/arch/riscv64/dialect.h"
#include "../../../src/arch/common/lists.h"

	.macro EACH_X op, base
	each_but "sp, a0, t6", \op, \base, 8*REGS_X(1), KSPAWN_REGISTERS
	.endm
	.macro EACH_F op, base
	each_by	8, \op, \base, 8*REGS_F, KSPAWN_FLOATS
	.endm
/* What the ABI has a function keep, and gp, which the program may use. */
	.macro SAVED op_x, op_f
	each	\op_x, sp, 16, ra, gp, KSPAWN_KEPT(KSPAWN_NAME)
	each_by	8, \op_f, sp, 128, KSPAWN_SWITCH_FP_REGS
	.endm
#define FRAME 224

/* The entry of the program, before _start: keeps what execve left in the registers. */
FUNC kspawn_entry
	sd	a0, -16(sp)
	lla	a0, regs_start
	EACH_X	sd, a0
	sd	sp, 8*REGS_SP(a0)
	sd	t6, 8*REGS_X(31)(a0)
	EACH_F	fsd, a0
	frcsr	a1
	sd	a1, 8*REGS_FCSR(a0)
	ld	a1, -16(sp)
	sd	a1, 8*REGS_X(10)(a0)
	j	_start
END kspawn_entry

/* void regs_call(struct regs *in, struct regs *out, void (*target)(void))
 * in: a0, a1, a2; at sp across the call: out, and room for the result. */
FUNC regs_call
	addi	sp, sp, -FRAME
	sd	a1, (sp)
	SAVED	sd, fsd
	sd	sp, 8*REGS_SP(a0)
	sd	a2, 8*REGS_X(31)(a0)
	ld	t0, 8*REGS_FCSR(a0)
	fscsr	t0
	EACH_F	fld, a0
	EACH_X	ld, a0
	ld	t6, 8*REGS_X(31)(a0)
	ld	a0, 8*REGS_X(10)(a0)
	jalr	t6
	sd	a0, 8(sp)
	ld	a0, (sp)
	EACH_X	sd, a0
	sd	sp, 8*REGS_SP(a0)
	sd	t6, 8*REGS_X(31)(a0)
	EACH_F	fsd, a0
	frcsr	t0
	sd	t0, 8*REGS_FCSR(a0)
	ld	t0, 8(sp)
	sd	t0, 8*REGS_X(10)(a0)
	fscsr	zero
	SAVED	ld, fld
	addi	sp, sp, FRAME
	ret
END regs_call

/* void regs_spin(void): some milliseconds with every register but t6 as it was. */
FUNC regs_spin
	li	t6, 0x300000
1:	addi	t6, t6, -1
	bnez	t6, 1b
	ret
END regs_spin

/* unsigned long regs_milliseconds(void): never faster than time, on a processor
 * or, emulated, a host of at most 5 GHz. */
FUNC regs_milliseconds
	rdtime	a0
	li	a1, 5000000
	divu	a0, a0, a1
	ret
END regs_milliseconds
