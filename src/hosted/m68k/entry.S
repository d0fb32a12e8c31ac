/* src/hosted/m68k/entry.S: gate, exit and signal entry of the hosted machine */
#include <asm/unistd.h>
#include <kspawn/pt_regs.h>
#include "asm.h"
#include "cpu.h"

/* Absolute, since stores know no address that is relative to pc: the process is not position independent. */
#define CPU(field) (kspawn_hosted_cpu + KSPAWN_CPU_##field).l
#define CPU_CCR (kspawn_hosted_cpu + KSPAWN_CPU_SCRATCH + KSPAWN_WORD + 2).l

/* set_thread_area(d1); lost: d0 */
	.macro load_tls
	move.l	#__NR_set_thread_area, %d0
	trap	#0
	.endm

/* get_thread_area(), to d0 */
	.macro store_tls
	move.l	#__NR_get_thread_area, %d0
	trap	#0
	.endm

/* A system call, called by user code.
 *
 * in      d0 number; d1 to d5, a0 arguments; the return address on the user's stack
 * out     by kspawn_hosted_exit: d0 result, all else as it was
 *
 * The return address is taken off the stack here: a vfork child that continues below it must not change where its parent
 * returns. The condition codes are kept first, since nearly every instruction changes them.
 */
function_in kspawn_hosted_text, kspawn_hosted_gate, RETURN_ADDRESS
	move.w	%ccr, CPU_CCR
	clr.l	CPU(IN_USER)
	move.l	%sp, CPU(SCRATCH)
	move.l	CPU(REGS_END), %sp
	lea	-KSPAWN_REGS_SIZE(%sp), %sp
	movem.l	%d0-%d7/%a0-%a6, KSPAWN_REGS_D0(%sp)
	move.l	%d0, KSPAWN_REGS_NR(%sp)
	moveq	#0, %d0
	move.w	CPU_CCR, %d0
	move.l	%d0, KSPAWN_REGS_SR(%sp)
	move.l	CPU(SCRATCH), %a2
	move.l	(%a2)+, KSPAWN_REGS_PC(%sp)
	move.l	%a2, KSPAWN_REGS_SP(%sp)
	store_tls
	move.l	%d0, KSPAWN_REGS_TLS(%sp)
	move.l	CPU(HOST_TLS), %d1
	load_tls
	move.l	%sp, %a2
	move.l	CPU(USER_STATE), -(%sp)
	bsr.l	kspawn_user_save
	suba.l	%a6, %a6
	move.l	%a2, (%sp)
	bsr.l	kspawn_hosted_syscall
	illegal
end kspawn_hosted_gate

/* void kspawn_hosted_exit(void *frame, uintptr_t tls)
 * in      4(sp) frame, 8(sp) tls
 */
function_in kspawn_hosted_text, kspawn_hosted_exit
	move.l	#1, CPU(IN_USER)
	move.l	8(%sp), %d1
	load_tls
	move.l	4(%sp), %sp
	move.l	#__NR_rt_sigreturn, %d0
	trap	#0
	illegal
end kspawn_hosted_exit

/* void kspawn_hosted_signal_entry(int sig, siginfo_t *info, void *context)
 * in      4(sp) sig, 8(sp) info, 12(sp) context; the TLS of the interrupted code
 * calls   kspawn_hosted_signal with the three and that TLS
 */
function kspawn_hosted_signal_entry
	store_tls
	move.l	%d0, -(%sp)
	.cfi_adjust_cfa_offset KSPAWN_WORD
	.rept	3
	move.l	4 * KSPAWN_WORD(%sp), -(%sp)
	.cfi_adjust_cfa_offset KSPAWN_WORD
	.endr
	move.l	CPU(HOST_TLS), %d1
	load_tls
	bsr.l	kspawn_hosted_signal
	lea	4 * KSPAWN_WORD(%sp), %sp
	.cfi_adjust_cfa_offset -4 * KSPAWN_WORD
	move.l	%d0, %d1
	load_tls
	rts
end kspawn_hosted_signal_entry
