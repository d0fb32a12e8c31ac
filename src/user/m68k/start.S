/* m68k start.S: the first instruction of a program, and its way to the gate */
#include <asm.h>

/* Lost: `reg`, an address register */
	.macro CALL_GATE reg
	move.l	kspawn_gate(%pc), \reg
	jsr	(\reg)
	.endm

/* The registers of a call, from arguments that are 20 bytes above sp: the number is the first. */
	.macro CALL_WITH_ARGUMENTS
	movem.l	%d2-%d5, -(%sp)
	.cfi_adjust_cfa_offset 16
	.cfi_rel_offset %d2, 0
	.cfi_rel_offset %d3, 4
	.cfi_rel_offset %d4, 8
	.cfi_rel_offset %d5, 12
	movem.l	20(%sp), %d0-%d5
	move.l	44(%sp), %a0
	CALL_GATE %a1
	.endm

	.macro RESTORE
	movem.l	(%sp)+, %d2-%d5
	.cfi_adjust_cfa_offset -16
	.cfi_restore %d2
	.cfi_restore %d3
	.cfi_restore %d4
	.cfi_restore %d5
	.endm

/* Entered by execve with sp on argc. */
FUNC _start
	.cfi_undefined 24
	suba.l	%a6, %a6
	move.l	%sp, %a0
	move.l	%sp, %d0
	and.l	#-16, %d0	/* so that a program can report a wrong one */
	move.l	%d0, %sp
	move.l	%a0, -(%sp)
	bsr.l	kspawn_start
	illegal
END _start
	.weak	kspawn_entry
	.hidden kspawn_entry
	.set	kspawn_entry, _start

/* void kspawn_machine_call(void): the gate where there is none.
 * in: nr d0, arguments d1 to d5, a0; out: d0; keeps all else, but after clone and vfork a1 is lost: the child returns on
 * another stack or on its parent's, so the return address is in a register that neither call reads. */
FUNC kspawn_machine_call
	move.w	%ccr, -(%sp)
	cmp.l	#KSPAWN_USER_NR_CLONE, %d0
	beq.s	1f
	cmp.l	#KSPAWN_USER_NR_VFORK, %d0
	beq.s	1f
	move.w	(%sp)+, %ccr
	trap	#0
	rts
1:	move.w	(%sp)+, %ccr
	move.l	(%sp)+, %a1
	trap	#0
	jmp	(%a1)
END kspawn_machine_call

/* long sys(long nr, long a0, ..., long a5) */
FUNC sys
	CALL_WITH_ARGUMENTS
	RESTORE
	rts
END sys

/* long sys_vfork(void): the child overwrites the stack below its caller's frame, so the parent finds its return address in
 * a0, the unused sixth argument. */
FUNC sys_vfork
	move.l	(%sp)+, %a0
	.cfi_adjust_cfa_offset -4
	.cfi_register 24, %a0
	move.l	#KSPAWN_USER_NR_VFORK, %d0
	CALL_GATE %a1
	jmp	(%a0)
END sys_vfork

/* long kspawn_clone_call(long nr, long flags, void *stack, long a2, long a3, long a4)
 * the child starts with fn and arg on `stack`, as a call has them. */
FUNC kspawn_clone_call
	CALL_WITH_ARGUMENTS
	tst.l	%d0
	beq.s	1f
	.cfi_remember_state
	RESTORE
	rts
1:	.cfi_restore_state
	.cfi_undefined 24
	suba.l	%a6, %a6
	bsr.l	kspawn_thread_start
	illegal
END kspawn_clone_call
