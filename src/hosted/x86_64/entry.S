/* src/hosted/x86_64/entry.S: gate, exit and signal entry of the hosted machine */
#include <asm/prctl.h>
#include <asm/unistd.h>
#include <kspawn/pt_regs.h>
#include "asm.h"
#include "cpu.h"

#define CPU(field) kspawn_hosted_cpu + KSPAWN_CPU_##field(%rip)
#define KSPAWN_FLAGS_FIXED 2

/* arch_prctl(ARCH_SET_FS, rsi); lost: rax rcx rdi r11 */
	.macro load_tls
	mov	$ARCH_SET_FS, %edi
	mov	$__NR_arch_prctl, %eax
	syscall
	.endm

/* arch_prctl(ARCH_GET_FS, rsi), into memory; lost: rax rcx rdi r11 */
	.macro store_tls
	mov	$ARCH_GET_FS, %edi
	mov	$__NR_arch_prctl, %eax
	syscall
	.endm

/* A system call, called by user code.
 *
 * in      rax number; rdi rsi rdx r10 r8 r9 arguments; the return address on the user's stack
 * out     by kspawn_hosted_exit: rax result, all else as it was
 *
 * The return address is taken off the stack here: a vfork child that continues
 * below it must not change where its parent returns.
 */
function_in kspawn_hosted_text, kspawn_hosted_gate, rip
	movq	$0, CPU(IN_USER)
	mov	%rsp, CPU(SCRATCH)
	mov	CPU(REGS_END), %rsp
	lea	-KSPAWN_REGS_SIZE(%rsp), %rsp
	pushfq
	popq	KSPAWN_REGS_FLAGS(%rsp)
	push	$KSPAWN_FLAGS_FIXED
	popfq
	each	store, rsp, KSPAWN_REGS_R15, KSPAWN_REGISTERS, rdi
	mov	%rax, KSPAWN_REGS_NR(%rsp)
	movq	$KSPAWN_USER_CS, KSPAWN_REGS_CS(%rsp)
	movq	$KSPAWN_USER_SS, KSPAWN_REGS_SS(%rsp)
	mov	CPU(SCRATCH), %rbx
	mov	(%rbx), %rax
	mov	%rax, KSPAWN_REGS_IP(%rsp)
	add	$KSPAWN_WORD, %rbx
	mov	%rbx, KSPAWN_REGS_SP(%rsp)
	lea	KSPAWN_REGS_TLS(%rsp), %rsi
	store_tls
	mov	CPU(HOST_TLS), %rsi
	load_tls
	mov	CPU(USER_STATE), %rdi
	call	kspawn_user_save
	xor	%ebp, %ebp
	mov	%rsp, %rdi
	call	kspawn_hosted_syscall
	ud2
end kspawn_hosted_gate

/* void kspawn_hosted_exit(void *frame, uintptr_t tls)
 * in      rdi frame, rsi tls
 */
function_in kspawn_hosted_text, kspawn_hosted_exit
	movq	$1, CPU(IN_USER)
	mov	%rdi, %rbx
	load_tls
	mov	%rbx, %rsp
	mov	$__NR_rt_sigreturn, %eax
	syscall
	ud2
end kspawn_hosted_exit

/* void kspawn_hosted_signal_entry(int sig, siginfo_t *info, void *context)
 * in      edi sig, rsi info, rdx context; FS base of the interrupted code
 * uses    rbx r12 r13 for the arguments, r14 for rsp, the word at rsp for TLS
 * The direction flag is cleared and the stack aligned here: Linux does both before it calls a handler, QEMU 7.2 neither.
 */
function kspawn_hosted_signal_entry
	cld
	push_all rbx, r12, r13, r14
	mov	%rsp, %r14
	.cfi_def_cfa_register %r14
	sub	$KSPAWN_WORD, %rsp
	and	$-KSPAWN_STACK_ALIGN, %rsp
	mov	%edi, %ebx
	mov	%rsi, %r12
	mov	%rdx, %r13
	mov	%rsp, %rsi
	store_tls
	mov	CPU(HOST_TLS), %rsi
	load_tls
	mov	%ebx, %edi
	mov	%r12, %rsi
	mov	%r13, %rdx
	mov	(%rsp), %rcx
	call	kspawn_hosted_signal
	mov	%rax, %rsi
	load_tls
	mov	%r14, %rsp
	.cfi_def_cfa_register %rsp
	pop_all rbx, r12, r13, r14
	ret
end kspawn_hosted_signal_entry
