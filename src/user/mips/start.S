/* mips start.S: the first instruction of a program, and its way to the gate */
#include <asm.h>
#include "address.h"

/* Room for the gate, and the return address. */
#if _MIPS_SIM == _ABIO32
#define FRAME (KSPAWN_USER_GATE_AREA + 8)
#else
#define FRAME 16
#endif
#define SAVED_RA (FRAME - KSPAWN_WORD)

/* Loads the gate's address into $t9, which has the address of `function`. Must be the first code of `function`. */
	.macro LOAD_GATE function
	TABLE_OF $v0, $t9, \function
	ADDRESS_OF $v0, kspawn_gate, $v0
	REG_L	$t9, 0($v0)
	.endm

/* Entered by execve with $sp on argc. */
FUNC _start
	.cfi_undefined $ra
	bal	.Lhere
	move	$fp, $zero
.Lhere:
	TABLE_OF $gp, $ra, .Lhere
	RELOCATE_TABLE $gp, $ra, .Lhere
	ADDRESS_OF $t9, kspawn_start, $gp
	move	$ra, $zero
	move	$a0, $sp
	li	$v0, -16	/* so that a program can report a wrong one */
	and	$sp, $sp, $v0
	jalr	$t9
	PTR_ADDIU $sp, $sp, -16
	break
END _start
	.weak	kspawn_entry
	.hidden kspawn_entry
	.set	kspawn_entry, _start
	.globl	__start /* where linkers begin a program that names no entry */
	.hidden __start
	.set	__start, _start

/* void kspawn_machine_call(void): the gate where there is none.
 * in: nr $v0, arguments $a0 to $a3, $8, $9; out: $v0, and $a3 whether it is an
 * errno; keeps all else that Linux keeps. */
FUNC kspawn_machine_call
#if _MIPS_SIM == _ABIO32
	sw	$8, 16($sp)
	sw	$9, 20($sp)
#endif
	syscall
	jr	$ra
	nop
END kspawn_machine_call

/* long sys(long nr, long a0, ..., long a5) */
FUNC sys
	LOAD_GATE sys
	PTR_ADDIU $sp, $sp, -FRAME
	.cfi_adjust_cfa_offset FRAME
	REG_S	$ra, SAVED_RA($sp)
	.cfi_rel_offset $ra, SAVED_RA
	move	$v0, $a0
	move	$a0, $a1
	move	$a1, $a2
	move	$a2, $a3
#if _MIPS_SIM == _ABIO32
	lw	$a3, FRAME + 16($sp)
	lw	$8, FRAME + 20($sp)
	lw	$9, FRAME + 24($sp)
#else
	move	$a3, $8
	move	$8, $9
	move	$9, $10
#endif
	jalr	$t9
	nop
	REG_L	$ra, SAVED_RA($sp)
	.cfi_restore $ra
	beqz	$a3, 1f
	PTR_ADDIU $sp, $sp, FRAME
	.cfi_adjust_cfa_offset -FRAME
	PTR_SUBU $v0, $zero, $v0
1:	jr	$ra
	nop
END sys

/* long sys_vfork(void): the child overwrites the stack below its caller's
 * frame, so the parent finds its return address in $a2, the unused parent_tid. */
FUNC sys_vfork
	LOAD_GATE sys_vfork
	move	$a2, $ra
	.cfi_register $ra, $a2
	PTR_ADDIU $sp, $sp, -FRAME
	.cfi_adjust_cfa_offset FRAME
	li	$v0, KSPAWN_USER_NR_CLONE
	li	$a0, KSPAWN_USER_VFORK_FLAGS
	move	$a1, $zero
	move	$a3, $zero
	move	$8, $zero
	jalr	$t9
	nop
	beqz	$a3, 1f
	PTR_ADDIU $sp, $sp, FRAME
	.cfi_adjust_cfa_offset -FRAME
	PTR_SUBU $v0, $zero, $v0
1:	jr	$a2
	nop
END sys_vfork

/* long kspawn_clone_call(long nr, long flags, void *stack, long a2, long a3, long a4)
 * the child starts with fn and arg on `stack`. */
FUNC kspawn_clone_call
	LOAD_GATE kspawn_clone_call
	PTR_ADDIU $sp, $sp, -FRAME
	.cfi_adjust_cfa_offset FRAME
	REG_S	$ra, SAVED_RA($sp)
	.cfi_rel_offset $ra, SAVED_RA
	move	$v0, $a0
	move	$a0, $a1
	move	$a1, $a2
	move	$a2, $a3
#if _MIPS_SIM == _ABIO32
	lw	$a3, FRAME + 16($sp)
	lw	$8, FRAME + 20($sp)
#else
	move	$a3, $8
	move	$8, $9
#endif
	jalr	$t9
	nop
	.cfi_remember_state
	or	$v1, $v0, $a3
	beqz	$v1, 2f
	REG_L	$ra, SAVED_RA($sp)	/* a child does not need it */
	beqz	$a3, 1f
	nop
	PTR_SUBU $v0, $zero, $v0
1:	jr	$ra
	PTR_ADDIU $sp, $sp, FRAME
2:	.cfi_restore_state
	.cfi_undefined $ra
	bal	.Lchild
	move	$fp, $zero
.Lchild:
	TABLE_OF $t9, $ra, .Lchild
	ADDRESS_OF $t9, kspawn_thread_start, $t9
	move	$ra, $zero
	REG_L	$a0, 0($sp)
	REG_L	$a1, KSPAWN_WORD($sp)
	jalr	$t9
	PTR_ADDIU $sp, $sp, -16
	break
END kspawn_clone_call
