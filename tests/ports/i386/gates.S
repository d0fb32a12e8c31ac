/* tests/ports/i386/gates.S: registers to and from memory, with an interrupt between */
#include "gates.h"
#include "asm.h"

#define GATE(field) gate + GATE_##field

/* All except edi, which is the base. */
	.macro	each_reg op
	each	\op, edi, KSPAWN_REGS_BX, ebx, ecx, edx, esi
	each	\op, edi, KSPAWN_REGS_BP, ebp, eax
	.endm

	.macro	keep_segment segment, offset
	mov	%\segment, %eax
	mov	%eax, \offset(%edi)
	.endm

/* void gate_pass(const struct kspawn_pt_regs *want, struct kspawn_pt_regs *got) */
function gate_pass
	.globl	gate_at, gate_back
	push_all ebp, ebx, esi, edi
	mov	20(%esp), %edi
	mov	24(%esp), %eax
	mov	%eax, GATE(GOT)
	mov	%esp, GATE(STACK)
	mov	KSPAWN_REGS_SP(%edi), %esp
	cmpl	$0, GATE(TASK)
	jne	1f
	push	KSPAWN_REGS_FLAGS(%edi)
	push	KSPAWN_REGS_CS(%edi)
	push	$gate_at
	cmpl	$0, GATE(HAS_ERROR)
	je	2f
	push	GATE(ERROR)
	jmp	2f
1:	mov	GATE(TASK), %al
	mov	%al, gate_at - 1
	movl	$3f, GATE(CODE)
2:	push	KSPAWN_REGS_FLAGS(%edi)
	popf
	mov	KSPAWN_REGS_ES(%edi), %es
	mov	KSPAWN_REGS_FS(%edi), %fs
	mov	KSPAWN_REGS_GS(%edi), %gs
	mov	KSPAWN_REGS_DS(%edi), %ds
	each_reg load
	mov	KSPAWN_REGS_DI(%edi), %edi
	jmp	*GATE(CODE)
3:	int	$0 /* the task's */
gate_at:
	ud2
gate_back:
	mov	%edi, GATE(DI)
	mov	GATE(GOT), %edi
	each_reg store
	mov	%esp, KSPAWN_REGS_SP(%edi)
	pushf
	pop	KSPAWN_REGS_FLAGS(%edi)
	mov	GATE(DI), %eax
	mov	%eax, KSPAWN_REGS_DI(%edi)
	keep_segment ds, KSPAWN_REGS_DS
	keep_segment es, KSPAWN_REGS_ES
	keep_segment fs, KSPAWN_REGS_FS
	keep_segment gs, KSPAWN_REGS_GS
	keep_segment cs, KSPAWN_REGS_CS
	keep_segment ss, KSPAWN_REGS_SS
	push	$2 /* nothing but the bit that is fixed */
	popf
	mov	$KSPAWN_KERNEL_DS, %eax
	mov	%eax, %ds
	mov	%eax, %es
	mov	$KSPAWN_KERNEL_FS, %eax
	mov	%eax, %fs
	mov	GATE(STACK), %esp
	pop_all	edi, esi, ebx, ebp
	ret
end gate_pass

/* void __wrap_kspawn_entry_exit_to_user(struct kspawn_pt_regs *regs) */
function __wrap_kspawn_entry_exit_to_user
	mov	%ebp, gate_frame
	jmp	gate_leave
end __wrap_kspawn_entry_exit_to_user
