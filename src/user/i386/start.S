/* i386 start.S: the first instruction of a program, and its way to the gate */
#include <asm.h>

/* What a call needs and a function keeps. */
	.macro SAVE
	.irp	register, ebx, esi, edi, ebp
	push	%\register
	.cfi_adjust_cfa_offset 4
	.cfi_rel_offset \register, 0
	.endr
	.endm

	.macro RESTORE
	.irp	register, ebp, edi, esi, ebx
	pop	%\register
	.cfi_adjust_cfa_offset -4
	.cfi_restore \register
	.endr
	.endm

/* Pushes the gate's address: no register is left for it. Lost: eax */
	.macro PUSH_GATE
	call	.Lhere\@
.Lhere\@:
	.cfi_adjust_cfa_offset 4
	mov	(%esp), %eax
	mov	kspawn_gate - .Lhere\@(%eax), %eax
	mov	%eax, (%esp)
	.endm

	.macro POP_GATE
	add	$4, %esp
	.cfi_adjust_cfa_offset -4
	.endm

/* Calls the gate with a function's arguments: the number, and those behind it, which are the call's. */
	.macro CALL_GATE
	SAVE
	PUSH_GATE
	mov	24(%esp), %eax
	mov	28(%esp), %ebx
	mov	32(%esp), %ecx
	mov	36(%esp), %edx
	mov	40(%esp), %esi
	mov	44(%esp), %edi
	mov	48(%esp), %ebp
	call	*(%esp)
	.endm

/* Entered by execve with %esp on argc. */
FUNC _start
	.cfi_undefined %eip
	xor	%ebp, %ebp
	mov	%esp, %eax
	and	$-16, %esp	/* so that a program can report a wrong one */
	sub	$12, %esp
	push	%eax
	call	kspawn_start
	ud2
END _start
	.weak	kspawn_entry
	.hidden kspawn_entry
	.set	kspawn_entry, _start

/* void kspawn_machine_call(void): the gate where there is none.
 * in: nr %eax, arguments %ebx %ecx %edx %esi %edi %ebp; out: %eax; keeps all else, but after clone and vfork %ebp is lost:
 * the child returns on another stack or on its parent's, so the return address is in a register that neither call reads. */
FUNC kspawn_machine_call
	pushf
	cmp	$KSPAWN_USER_NR_CLONE, %eax
	je	1f
	cmp	$KSPAWN_USER_NR_VFORK, %eax
	je	1f
	popf
	int	$0x80
	ret
1:	popf
	pop	%ebp
	int	$0x80
	push	%ebp
	ret
END kspawn_machine_call

/* long sys(long nr, long a0, ..., long a5) */
FUNC sys
	CALL_GATE
	POP_GATE
	RESTORE
	ret
END sys

/* long sys_vfork(void): the child overwrites the stack below its caller's frame, so the parent finds its return address in
 * %edx, and its frame pointer in %ecx. */
FUNC sys_vfork
	pop	%edx
	.cfi_adjust_cfa_offset -4
	.cfi_register %eip, %edx
	mov	%ebp, %ecx
	.cfi_register %ebp, %ecx
	PUSH_GATE
	mov	$KSPAWN_USER_NR_VFORK, %eax
	call	*(%esp)
	POP_GATE
	mov	%ecx, %ebp
	.cfi_restore %ebp
	push	%edx
	.cfi_adjust_cfa_offset 4
	.cfi_offset %eip, -4
	ret
END sys_vfork

/* long kspawn_clone_call(long nr, long flags, void *stack, long a2, long a3, long a4, long a5)
 * the child starts with fn and arg on `stack`. */
FUNC kspawn_clone_call
	CALL_GATE
	test	%eax, %eax
	jz	1f
	POP_GATE
	RESTORE
	ret
1:	.cfi_undefined %eip
	xor	%ebp, %ebp
	pop	%eax
	pop	%edx
	sub	$8, %esp
	push	%edx
	push	%eax
	call	kspawn_thread_start
	ud2
END kspawn_clone_call
