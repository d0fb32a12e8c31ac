/* tests/ports/x86_64/regs.S: fill every register, call, and see what came back */
#include <asm.h>
#include <regs.h>

	.macro EACH_BUT_RDI op
	\op	REGS_RAX, %rax
	\op	REGS_RBX, %rbx
	\op	REGS_RCX, %rcx
	\op	REGS_RDX, %rdx
	\op	REGS_RSI, %rsi
	\op	REGS_RBP, %rbp
	\op	REGS_R8, %r8
	\op	REGS_R9, %r9
	\op	REGS_R10, %r10
	\op	REGS_R11, %r11
	\op	REGS_R12, %r12
	\op	REGS_R13, %r13
	\op	REGS_R14, %r14
	\op	REGS_R15, %r15
	.endm
	.macro LOAD word, reg
	mov	8*\word(%rdi), \reg
	.endm
	.macro STORE word, reg
	mov	\reg, 8*\word(%rdi)
	.endm
	.macro STORE_START word, reg
	mov	\reg, 8*\word+regs_start(%rip)
	.endm

/* The entry of the program, before _start: keeps what execve left in the registers. */
FUNC kspawn_entry
	EACH_BUT_RDI STORE_START
	STORE_START REGS_RDI, %rdi
	STORE_START REGS_SP, %rsp
	pushf
	pop	%rax
	STORE_START REGS_FLAGS, %rax
	fxsave	8*REGS_FX+regs_start(%rip)
	movl	$0, 8*REGS_MXCSR+4+regs_start(%rip)	/* MXCSR_MASK */
	mov	%fs:secret, %rax			/* is the secret at FS base 0 alone */
	sub	secret(%rip), %rax
	STORE_START REGS_TLS, %rax
	jmp	_start
END kspawn_entry
	.section .rodata
	.balign	8
secret:	.quad	0x5ca1ab1e0ddba11
	.text

/* void regs_call(struct regs *in, struct regs *out, void (*target)(void))
 * in: %rdi, %rsi, %rdx; on the stack across the call: target, out. */
FUNC regs_call
	push	%rbp
	push	%rbx
	push	%r12
	push	%r13
	push	%r14
	push	%r15
	push	%rsi
	push	%rdx
	mov	%rsp, 8*REGS_SP(%rdi)
	fxrstor	8*REGS_FX(%rdi)
	pushq	8*REGS_FLAGS(%rdi)
	popf
	EACH_BUT_RDI LOAD
	LOAD	REGS_RDI, %rdi
	call	*(%rsp)
	xchg	%rdi, 8(%rsp)
	EACH_BUT_RDI STORE
	STORE	REGS_SP, %rsp
	pushf
	cld
	popq	8*REGS_FLAGS(%rdi)
	fxsave	8*REGS_FX(%rdi)
	movl	$0, 8*REGS_MXCSR+4(%rdi)	/* MXCSR_MASK */
	fninit
	push	$0x1f80				/* the ABI's MXCSR */
	ldmxcsr	(%rsp)
	pop	%rax
	mov	8(%rsp), %rax
	STORE	REGS_RDI, %rax
	mov	%fs:0, %rax
	STORE	REGS_TLS, %rax
	add	$16, %rsp
	pop	%r15
	pop	%r14
	pop	%r13
	pop	%r12
	pop	%rbx
	pop	%rbp
	ret
END regs_call

/* void regs_spin(void): some milliseconds with every register as it was. */
FUNC regs_spin
	pushf
	push	$0x300000
1:	decq	(%rsp)
	jnz	1b
	lea	8(%rsp), %rsp
	popf
	ret
END regs_spin

/* unsigned long regs_milliseconds(void): never faster than time, on a
 * processor of at most 5 GHz. */
FUNC regs_milliseconds
	rdtsc
	shl	$32, %rdx
	or	%rdx, %rax
	xor	%edx, %edx
	mov	$5000000, %ecx
	div	%rcx
	ret
END regs_milliseconds
