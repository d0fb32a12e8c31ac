/* src/hosted/i386/entry.S: gate, exit and signal entry of the hosted machine */
#include <asm/unistd.h>
#include <kspawn/pt_regs.h>
#include "asm.h"
#include "cpu.h"
#include "sigframe.hpp"

#define CPU(field) kspawn_hosted_cpu + KSPAWN_CPU_##field
#define TLS_BASE kspawn_hosted_tls + KSPAWN_USER_DESC_BASE
#define KSPAWN_FLAGS_FIXED 2

	.macro load_host_tls
	mov	CPU(HOST_TLS), %gs
	.endm

/* A system call, called by user code.
 *
 * in      eax number; ebx ecx edx esi edi ebp arguments; the return address on the user's stack
 * out     by kspawn_hosted_exit: eax result, all else as it was
 *
 * The return address is taken off the stack here: a vfork child that continues below it must not change where its parent
 * returns. The base of TLS is what the exit loaded: programs have no instruction that changes it.
 */
function_in kspawn_hosted_text, kspawn_hosted_gate, eip
	mov	%esp, %ss:CPU(SCRATCH)
	mov	%ss:CPU(REGS_END), %esp
	lea	-KSPAWN_REGS_SIZE(%esp), %esp
	movl	$0, KSPAWN_REGS_UNUSED(%esp)
	movl	$0, KSPAWN_REGS_UNUSED + KSPAWN_WORD(%esp)
	pushf
	pop	KSPAWN_REGS_FLAGS(%esp)
	push	$KSPAWN_FLAGS_FIXED
	popf
	each	store, esp, KSPAWN_REGS_BX, ebx, ecx, edx, esi, edi, ebp, eax
	mov	%eax, KSPAWN_REGS_NR(%esp)
	store_segment ds, KSPAWN_REGS_DS(%esp)
	store_segment es, KSPAWN_REGS_ES(%esp)
	store_segment fs, KSPAWN_REGS_FS(%esp)
	store_segment gs, KSPAWN_REGS_GS(%esp)
	store_segment cs, KSPAWN_REGS_CS(%esp)
	store_segment ss, KSPAWN_REGS_SS(%esp)
	mov	%eax, %ds
	mov	%eax, %es
	load_host_tls
	movl	$0, CPU(IN_USER)
	mov	CPU(SCRATCH), %ebx
	mov	(%ebx), %eax
	mov	%eax, KSPAWN_REGS_IP(%esp)
	add	$KSPAWN_WORD, %ebx
	mov	%ebx, KSPAWN_REGS_SP(%esp)
	mov	TLS_BASE, %eax
	mov	%eax, KSPAWN_REGS_TLS(%esp)
	mov	%esp, %ebx
	xor	%ebp, %ebp
	sub	$KSPAWN_STACK_ALIGN - KSPAWN_WORD, %esp
	push	CPU(USER_STATE)
	call	kspawn_user_save
	mov	%ebx, (%esp)
	call	kspawn_hosted_syscall
	ud2
end kspawn_hosted_gate

/* void kspawn_hosted_exit(void *frame, uintptr_t tls)
 * in      4(esp) frame, 8(esp) tls
 */
function_in kspawn_hosted_text, kspawn_hosted_exit
	movl	$1, CPU(IN_USER)
	mov	4(%esp), %esi
	mov	8(%esp), %eax
	mov	%eax, TLS_BASE
	mov	$kspawn_hosted_tls, %ebx
	mov	$__NR_set_thread_area, %eax
	int	$0x80
	mov	%esi, %esp
	mov	$__NR_rt_sigreturn, %eax
	int	$0x80
	ud2
end kspawn_hosted_exit

/* void kspawn_hosted_signal_entry(int sig, siginfo_t *info, void *context)
 * in      on the stack: sig, info, context; gs of the interrupted code, which the host's return from a signal restores
 * uses    ebp for esp
 * The direction flag is cleared and the stack aligned here: Linux does both before it calls a handler, QEMU 7.2 neither.
 */
function kspawn_hosted_signal_entry
	cld
	push_all ebp
	mov	%esp, %ebp
	.cfi_def_cfa_register %ebp
	load_host_tls
	and	$-KSPAWN_STACK_ALIGN, %esp
	push	TLS_BASE
	push	16(%ebp)
	push	12(%ebp)
	push	8(%ebp)
	call	kspawn_hosted_signal
	mov	%ebp, %esp
	.cfi_def_cfa_register %esp
	pop_all	ebp
	ret
end kspawn_hosted_signal_entry
