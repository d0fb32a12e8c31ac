/* src/hosted/riscv64/entry.S: gate, exit and signal entry of the hosted machine */
#include <asm/unistd.h>
#include <kspawn/pt_regs.h>
#include "asm.h"
#include "cpu.h"

/* The host's gp and tp; `cpu` is a register that holds the processor's block. */
	.macro load_host cpu
	lla	gp, __global_pointer$
	ld	tp, KSPAWN_CPU_HOST_TLS(\cpu)
	.endm

/* A system call, called by user code.
 *
 * in      a7 number; a0 to a5 arguments; ra return address
 * out     by kspawn_hosted_exit: a0 result; t6 zero; all else as it was
 */
function_in kspawn_hosted_text, kspawn_hosted_gate
	.cfi_undefined ra
	lla	t6, kspawn_hosted_cpu
	sd	zero, KSPAWN_CPU_IN_USER(t6)
	sd	sp, KSPAWN_CPU_SCRATCH(t6)
	ld	sp, KSPAWN_CPU_REGS_END(t6)
	addi	sp, sp, -KSPAWN_REGS_SIZE
	sd	ra, KSPAWN_REGS_PC(sp)
	each_but "sp, t6", sd, sp, KSPAWN_REGS_RA, KSPAWN_REGISTERS
	sd	zero, KSPAWN_REGS_T6(sp)
	sd	a7, KSPAWN_REGS_NR(sp)
	ld	t0, KSPAWN_CPU_SCRATCH(t6)
	sd	t0, KSPAWN_REGS_SP(sp)
	li	t0, KSPAWN_USER_STATUS
	sd	t0, KSPAWN_REGS_STATUS(sp)
	load_host t6
	ld	a0, KSPAWN_CPU_USER_STATE(t6)
	call	kspawn_user_save
	mv	s0, zero
	mv	a0, sp
	call	kspawn_hosted_syscall
	unimp
end kspawn_hosted_gate

#define STORE_TLS(register) mv register, tp
#include "exit_skeleton.h"
