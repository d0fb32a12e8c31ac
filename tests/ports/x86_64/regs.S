/* tests/ports/x86_64/regs.S: fill every register, call, and see what came back */
#include <asm.h>
#include <regs.h>

#include "../../../src/arch/x86_64/dialect.h"
#include "../../../src/arch/common/lists.h"

/* All except rdi, the base, and sp. */
	.macro registers op
	each	\op, rdi, KSPAWN_REGS_R15, KSPAWN_REGISTERS
	.endm

/* All except rdi and TLS. The caller loads the control words of the ABI afterwards. */
	.macro store_registers
	registers store
	mov	%rsp, KSPAWN_REGS_SP(%rdi)
	pushf
	cld
	popq	KSPAWN_REGS_FLAGS(%rdi)
	fxsave64 REGS_FP(%rdi)
	.endm

/* The entry of the program, before _start: keeps what execve left in the registers. */
FUNC kspawn_entry
	mov	%rdi, KSPAWN_REGS_DI+regs_start(%rip)
	lea	regs_start(%rip), %rdi
	store_registers
	mov	%fs:secret, %rax			/* is the secret at FS base 0 alone */
	sub	secret(%rip), %rax
	mov	%rax, KSPAWN_REGS_TLS(%rdi)
	jmp	_start
END kspawn_entry
	.section .rodata
	.balign	8
secret:	.quad	0x5ca1ab1e0ddba11
	.text

/* void regs_call(struct all_regs *in, struct all_regs *out, void (*target)(void))
 * in: rdi, rsi, rdx; on the stack across the call: target, out */
FUNC regs_call
	.irp	register, KSPAWN_SWITCH_REGS
	push	%\register
	.cfi_adjust_cfa_offset 8
	.endr
	push	%rsi
	push	%rdx
	.cfi_adjust_cfa_offset 16
	mov	%rsp, KSPAWN_REGS_SP(%rdi)
	fxrstor64 REGS_FP(%rdi)
	pushq	KSPAWN_REGS_FLAGS(%rdi)
	popf
	registers load
	mov	KSPAWN_REGS_DI(%rdi), %rdi
	call	*(%rsp)
	xchg	%rdi, 8(%rsp)
	store_registers
	fninit
	push	$0x1f80					/* the ABI's MXCSR */
	ldmxcsr	(%rsp)
	pop	%rax
	pop	%rax
	pop	KSPAWN_REGS_DI(%rdi)
	.cfi_adjust_cfa_offset -16
	mov	%fs:0, %rax
	mov	%rax, KSPAWN_REGS_TLS(%rdi)
	.irp	register, r15, r14, r13, r12, rbx, rbp
	pop	%\register
	.cfi_adjust_cfa_offset -8
	.endr
	ret
END regs_call

/* void regs_spin(void): some milliseconds with every register as it was */
FUNC regs_spin
	pushf
	push	$0x300000
1:	decq	(%rsp)
	jnz	1b
	lea	8(%rsp), %rsp
	popf
	ret
END regs_spin
