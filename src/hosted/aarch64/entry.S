/* src/hosted/aarch64/entry.S: gate, exit and signal entry of the hosted machine */
#include <asm/unistd.h>
#include <kspawn/pt_regs.h>
#include "asm.h"
#include "cpu.h"

	.macro load_host cpu
	ldr	x17, [\cpu, #KSPAWN_CPU_HOST_TLS]
	msr	tpidr_el0, x17
	.endm

/* A system call, called by user code.
 *
 * in      x8 number; x0 to x5 arguments; x30 return address
 * out     by kspawn_hosted_exit: x0 result; x16 and x17 zero; all else as it was
 */
function_in kspawn_hosted_text, kspawn_hosted_gate, x30
	address	x16, kspawn_hosted_cpu
	str	xzr, [x16, #KSPAWN_CPU_IN_USER]
	mov	x17, sp
	str	x17, [x16, #KSPAWN_CPU_SCRATCH]
	ldr	x17, [x16, #KSPAWN_CPU_REGS_END]
	sub	x17, x17, #KSPAWN_REGS_SIZE
	mov	sp, x17
	each_pair stp, sp, KSPAWN_REGS_X(0), x0, x1, KSPAWN_X2_X15
	each_pair stp, sp, KSPAWN_REGS_X(16), xzr, xzr, KSPAWN_X18_X29
	str	x30, [sp, #KSPAWN_REGS_X(30)]
	str	x30, [sp, #KSPAWN_REGS_PC]
	str	x8, [sp, #KSPAWN_REGS_NR]
	ldr	x0, [x16, #KSPAWN_CPU_SCRATCH]
	str	x0, [sp, #KSPAWN_REGS_SP]
	mrs	x0, nzcv
	str	x0, [sp, #KSPAWN_REGS_PSTATE]
	mrs	x0, tpidr_el0
	str	x0, [sp, #KSPAWN_REGS_TLS]
	load_host x16
	ldr	x0, [x16, #KSPAWN_CPU_USER_STATE]
	bl	kspawn_user_save
	mov	x29, xzr
	mov	x0, sp
	bl	kspawn_hosted_syscall
	brk	#0
end kspawn_hosted_gate

#define STORE_TLS(register) mrs register, tpidr_el0
#define LOAD_TLS(register) msr tpidr_el0, register
#include "exit_skeleton.h"
