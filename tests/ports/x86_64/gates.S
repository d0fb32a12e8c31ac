/* tests/ports/x86_64/gates.S: registers to and from memory, with an interrupt between */
#include "gates.h"
#include "asm.h"

#define GATE(field) gate + GATE_##field(%rip)

/* void gate_pass(const struct kspawn_pt_regs *want, struct kspawn_pt_regs *got) */
function gate_pass
	.globl	gate_at, gate_back
	.irp	reg, rbx, rbp, r12, r13, r14, r15
	push	%\reg
	.cfi_adjust_cfa_offset KSPAWN_WORD
	.endr
	mov	%rsi, GATE(GOT)
	mov	%rsp, GATE(STACK)
	mov	KSPAWN_REGS_SP(%rdi), %rsp
	mov	%rsp, %rdx
	mov	%ss, %eax
	push	%rax
	push	%rdx
	push	KSPAWN_REGS_FLAGS(%rdi)
	mov	%cs, %eax
	push	%rax
	lea	gate_at(%rip), %rax
	push	%rax
	cmpq	$0, GATE(HAS_ERROR)
	je	1f
	push	GATE(ERROR)
1:	cmpq	$0, GATE(SWAPPED)
	je	2f
	swapgs
2:	push	KSPAWN_REGS_FLAGS(%rdi)
	popfq
	each	load, rdi, KSPAWN_REGS_R15, KSPAWN_REGISTERS
	mov	KSPAWN_REGS_DI(%rdi), %rdi
	jmp	*GATE(CODE)
gate_at:
	ud2
gate_back:
	mov	%rdi, GATE(DI)
	mov	GATE(GOT), %rdi
	each	store, rdi, KSPAWN_REGS_R15, KSPAWN_REGISTERS
	mov	%rsp, KSPAWN_REGS_SP(%rdi)
	pushfq
	pop	KSPAWN_REGS_FLAGS(%rdi)
	mov	GATE(DI), %rax
	mov	%rax, KSPAWN_REGS_DI(%rdi)
	push	$2 /* nothing but the bit that is fixed */
	popfq
	cmpq	$0, GATE(SWAPPED)
	je	3f
	swapgs
3:	mov	GATE(STACK), %rsp
	.irp	reg, r15, r14, r13, r12, rbp, rbx
	pop	%\reg
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	.endr
	ret
end gate_pass

/* void __wrap_kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs) */
function __wrap_kspawn_entry_exit_to_user
	mov	%rbp, gate_frame(%rip)
	jmp	gate_leave
end __wrap_kspawn_entry_exit_to_user
