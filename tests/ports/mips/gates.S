/* tests/ports/mips/gates.S: registers to and from memory, with a trap between */
#include "gates.h"
#include <kspawn/arch/abi.h>
#include "asm.h"

	.set	noat

#define STATUS $12
#define EPC $14
#define CAUSE_BITS 0x8000007c /* BD, ExcCode */
#define CAUSE_OF_CALL (8 << 2)
#define SAVED 48

	.macro address reg, of
	lui	\reg, %hi(\of)
	addiu	\reg, \reg, %lo(\of)
	.endm

/* What a function must leave as it was. */
	.macro each_kept op
	.set	at_, 0
	.irp	n, 16, 17, 18, 19, 20, 21, 22, 23, 28, 30, 31
	\op	$\n, at_($sp)
	.set	at_, at_ + 4
	.endr
	.endm

/* All registers but k0, k1 and the base. */
	.macro most op, base
	.irp	n, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 28, 29, 30, 31
	\op	$\n, KSPAWN_REGS_R(\n)(\base)
	.endr
	\op	$a0, KSPAWN_REGS_A0(\base)
	.endm

/* void gate_pass(const struct kspawn_pt_regs *want, struct kspawn_pt_regs *got) */
function gate_pass
	.globl	gate_at, gate_back, gate_let_in
	addiu	$sp, $sp, -SAVED
	each_kept sw
	address	$t0, gate
	sw	$a1, GATE_GOT($t0)
	sw	$sp, GATE_STACK($t0)
	mfc0	$t1, STATUS
	sw	$t1, GATE_STATUS($t0)
	lw	$k0, GATE_TO($t0)
	lw	$k1, GATE_ADDRESS($t0)
	lw	$t2, GATE_BEFORE($t0)
	address	$t1, gate_at
	mtc0	$t1, EPC
	mtc0	$t2, STATUS
	ehb
	lw	$t1, KSPAWN_REGS_HI($a0)
	mthi	$t1
	lw	$t1, KSPAWN_REGS_LO($a0)
	mtlo	$t1
	most	lw, $a0
	jr	$k0
	nop
gate_let_in:
	ei
gate_at:
	lw	$zero, 0($k1)
	break
gate_back:
	address	$k0, gate
	lw	$k0, GATE_GOT($k0)
	most	sw, $k0
	mfhi	$t1
	sw	$t1, KSPAWN_REGS_HI($k0)
	mflo	$t1
	sw	$t1, KSPAWN_REGS_LO($k0)
	mfc0	$t1, STATUS
	sw	$t1, KSPAWN_REGS_STATUS($k0)
	address	$t0, gate
	lw	$t1, GATE_STATUS($t0)
	mtc0	$t1, STATUS
	ehb
	lw	$sp, GATE_STACK($t0)
	each_kept lw
	jr	$ra
	addiu	$sp, $sp, SAVED
end gate_pass

/* Functions have their arguments' words at sp, and the kernel's gp. */
	.macro check_gp
	address	$t0, gate
	lw	$t1, GATE_GP($t0)
	lw	$t2, GATE_LOST($t0)
	xor	$t1, $t1, $gp
	or	$t2, $t2, $t1
	.endm

	.macro hook name, goes_on
function \name
	check_gp
	addiu	$t1, $a0, -KSPAWN_CALL_AREA
	xor	$t1, $t1, $sp
	or	$t2, $t2, $t1
	j	\goes_on
	sw	$t2, GATE_LOST($t0)
end \name
	.endm
	hook	__wrap_kspawn_entry_overflow, gate_overflow
	hook	__wrap_kspawn_entry_trap, not_a_call

/* A system call is a trap only in a delay slot. */
function not_a_call
	lui	$t1, CAUSE_BITS >> 16
	ori	$t1, $t1, CAUSE_BITS & 0xffff
	and	$t1, $t1, $a1
	xori	$t1, $t1, CAUSE_OF_CALL
	sltiu	$t1, $t1, 1
	or	$t2, $t2, $t1
	j	gate_trap
	sw	$t2, GATE_LOST($t0)
end not_a_call

	.section .rodata
lost_gp: .asciz "sp or gp is not the kernel's"

/* void __wrap_kspawn_panic(const char *why) */
function __wrap_kspawn_panic
	check_gp
	sw	$sp, GATE_LAST($t0)
	sw	$t2, GATE_LOST($t0)
	address	$t1, lost_gp
	j	gate_panic
	movn	$a0, $t1, $t2
end __wrap_kspawn_panic

/* void __wrap_kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs) */
function __wrap_kspawn_entry_exit_to_user
	check_gp
	or	$t2, $t2, $fp
	address	$t0, gate_frame
	j	gate_leave
	sw	$t2, 0($t0)
end __wrap_kspawn_entry_exit_to_user
