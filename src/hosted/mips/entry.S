/* src/hosted/mips/entry.S: gate, exit and signal entry of the hosted machine */
#include <asm/unistd.h>
#include <kspawn/pt_regs.h>
#include <kspawn/arch/abi.h>
#include "asm.h"
#include "cpu.h"
#include "sigframe.hpp"

	.set noat

/* The value of $gp in `reg`, as the first thing that `function` does: user's is kept. */
	.macro gp_of reg, function
#if _MIPS_SIM == _ABIO32
	lui	\reg, %hi(_gp_disp)
	addiu	\reg, \reg, %lo(_gp_disp)
#else
	lui	\reg, %hi(%neg(%gp_rel(\function)))
	daddiu	\reg, \reg, %lo(%neg(%gp_rel(\function)))
#endif
	PTR_ADDU \reg, \reg, $t9
	.endm

/* However large the offset table is: -mxgot. */
	.macro load_cpu reg, gp
	lui	\reg, %got_hi(kspawn_hosted_cpu)
	PTR_ADDU \reg, \reg, \gp
	REG_L	\reg, %got_lo(kspawn_hosted_cpu)(\reg)
	.endm

/* set_thread_area(a0); lost: v0 a3, and what Linux does not keep: at v1 t0 to t9 hi lo */
	.macro load_tls
	li	$v0, __NR_set_thread_area
	syscall
	.endm

	.macro store_tls reg
	.set	push
	.set	mips32r2
	rdhwr	\reg, $29 /* UserLocal */
	.set	pop
	.endm

/* A system call, called by user code.
 *
 * in      v0 number; a0 to a3, $8, $9 arguments; t9 this address; ra return address
 * out     by kspawn_hosted_exit: v0 result, a3 whether it is an errno; t8, t9, k0 and k1 zero; all else as it was
 *
 * k0 and k1 are not usable here: the host may change them at any instruction.
 */
function_in kspawn_hosted_text, kspawn_hosted_gate, $ra
	gp_of	$t8, kspawn_hosted_gate
	load_cpu $t9, $t8
	REG_S	$zero, KSPAWN_CPU_IN_USER($t9)
	REG_S	$sp, KSPAWN_CPU_SCRATCH($t9)
	REG_L	$sp, KSPAWN_CPU_REGS_END($t9)
	PTR_ADDIU $sp, $sp, -KSPAWN_REGS_SIZE
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 28, 30, 31
	REG_S	$\n, KSPAWN_REGS_R(\n)($sp)
	.endr
	.irp	n, 0, 24, 25, 26, 27
	REG_S	$zero, KSPAWN_REGS_R(\n)($sp)
	.endr
	REG_L	$v1, KSPAWN_CPU_SCRATCH($t9)
	REG_S	$v1, KSPAWN_REGS_SP($sp)
	mfhi	$v1
	REG_S	$v1, KSPAWN_REGS_HI($sp)
	mflo	$v1
	REG_S	$v1, KSPAWN_REGS_LO($sp)
	REG_S	$ra, KSPAWN_REGS_PC($sp)
	REG_S	$v0, KSPAWN_REGS_NR($sp)
	li	$v1, KSPAWN_USER_STATUS
	REG_S	$v1, KSPAWN_REGS_STATUS($sp)
	store_tls $v1
	REG_S	$v1, KSPAWN_REGS_TLS($sp)
	move	$gp, $t8
	move	$s0, $sp
	move	$s2, $t9
#if KSPAWN_CALL_AREA
	PTR_ADDIU $sp, $sp, -KSPAWN_CALL_AREA
#endif
	REG_L	$a0, KSPAWN_CPU_HOST_TLS($s2)
	load_tls
	PTR_LA	$t9, kspawn_user_save
	jalr	$t9
	REG_L	$a0, KSPAWN_CPU_USER_STATE($s2)
	PTR_LA	$t9, kspawn_hosted_syscall
	move	$fp, $zero
	jalr	$t9
	move	$a0, $s0
	break
end kspawn_hosted_gate

/* void kspawn_hosted_exit(void *frame, uintptr_t tls)
 * in      a0 frame, a1 tls
 *
 * Linux takes FCSR from the frame, QEMU leaves it as it is.
 */
function_in kspawn_hosted_text, kspawn_hosted_exit
	gp_of	$gp, kspawn_hosted_exit
	load_cpu $v1, $gp
	li	$v0, 1
	REG_S	$v0, KSPAWN_CPU_IN_USER($v1)
	move	$s0, $a0
	move	$a0, $a1
	load_tls
	lw	$v0, KSPAWN_SIGFRAME_FCSR($s0)
	ctc1	$v0, $31
	move	$sp, $s0
	li	$v0, __NR_rt_sigreturn
	syscall
	break
end kspawn_hosted_exit

#define SIGNAL_FRAME (KSPAWN_CALL_AREA + 4 * KSPAWN_WORD)
#define SIGNAL_REGS s0, s1, gp, ra

/* void kspawn_hosted_signal_entry(int sig, siginfo_t *info, void *context)
 * in      a0 sig, a1 info, a2 context; UserLocal of the interrupted code
 * uses    s0 sig, s1 the interrupted UserLocal; Linux keeps a1 and a2
 */
function kspawn_hosted_signal_entry
	gp_of	$v1, kspawn_hosted_signal_entry
	PTR_ADDIU $sp, $sp, -SIGNAL_FRAME
	.cfi_adjust_cfa_offset SIGNAL_FRAME
	store_all REG_S, KSPAWN_CALL_AREA, SIGNAL_REGS
	move	$gp, $v1
	move	$s0, $a0
	store_tls $s1
	load_cpu $v1, $gp
	REG_L	$a0, KSPAWN_CPU_HOST_TLS($v1)
	load_tls
	PTR_LA	$t9, kspawn_hosted_signal
	move	$a0, $s0
	jalr	$t9
	move	$a3, $s1
	move	$a0, $v0
	load_tls
	load_all REG_L, KSPAWN_CALL_AREA, SIGNAL_REGS
	jr	$ra
	PTR_ADDIU $sp, $sp, SIGNAL_FRAME
end kspawn_hosted_signal_entry
