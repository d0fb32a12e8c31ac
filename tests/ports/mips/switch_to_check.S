/* tests/ports/mips/switch_to_check.S: loads every register that a switch keeps, switches, and writes them all down */
#include <asm/unistd.h>
#include <kspawn/arch/abi.h>
#include "asm.h"
#include "switch_to_port.h"

/* Addresses are absolute: gp is one of the registers that are tried. */
	.option	pic0
	.set	hardfloat
	.set	noat

#define FRAME_FP (16 + 12 * KSPAWN_WORD)
#define FRAME_FCSR (FRAME_FP + 8 * KSPAWN_SWITCH_FP_COUNT)
#define FRAME (FRAME_FCSR + 16)

	.macro address reg, of
	.set	at
	PTR_LA	\reg, \of
	.set	noat
	.endm

	.macro get_tls reg
#ifdef KSPAWN_TEST_KERNEL
	MFC0	\reg, $4, 2
#else
	.set	push
	.set	mips32r2
	rdhwr	\reg, $29
	.set	pop
#endif
	.endm

/* set_thread_area(a0); lost: v0 a3 */
	.macro set_tls
#ifdef KSPAWN_TEST_KERNEL
	MTC0	$a0, $4, 2
#else
	li	$v0, __NR_set_thread_area
	syscall
#endif
	.endm

/* The host's TLS, which C++ needs; lost: v0 a0 a3 */
	.macro load_host
	address	$a0, kspawn_test_host_tls
	PTR_L	$a0, 0($a0)
	set_tls
	.endm

#define KEPT KSPAWN_KEPT(KSPAWN_NAME), gp
#if KSPAWN_WORD == 4
#define OWN_KEPT ra, fp, s7, s6, s5, s4, s3, s2, s1, s0
#define KEPT_FP f20, f22, f24, f26, f28, f30
#elif _MIPS_SIM == _ABIN32
#define OWN_KEPT ra, fp, gp, s7, s6, s5, s4, s3, s2, s1, s0
#define KEPT_FP f20, f22, f24, f26, f28, f30
#else
#define OWN_KEPT ra, fp, gp, s7, s6, s5, s4, s3, s2, s1, s0
#define KEPT_FP f24, f25, f26, f27, f28, f29, f30, f31
#endif

/* kspawn_thread *kspawn_test_switch(record *self, kspawn_thread *next, form *how)
 *
 * in      a0 self, whose first word is its thread; a1 next; a2 how
 * out     v0 what `how` returned
 * What comes back belongs to the record at kspawn_test_running, whatever the
 * stack pointer is.
 */
function kspawn_test_switch
	PTR_ADDIU $sp, $sp, -FRAME
	.cfi_adjust_cfa_offset FRAME
	store_all REG_S, 16, KSPAWN_SWITCH_REGS
	store_all_fp FRAME_FP, KSPAWN_SWITCH_FP_REGS
	cfc1	$v1, $31
	sw	$v1, FRAME_FCSR($sp)
	REG_S	$sp, TEST_SP_BEFORE+TEST_LOW($a0)
	get_tls	$v1
	address	$v0, kspawn_test_host_tls
	PTR_S	$v1, 0($v0)
	move	$s0, $a0
	REG_L	$a0, TEST_IN+TEST_TLS+TEST_LOW($s0)
	set_tls
	move	$a0, $s0
	each_by 8, REG_L, a0, TEST_IN+TEST_LOW, KEPT
	each_by 8, ldc1, a0, TEST_IN+TEST_FP, KEPT_FP
	lw	$v1, TEST_IN+TEST_FCSR+TEST_LOW_32($a0)
	ctc1	$v1, $31
	move	$t9, $a2
	.irp	junk, 1, 2, 3, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 24
	li	$\junk, -1
	.endr
	jalr	$t9
	nop
	address	$v1, kspawn_test_running
	PTR_L	$v1, 0($v1)
	REG_S	$sp, TEST_SP_AFTER+TEST_LOW($v1)
	REG_L	$sp, TEST_SP_BEFORE+TEST_LOW($v1)
	each_by 8, REG_S, v1, TEST_OUT+TEST_LOW, KEPT
	each_by 8, sdc1, v1, TEST_OUT+TEST_FP, KEPT_FP
	cfc1	$a0, $31
	sw	$a0, TEST_OUT+TEST_FCSR+TEST_LOW_32($v1)
	get_tls	$a0
	REG_S	$a0, TEST_OUT+TEST_TLS+TEST_LOW($v1)
	move	$s0, $v0
	load_host
	move	$v0, $s0
	lw	$v1, FRAME_FCSR($sp)
	ctc1	$v1, $31
	load_all_fp FRAME_FP, KSPAWN_SWITCH_FP_REGS
	load_all REG_L, 16, KSPAWN_SWITCH_REGS
	jr	$ra
	PTR_ADDIU $sp, $sp, FRAME
end kspawn_test_switch

#define OWN_FRAME (12 * KSPAWN_WORD)

/* kspawn_thread *kspawn_test_own_form(kspawn_thread *prev, kspawn_thread *next)
 *
 * A form of its own, which only keeps the contract: another frame, the resume
 * address at sp and in t9, the previous thread in v0, and nothing else.
 */
function kspawn_test_own_form
	PTR_ADDIU $sp, $sp, -OWN_FRAME
	.cfi_adjust_cfa_offset OWN_FRAME
	store_all REG_S, KSPAWN_WORD, OWN_KEPT
	address	$t9, .Lresume
	REG_S	$t9, 0($sp)
	PTR_S	$sp, 0($a0)
	PTR_L	$sp, 0($a1)
	PTR_L	$t9, PTR_IN_WORD($sp)
	move	$v0, $a0
	.irp	junk, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 24, 31
	li	$\junk, -1
	.endr
	jr	$t9
	nop
.Lresume:
	landing_pad_jump
	load_all REG_L, KSPAWN_WORD, OWN_KEPT
	jr	$ra
	PTR_ADDIU $sp, $sp, OWN_FRAME
end kspawn_test_own_form

/* Writes down what a function of the trampoline is entered with, puts the
 * machine in order, junk in what a call may clobber, and continues in C++. */
	.macro entry name, index, target
function \name
	address	$v1, kspawn_test_entries + \index * TEST_ENTRY_SIZE
	each_by 8, REG_S, v1, TEST_LOW, a0, sp, fp, zero
	get_tls	$v0
	REG_S	$v0, 32+TEST_LOW($v1)
	REG_S	$v0, 40+TEST_LOW($v1)
	ctc1	$zero, $31
	PTR_ADDIU $sp, $sp, -16
	.cfi_adjust_cfa_offset 16
	REG_S	$a0, 0($sp)
	load_host
	REG_L	$a0, 0($sp)
	PTR_ADDIU $sp, $sp, 16
	.cfi_adjust_cfa_offset -16
	address	$t9, \target
	.irp	junk, 1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 24
	li	$\junk, -1
	.endr
#if _MIPS_SIM == _ABIO32
	li	$gp, -1
#endif
	jr	$t9
	nop
end \name
	.endm

#include "entries.h"
