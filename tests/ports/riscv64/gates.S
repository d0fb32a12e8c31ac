/* tests/ports/riscv64/gates.S: registers to and from memory, with a trap between */
#include "gates.h"
#include "asm.h"

#define SAVED 14 * KSPAWN_WORD

/* All except sp, tp and the registers that hold the base and the frame; `base` is their address. */
	.macro most op, base
	each_but "sp, tp, a0, t6", \op, \base, KSPAWN_REGS_RA, KSPAWN_REGISTERS
	.endm

	.option	norelax /* gp is not the linker's here */

/* void gate_pass(const struct kspawn_pt_regs *want, struct kspawn_pt_regs *got) */
function gate_pass
	.globl	gate_at, gate_back
	addi	sp, sp, -SAVED
	sd	ra, 0(sp)
	each	sd, sp, KSPAWN_WORD, KSPAWN_KEPT(KSPAWN_NAME)
	lla	t0, gate
	sd	a1, GATE_GOT(t0)
	sd	sp, GATE_STACK(t0)
	sd	gp, GATE_GP(t0)
	ld	t0, KSPAWN_REGS_STATUS(a0)
	csrw	sstatus, t0
	ld	sp, KSPAWN_REGS_SP(a0)
	most	ld, a0
	ld	t6, KSPAWN_REGS_T6(a0)
	ld	a0, KSPAWN_REGS_A0(a0)
gate_at:
	ld	zero, GATE_NOWHERE(zero)
gate_back:
	sd	t6, KSPAWN_ENTRY_SCRATCH(tp)
	lla	t6, gate
	ld	t6, GATE_GOT(t6)
	most	sd, t6
	sd	a0, KSPAWN_REGS_A0(t6)
	sd	sp, KSPAWN_REGS_SP(t6)
	ld	t0, KSPAWN_ENTRY_SCRATCH(tp)
	sd	t0, KSPAWN_REGS_T6(t6)
	csrr	t0, sstatus
	sd	t0, KSPAWN_REGS_STATUS(t6)
	li	t0, GATE_SUM_MXR
	csrc	sstatus, t0
	li	t0, GATE_FS_INITIAL
	csrs	sstatus, t0
	lla	t0, gate
	ld	gp, GATE_GP(t0)
	ld	sp, GATE_STACK(t0)
	ld	ra, 0(sp)
	each	ld, sp, KSPAWN_WORD, KSPAWN_KEPT(KSPAWN_NAME)
	addi	sp, sp, SAVED
	ret
end gate_pass

/* void __wrap_kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs) */
function __wrap_kspawn_entry_exit_to_user
	lla	t0, gate_frame
	sd	s0, (t0)
	j	gate_leave
end __wrap_kspawn_entry_exit_to_user
