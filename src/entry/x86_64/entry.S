/* src/entry/x86_64/entry.S: system calls, exceptions and interrupts, and the ways back */
#include <kspawn/arch/entry.h>
#include "asm.h"

#define CPU(field) %gs:KSPAWN_ENTRY_##field

#define MSR_EFER 0xc0000080
#define MSR_STAR 0xc0000081
#define MSR_LSTAR 0xc0000082
#define MSR_SFMASK 0xc0000084
#define MSR_FS_BASE 0xc0000100
#define MSR_GS_BASE 0xc0000101
#define EFER_SCE 1
#define FLAGS_FIXED 2
#define FLAGS_LOST 0x47700 /* SYSCALL clears AC, NT, IOPL, DF, IF and TF */

/* A register file at rsp: TLS, these, nr and what the processor pushes. */
#define REGS_BELOW_DI rsi, rdx, rcx, rax, r8, r9, r10, r11, rbx, rbp, r12, r13, r14, r15
#define HW_FRAME (KSPAWN_REGS_SIZE - KSPAWN_REGS_IP)

	.macro write_msr msr, value:vararg
	mov	\value, %rax
	mov	%rax, %rdx
	shr	$32, %rdx
	mov	$\msr, %ecx
	wrmsr
	.endm

	.macro calm_flags
	push	$FLAGS_FIXED
	.cfi_adjust_cfa_offset KSPAWN_WORD
	popfq
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	.endm

/* The interrupted code is the caller; `above` bytes are below what the processor has pushed. */
	.macro cfi_interrupted above
	.cfi_signal_frame
	.cfi_def_cfa rsp, \above + HW_FRAME
	.cfi_offset rip, -HW_FRAME
	.cfi_offset rsp, -2 * KSPAWN_WORD
	.endm

/* rsp is at what the processor, and the gate with nr and vector, have pushed. */
	.macro push_regs
	xchg	%rdi, (%rsp)
	.cfi_offset rdi, KSPAWN_REGS_DI - KSPAWN_REGS_SIZE
	push_all REGS_BELOW_DI
	push	CPU(TLS)
	.cfi_adjust_cfa_offset KSPAWN_WORD
	.endm

/* rsp is at the registers; leaves it at what the processor has pushed. */
	.macro pop_regs
	add	$KSPAWN_WORD, %rsp
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	pop_all rdi, REGS_BELOW_DI
	add	$KSPAWN_WORD, %rsp
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	.endm

/* A program's registers, from where rbx is; leaves rsp at nr. */
	.macro load_user_regs
	mov	KSPAWN_REGS_TLS(%rbx), %r8
	cmp	CPU(TLS), %r8
	je	1f
	mov	%r8, CPU(TLS)
	write_msr MSR_FS_BASE, %r8
1:	lea	KSPAWN_WORD(%rbx), %rsp
	pop_all rdi, REGS_BELOW_DI
	.endm

/* rsp is at the registers: kspawn_entry_trap(regs, vector, error) for one whose vector, less 128, is in rdi */
	.macro arguments_of_trap
	lea	128(%rdi), %rsi
	mov	KSPAWN_REGS_NR(%rsp), %rdx
	movq	$-1, KSPAWN_REGS_NR(%rsp)
	mov	%rsp, %rdi
	.endm

/* void kspawn_entry_start(struct kspawn_entry_cpu *cpu)
 * in      rdi cpu; lost: rax rcx rdx r8
 */
function kspawn_entry_start
	mov	%rdi, KSPAWN_ENTRY_SELF(%rdi)
	write_msr MSR_GS_BASE, %rdi
	write_msr MSR_STAR, $(KSPAWN_SYSRET_BASE << 16 | KSPAWN_KERNEL_CS) << 32
	lea	kspawn_entry_call(%rip), %r8
	write_msr MSR_LSTAR, %r8
	write_msr MSR_SFMASK, $FLAGS_LOST
	mov	$MSR_EFER, %ecx
	rdmsr
	or	$EFER_SCE, %eax
	wrmsr
	ret
end kspawn_entry_start

/* SYSCALL
 *
 * in      rax number; rdi rsi rdx r10 r8 r9 arguments; rcx ip; r11 flags; rsp and GS base the user's
 * uses    rbx user registers, rbp zero
 */
function kspawn_entry_call, rip
	swapgs
	mov	%rsp, CPU(SCRATCH)
	mov	CPU(REGS_END), %rsp
	push	$KSPAWN_USER_SS
	push	CPU(SCRATCH)
	push	%r11
	push	$KSPAWN_USER_CS
	push	%rcx
	push	%rax
	push_all rdi, REGS_BELOW_DI
	push	CPU(TLS)
	mov	%rsp, %rbx
	mov	CPU(STACK), %rsp
	xor	%ebp, %ebp
	mov	%rbx, %rdi
	call	kspawn_entry_syscall
	mov	%rbx, %rdi
	call	kspawn_entry_exit_to_user
	mov	%rbx, %rdi
	call	kspawn_entry_sysret
	test	%al, %al
	jz	kspawn_entry_iret
	load_user_regs
	mov	(KSPAWN_REGS_SP - KSPAWN_REGS_NR)(%rsp), %rsp
	swapgs
	sysretq
end kspawn_entry_call

/* void kspawn_return_to_user(struct kspawn_pt_regs *regs)
 *
 * The push aligns the stack to 16 for the call.
 *
 * in      rdi regs
 * uses    rbx user registers
 */
function kspawn_return_to_user, rip
	cli
	mov	%rdi, %rbx
	xor	%ebp, %ebp
	push	%rbp
	.cfi_adjust_cfa_offset KSPAWN_WORD
	call	kspawn_entry_exit_to_user
	jmp	kspawn_entry_iret
end kspawn_return_to_user

/* in      rbx user registers; interrupts off */
function kspawn_entry_iret, rip
	mov	%rbx, %rdi
	call	kspawn_pt_regs_valid
	test	%al, %al
	jz	2f
	load_user_regs
	add	$KSPAWN_WORD, %rsp
	swapgs
	iretq
2:	call	kspawn_entry_invalid
	ud2
end kspawn_entry_iret

/* The gates: each pushes 0 where the processor has not pushed an error code, and its vector, less 128 */
function kspawn_entry_vectors
	.set	vector, 0
	.rept	256
	.if vector
	endbr64
	.endif
	.if vector == 8 || (vector >= 10 && vector <= 14) || vector == 17 || vector == 21 || vector == 29 || vector == 30
	cfi_interrupted KSPAWN_WORD
	.else
	cfi_interrupted 0
	push	$0
	.cfi_adjust_cfa_offset KSPAWN_WORD
	.endif
	push	$vector - 128
	.cfi_adjust_cfa_offset KSPAWN_WORD
	.if vector == KSPAWN_ENTRY_DB
	jmp	kspawn_entry_debug
	.elseif vector == KSPAWN_ENTRY_NMI || vector == KSPAWN_ENTRY_DF || vector == KSPAWN_ENTRY_MC
	jmp	kspawn_entry_anywhere
	.else
	jmp	kspawn_entry_trapped
	.endif
	.balign	KSPAWN_ENTRY_VECTOR_SIZE
	.set	vector, vector + 1
	.endr
end kspawn_entry_vectors

/* The words that a gate has left, from rsp. */
#define GATE_CS (KSPAWN_REGS_CS - KSPAWN_REGS_DI)
#define GATE_SIZE (KSPAWN_REGS_SIZE - KSPAWN_REGS_DI)

/* An exception or interrupt, outside the few instructions where the GS base is the user's
 *
 * in      rsp the gate's words
 * uses    above a program rbx registers, rbp zero
 */
function kspawn_entry_trapped
	cfi_interrupted (GATE_SIZE - HW_FRAME)
	testb	$3, GATE_CS(%rsp)
	jz	1f
	swapgs
	push_regs
	calm_flags
	arguments_of_trap
	mov	%rsp, %rbx
	mov	CPU(STACK), %rsp
	.cfi_def_cfa rbx, KSPAWN_REGS_SIZE
	xor	%ebp, %ebp
	call	kspawn_entry_trap
	mov	%rbx, %rdi
	call	kspawn_entry_exit_to_user
	jmp	kspawn_entry_iret
1:	cfi_interrupted (GATE_SIZE - HW_FRAME)
	push_regs
	calm_flags
	arguments_of_trap
	call	kspawn_entry_trap
	pop_regs
	iretq
end kspawn_entry_trapped

/* NMI, double fault and machine check: at any instruction, so that only the GS base itself shows whose it is
 *
 * in      rsp the gate's words, on a stack of its own
 * uses    r12 whether the GS base was the user's
 */
function kspawn_entry_anywhere
	cfi_interrupted (GATE_SIZE - HW_FRAME)
	xchg	%rdi, (%rsp)
	.cfi_offset rdi, KSPAWN_REGS_DI - KSPAWN_REGS_SIZE
	push_all REGS_BELOW_DI
	push	$0
	.cfi_adjust_cfa_offset KSPAWN_WORD
	calm_flags
	xor	%r12d, %r12d
	mov	$MSR_GS_BASE, %ecx
	rdmsr
	test	%edx, %edx
	js	1f
	swapgs
	inc	%r12d
1:	arguments_of_trap
	call	kspawn_entry_trap
	test	%r12d, %r12d
	jz	2f
	swapgs
2:	pop_regs
	iretq
end kspawn_entry_anywhere

/* Debug: MOV SS delays it to where the stack and the GS base are the user's, so its own stack takes it first;
 * one of user mode continues as any other. (CVE-2018-8897)
 *
 * in      rsp the gate's words, on a stack of its own
 */
function kspawn_entry_debug
	cfi_interrupted (GATE_SIZE - HW_FRAME)
	testb	$3, GATE_CS(%rsp)
	jz	kspawn_entry_anywhere
	swapgs
	mov	%rdi, CPU(SCRATCH)
	mov	%rsp, %rdi
	.cfi_def_cfa_register rdi
	mov	CPU(REGS_END), %rsp
	.irp	at, 6, 5, 4, 3, 2, 1, 0
	push	(\at * KSPAWN_WORD)(%rdi)
	.endr
	.cfi_def_cfa rsp, GATE_SIZE
	mov	CPU(SCRATCH), %rdi
	swapgs
	jmp	kspawn_entry_trapped
end kspawn_entry_debug
