/* x86_64 start.S: the first instruction of a program, and its way to the gate */
#include <asm.h>

/* Entered by execve with %rsp on argc. */
FUNC _start
	.cfi_undefined %rip
	xor	%ebp, %ebp
	mov	%rsp, %rdi
	and	$-16, %rsp	/* so that a program can report a wrong one */
	call	kspawn_start
	ud2
END _start
	.weak	kspawn_entry
	.hidden kspawn_entry
	.set	kspawn_entry, _start

/* void kspawn_machine_call(void): the gate where there is none.
 * in: nr %rax, arguments %rdi %rsi %rdx %r10 %r8 %r9; out: %rax; keeps all
 * else, but after clone and vfork %rcx, %r9 and %r11 are lost: the child returns on
 * another stack or on its parent's, so the return address is in a register
 * that neither call reads. */
FUNC kspawn_machine_call
	pushf
	cmp	$KSPAWN_USER_NR_CLONE, %rax
	je	1f
	cmp	$KSPAWN_USER_NR_VFORK, %rax
	je	1f
	popf
	push	%rcx		/* SYSCALL puts ip and flags in rcx and r11 */
	push	%r11
	syscall
	pop	%r11
	pop	%rcx
	ret
1:	popf
	pop	%r9
	syscall
	push	%r9
	ret
END kspawn_machine_call

/* long sys(long nr, long a0, ..., long a5) */
FUNC sys
	mov	%rdi, %rax
	mov	%rsi, %rdi
	mov	%rdx, %rsi
	mov	%rcx, %rdx
	mov	%r8, %r10
	mov	%r9, %r8
	mov	8(%rsp), %r9
	call	*kspawn_gate(%rip)
	ret
END sys

/* long sys_vfork(void): the child overwrites the stack below its caller's
 * frame, so the parent finds its return address in %rdx. */
FUNC sys_vfork
	pop	%rdx
	.cfi_adjust_cfa_offset -8
	.cfi_register %rip, %rdx
	mov	$KSPAWN_USER_NR_VFORK, %eax
	call	*kspawn_gate(%rip)
	push	%rdx
	.cfi_adjust_cfa_offset 8
	.cfi_offset %rip, -8
	ret
END sys_vfork

/* long kspawn_clone_call(long nr, long flags, void *stack, long a2, long a3, long a4)
 * the child starts with fn and arg on `stack`. */
FUNC kspawn_clone_call
	mov	%rdi, %rax
	mov	%rsi, %rdi
	mov	%rdx, %rsi
	mov	%rcx, %rdx
	mov	%r8, %r10
	mov	%r9, %r8
	call	*kspawn_gate(%rip)
	test	%rax, %rax
	jz	1f
	ret
1:	.cfi_undefined %rip
	xor	%ebp, %ebp
	pop	%rdi
	pop	%rsi
	call	kspawn_thread_start
	ud2
END kspawn_clone_call
