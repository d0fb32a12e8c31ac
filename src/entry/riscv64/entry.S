/* src/entry/riscv64/entry.S: system calls, exceptions and interrupts in S-mode, and the ways back */
#include <kspawn/arch/entry.h>
#include "asm.h"

	WITH_FP /* and CSRs */

#define CPU(field) KSPAWN_ENTRY_##field(tp)

/* sstatus. (Privileged Architecture, 4.1.1) */
#define STATUS_SIE (1 << 1)
#define STATUS_SPP (1 << 8)
#define STATUS_FS (1 << 13)
#define STATUS_SUM_MXR (3 << 18)
#define CAUSE_ECALL 8
#define ECALL_SIZE 4

/* All registers but sp and tp; `op` is sd or ld. */
	.macro each_reg op
	each_but "sp, tp", \op, sp, KSPAWN_REGS_RA, KSPAWN_REGISTERS
	.endm

/* To new pt_regs at sp: all registers but sp and tp. */
	.macro push_regs
	addi	sp, sp, -KSPAWN_REGS_SIZE
	each_reg sd
	.endm

/* The rest: the interrupted sp, which is in t0, and what CSRs say; s1 is pt_regs, s2 the interrupted sstatus. gp and sstatus are
 * the kernel's again. */
	.macro finish_regs
	mv	s1, sp
	sd	t0, KSPAWN_REGS_SP(s1)
	csrr	t0, sepc
	sd	t0, KSPAWN_REGS_PC(s1)
	csrr	s2, sstatus
	sd	s2, KSPAWN_REGS_STATUS(s1)
	li	t0, STATUS_SUM_MXR
	csrc	sstatus, t0
	li	t0, STATUS_FS
	csrs	sstatus, t0
	li	t0, -1
	sd	t0, KSPAWN_REGS_NR(s1)
	ld	gp, CPU(GP)
	mv	a0, s1
	.endm

/* The interrupted code is the caller; column 64 is the address that is not in a register. (RISC-V DWARF specification) */
	.macro cfi_interrupted
	.cfi_signal_frame
	.cfi_return_column 64
	.cfi_def_cfa s1, KSPAWN_REGS_SIZE
	.cfi_offset 64, KSPAWN_REGS_PC - KSPAWN_REGS_SIZE
	cfi_saved KSPAWN_REGS_RA, ra, sp
	cfi_saved KSPAWN_REGS_S0, s0, s1
	cfi_saved KSPAWN_REGS_S2, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11
	.endm

/* Loads all registers except sp and tp from the pt_regs at s1, and clears an LR reservation of the interrupted code. */
	.macro load_regs
	mv	sp, s1
	ld	t0, KSPAWN_REGS_PC(sp)
	ld	t1, KSPAWN_REGS_STATUS(sp)
	sc.d	zero, t0, (sp) /* the word that is there, since pc is the first */
	csrw	sepc, t0
	csrw	sstatus, t1
	each_reg ld
	.endm

/* void kspawn_entry_start(struct kspawn_entry_cpu *cpu)
 * in      a0 cpu; out: tp
 */
function kspawn_entry_start
	mv	tp, a0
	sd	gp, CPU(GP)
	lla	t0, kspawn_entry_vector
	csrw	stvec, t0
	csrw	sscratch, zero
	li	t0, STATUS_FS
	csrs	sstatus, t0
	ret
end kspawn_entry_start

/* stvec: everything comes in here
 *
 * in      sscratch zero in the kernel, the processor's block in user mode
 * out     s1 registers; sp there
 */
function kspawn_entry_vector, ra
	csrrw	tp, sscratch, tp
	bnez	tp, 1f
	csrrw	tp, sscratch, tp
	sd	t0, CPU(SCRATCH)
	ld	t0, CPU(STACK_LOW)
	sub	t0, t0, sp
	addi	t0, t0, KSPAWN_ENTRY_RESERVE
	srli	t0, t0, KSPAWN_ENTRY_RESERVE_AND_GUARD_SHIFT
	beqz	t0, kspawn_entry_full
	ld	t0, CPU(SCRATCH)
	push_regs
	sd	tp, KSPAWN_REGS_TP(sp)
	addi	t0, sp, KSPAWN_REGS_SIZE
	j	2f
1:	sd	sp, CPU(SCRATCH)
	ld	sp, CPU(REGS_END)
	push_regs
	csrrw	t0, sscratch, zero
	sd	t0, KSPAWN_REGS_TP(sp)
	ld	t0, CPU(SCRATCH)
2:	finish_regs
	csrr	a1, scause
	csrr	a2, stval
	andi	s2, s2, STATUS_SPP
	bnez	s2, kspawn_entry_from_kernel
	ld	sp, CPU(STACK)
	mv	s0, zero
	li	t0, CAUSE_ECALL
	bne	a1, t0, kspawn_entry_trapped
	j	kspawn_entry_call
end kspawn_entry_vector

	.macro return_to_kernel
	load_regs
	.cfi_def_cfa sp, KSPAWN_REGS_SIZE
	ld	sp, KSPAWN_REGS_SP(sp)
	.cfi_def_cfa sp, 0
	sret
	.endm

	.macro return_to_program
	csrw	sscratch, tp
	load_regs
	ld	tp, KSPAWN_REGS_TP(sp)
	ld	sp, KSPAWN_REGS_SP(sp)
	sret
	.endm

/* The number, and pc after the instruction. */
	.macro note_call
	ld	t0, KSPAWN_REGS_PC(s1)
	addi	t0, t0, ECALL_SIZE
	sd	t0, KSPAWN_REGS_PC(s1)
	sd	a7, KSPAWN_REGS_NR(s1)
	.endm

#define INTERRUPTS_OFF csrci sstatus, STATUS_SIE
#define UNLESS_TRUE(label) beqz a0, label
#include "entry_skeleton.h"

/* The kernel stack is full
 *
 * in      t0 in the block
 */
function kspawn_entry_full, ra
	sd	sp, KSPAWN_ENTRY_SCRATCH + KSPAWN_WORD(tp)
	ld	sp, CPU(EMERGENCY)
	ld	t0, CPU(SCRATCH)
	push_regs
	sd	tp, KSPAWN_REGS_TP(sp)
	ld	t0, KSPAWN_ENTRY_SCRATCH + KSPAWN_WORD(tp)
	finish_regs
	call	kspawn_entry_overflow
	return_to_kernel
end kspawn_entry_full
