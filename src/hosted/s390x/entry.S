/* src/hosted/s390x/entry.S: gate, exit and signal entry of the hosted machine */
#include <asm/unistd.h>
#include <kspawn/pt_regs.h>
#include "asm.h"
#include "cpu.h"

/* A word of the processor's block, for an operand that is relative to the instruction. */
#define CPU(WORD) kspawn_hosted_cpu + KSPAWN_CPU_##WORD

/* Condition code and program mask, bits 28 and 24 of what IPM inserts, are bits 44 and 40 of the PSW. */
#define TO_PSW 16

/* Additions of C overflow: no exception may come of it. lost: r0 */
	.macro clear_program_mask
	lghi	%r0, 0
	spm	%r0
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
	clear_program_mask
	larl	%r7, kspawn_hosted_cpu
	lam	%a0, %a1, KSPAWN_CPU_HOST_TLS(%r7)
	lgr	%r6, %r15
	aghi	%r15, -KSPAWN_CALL_AREA
	END_OF_FRAMES
	lg	%r2, KSPAWN_CPU_USER_STATE(%r7)
	brasl	%r14, kspawn_user_save
	lgr	%r2, %r6
	brasl	%r14, kspawn_hosted_syscall
	STOP
end kspawn_hosted_gate

/* void kspawn_hosted_exit(void *frame, uintptr_t tls)
 * in      r2 frame, which holds TLS too
 */
function_in kspawn_hosted_text, kspawn_hosted_exit
	lghi	%r0, 1
	stgrl	%r0, CPU(IN_USER)
	lgr	%r15, %r2
	svc	__NR_rt_sigreturn
	STOP
end kspawn_hosted_exit

#define SIGNAL_FRAME (KSPAWN_CALL_AREA + KSPAWN_WORD)

/* void kspawn_hosted_signal_entry(int sig, siginfo_t *info, void *context)
 * in      r2 sig, r3 info, r4 context; TLS and program mask of the interrupted code,
 *         which the return loads again, with all that is in the context
 */
function kspawn_hosted_signal_entry
	grow	SIGNAL_FRAME
	store_all stg, KSPAWN_CALL_AREA, r14
	ear	%r5, %a0
	sllg	%r5, %r5, 32
	ear	%r5, %a1
	clear_program_mask
	larl	%r1, kspawn_hosted_cpu
	lam	%a0, %a1, KSPAWN_CPU_HOST_TLS(%r1)
	brasl	%r14, kspawn_hosted_signal
	load_all lg, KSPAWN_CALL_AREA, r14
	shrink	SIGNAL_FRAME
	br	%r14
end kspawn_hosted_signal_entry
