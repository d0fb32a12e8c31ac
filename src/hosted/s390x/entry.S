/* src/hosted/s390x/entry.S: gate, exit and signal entry of the hosted machine */
#include <asm/unistd.h>
#include <kspawn/pt_regs.h>
#include "asm.h"
#include "cpu.h"

/* A word of the processor's block, for an operand that is relative to the instruction. */
#define CPU(WORD) kspawn_hosted_cpu + KSPAWN_CPU_##WORD

/* Condition code and program mask, bits 28 and 24 of what IPM inserts, are bits 44 and 40 of the PSW. */
#define TO_PSW 16

/* The host's TLS. Additions of C overflow: no exception may come of it. lost: r0 */
	.macro load_host cpu
	lghi	%r0, 0
	spm	%r0
	lam	%a0, %a1, KSPAWN_CPU_HOST_TLS(%\cpu)
	.endm

/* A system call, called by user code.
 *
 * in      r1 number; r2 to r7 arguments; r14 return address
 * out     by kspawn_hosted_exit: r2 result; all else as it was
 *
 * Nothing before IPM changes the condition code.
 */
function_in kspawn_hosted_text, kspawn_hosted_gate, RETURN_ADDRESS
	stgrl	%r15, CPU(SCRATCH)
	lgrl	%r15, CPU(REGS_END)
	lay	%r15, -KSPAWN_REGS_SIZE(%r15)
	stmg	%r0, %r14, KSPAWN_REGS_R0(%r15)
	lghi	%r0, 0
	stgrl	%r0, CPU(IN_USER)
	ipm	%r0
	sllg	%r0, %r0, TO_PSW
	oihf	%r0, KSPAWN_USER_STATUS >> 32
	oilf	%r0, KSPAWN_USER_STATUS & 0xffffffff
	stg	%r0, KSPAWN_REGS_MASK(%r15)
	stg	%r14, KSPAWN_REGS_PC(%r15)
	stg	%r1, KSPAWN_REGS_NR(%r15)
	lgrl	%r0, CPU(SCRATCH)
	stg	%r0, KSPAWN_REGS_R0 + 15 * KSPAWN_WORD(%r15)
	stam	%a0, %a1, KSPAWN_REGS_TLS(%r15)
	larl	%r7, kspawn_hosted_cpu
	load_host r7
	lgr	%r6, %r15
	aghi	%r15, -KSPAWN_CALL_AREA
	END_OF_FRAMES
	lg	%r2, KSPAWN_CPU_USER_STATE(%r7)
	brasl	%r14, kspawn_user_save
	lgr	%r2, %r6
	brasl	%r14, kspawn_hosted_syscall
	STOP
end kspawn_hosted_gate

	.macro store_tls register
	ear	%\register, %a0
	sllg	%\register, %\register, 32
	ear	%\register, %a1
	.endm
#define STORE_TLS(register) store_tls register
#include "exit_skeleton.h"
