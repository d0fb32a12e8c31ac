/* tests/ports/riscv64/regs.S: fill every register, call, and see what came back */
#include <asm.h>
#include <regs.h>

	/* gp is one of the registers that are filled. */
	.option norelax

/* All but x0, sp, a0 and t6, to or from the words at `base`. */
	.macro EACH_X op, base
	.irp n, 1, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30
	\op	x\n, 8*REGS_X(\n)(\base)
	.endr
	.endm
	.macro EACH_F op, base
	.irp n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31
	\op	f\n, 8*(REGS_F+\n)(\base)
	.endr
	.endm
	.macro EACH_SAVED op, first, offset, rest:vararg
	\op	\first, (\offset)(sp)
	.ifnb \rest
	EACH_SAVED \op, \rest
	.endif
	.endm
/* What the ABI has a function keep, and gp, which the program may use. */
#define SAVED_X ra, 16, gp, 24, s0, 32, s1, 40, s2, 48, s3, 56, s4, 64, s5, 72, s6, 80, s7, 88, s8, 96, s9, 104, \
	s10, 112, s11, 120
#define SAVED_F fs0, 128, fs1, 136, fs2, 144, fs3, 152, fs4, 160, fs5, 168, fs6, 176, fs7, 184, fs8, 192, \
	fs9, 200, fs10, 208, fs11, 216
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
	EACH_SAVED sd, SAVED_X
	EACH_SAVED fsd, SAVED_F
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
	EACH_SAVED ld, SAVED_X
	EACH_SAVED fld, SAVED_F
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
