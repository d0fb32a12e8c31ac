/* src/entry/mips/entry.S: system calls, exceptions and interrupts in kernel mode, and the ways back */
#include <kspawn/arch/entry.h>
#include <kspawn/arch/abi.h>
#include "asm.h"

	.set noat

/* Registers of CP0. (MIPS32 PRA, 9) */
#define HWRENA $7
#define BADVADDR $8
#define STATUS $12
#define CAUSE $13
#define EPC $14
#define EBASE $15, 1
#define CONFIG3 $16, 3
#define USER_LOCAL $4, 2
#define SYNCI_STEP $1

#define STATUS_EXL (1 << 1)
#define STATUS_UM (1 << 4)
#define STATUS_USER (STATUS_UM | STATUS_EXL | 1 /* IE */)
#define STATUS_MODE_BITS 5 /* IE, EXL, ERL, KSU */
#define STATUS_BEV (1 << 22)
#define STATUS_CU1 (1 << 29)
#if KSPAWN_WORD == 8
#define STATUS_KERNEL (STATUS_CU1 | 1 << 26 /* FR */ | 0xe0 /* KX, SX, UX */)
#else
#define STATUS_KERNEL STATUS_CU1
#endif
#define CAUSE_SYSCALL_BITS 0x8000007c /* BD, ExcCode */
#define CAUSE_SYSCALL (8 << 2)
#define CONFIG3_ULRI 13
#define HWRENA_USER_LOCAL (1 << 29)
#define SYSCALL_SIZE 4

#define CPU(field) KSPAWN_ENTRY_##field($k0)

/* All registers but k0, k1 and sp; `op` is REG_S or REG_L. */
	.macro each_reg op
	.irp	n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 28, 30, 31
	\op	$\n, KSPAWN_REGS_R(\n)($sp)
	.endr
	.endm

/* The interrupted code is the caller; column 66 is the address that is not in a register. (GCC, DWARF_ALT_FRAME_RETURN_COLUMN) */
	.macro cfi_interrupted
	.cfi_signal_frame
	.cfi_return_column 66
	.cfi_def_cfa $s1, KSPAWN_REGS_SIZE
	.cfi_offset 66, KSPAWN_REGS_PC - KSPAWN_REGS_SIZE
	.irp	n, 16, 17, 18, 19, 20, 21, 22, 23, 28, 29, 30, 31
	.cfi_offset \n, KSPAWN_REGS_R(\n) - KSPAWN_REGS_SIZE
	.endr
	.endm

/* k0: the block. EXL is set, so that no interrupt takes k0. */
	.macro load_block
	mfc0	$k0, EBASE
	ins	$k0, $zero, 0, KSPAWN_ENTRY_ALIGN_SHIFT
	.endm

/* In the file at k1, from here on at sp and s1. In: k0 the block; out: a0 the file, a1 cause, a2 detail, s2 Status, gp.
 * From here on the TLB may be refilled: EXL is clear, and k0 is free. */
	.macro save_regs
	REG_S	$sp, KSPAWN_REGS_SP($k1)
	move	$sp, $k1
	each_reg REG_S
	mfhi	$t0
	REG_S	$t0, KSPAWN_REGS_HI($sp)
	mflo	$t0
	REG_S	$t0, KSPAWN_REGS_LO($sp)
	MFC0	$t0, EPC
	REG_S	$t0, KSPAWN_REGS_PC($sp)
	mfc0	$s2, STATUS
	REG_S	$s2, KSPAWN_REGS_STATUS($sp)
	li	$t0, -1
	REG_S	$t0, KSPAWN_REGS_NR($sp)
	mfc0	$a1, CAUSE
	MFC0	$a2, BADVADDR
	move	$a0, $sp
	move	$s1, $sp
	REG_L	$gp, CPU(GP)
	.endm

	.macro leave_exception_level
	move	$t0, $s2
	ins	$t0, $zero, 0, STATUS_MODE_BITS
	mtc0	$t0, STATUS
	ehb
	.endm

/* Loads all registers except sp from the pt_regs at s1, EXL set. The exception return itself ends the reservation of LL.
 * (MIPS32 Instruction Set, ERET) */
	.macro load_regs
	move	$sp, $s1
	.cfi_def_cfa $sp, KSPAWN_REGS_SIZE
	REG_L	$t0, KSPAWN_REGS_PC($sp)
	MTC0	$t0, EPC
	REG_L	$t0, KSPAWN_REGS_HI($sp)
	mthi	$t0
	REG_L	$t0, KSPAWN_REGS_LO($sp)
	mtlo	$t0
	each_reg REG_L
	.endm

/* To kernel mode, whose stack may be another by now. */
	.macro return_to_kernel
	REG_L	$t0, KSPAWN_REGS_STATUS($s1)
	ori	$t0, $t0, STATUS_EXL
	mtc0	$t0, STATUS
	ehb
	load_regs
	REG_L	$sp, KSPAWN_REGS_SP($sp)
	.cfi_def_cfa $sp, 0
	ehb
	eret
	.endm

	.macro call function
	PTR_LA	$t9, \function
	jalr	$t9
	.endm

/* One section, so that branches reach. */
	.macro entry_function name, outermost
	function_in .text.kspawn_entry, \name, \outermost
	.endm

	.section .rodata.kspawn_entry, "a", %progbits
cache_error: .asciz "a cache error"

/* What EBase leads to, wherever it is copied to. */
	.section .text.kspawn_entry, "ax", %progbits
	.balign 16
vectors:
	.macro vector offset, where
	.org	vectors + \offset
	load_block
	REG_L	$k1, \where($k0)
	jr	$k1
	nop
	.endm
	vector	0x000, KSPAWN_ENTRY_REFILL
	vector	0x080, KSPAWN_ENTRY_REFILL
	vector	0x100, KSPAWN_ENTRY_ERROR
	vector	0x180, KSPAWN_ENTRY_ALL
	.org	vectors + KSPAWN_ENTRY_VECTORS_SIZE

/* void kspawn_entry_start(struct kspawn_entry_cpu *cpu)
 * in      a0 cpu; out: EBase, Status, Cause; lost: t0 to t3
 */
entry_function kspawn_entry_start
	load_gp	kspawn_entry_start
	REG_S	$gp, KSPAWN_ENTRY_GP($a0)
	PTR_LA	$t0, kspawn_entry_vector
	REG_S	$t0, KSPAWN_ENTRY_ALL($a0)
	PTR_LA	$t0, kspawn_entry_cache_error
	REG_S	$t0, KSPAWN_ENTRY_ERROR($a0)
	PTR_LA	$t0, kspawn_entry_refill
	REG_S	$t0, KSPAWN_ENTRY_REFILL($a0)
	PTR_LA	$t0, vectors
	rdhwr	$t3, SYNCI_STEP
	PTR_ADDIU $t2, $a0, KSPAWN_ENTRY_VECTORS_SIZE
	move	$t1, $a0
1:	REG_L	$at, 0($t0)
	REG_S	$at, 0($t1)
	PTR_ADDIU $t1, $t1, KSPAWN_WORD
	bne	$t1, $t2, 1b
	PTR_ADDIU $t0, $t0, KSPAWN_WORD
	move	$t1, $a0
	beqz	$t3, 3f /* nothing to be made fit to fetch */
	nop
2:	synci	0($t1)
	PTR_ADDU $t1, $t1, $t3
	PTR_SUBU $t0, $t1, $t2
	bltz	$t0, 2b
	nop
3:	sync
	li	$t0, STATUS_KERNEL | STATUS_BEV
	mtc0	$t0, STATUS
	ehb
	mtc0	$a0, EBASE
	mtc0	$zero, CAUSE
	li	$t0, STATUS_KERNEL
	mtc0	$t0, STATUS
	move	$t1, $zero
	.irp	config, 1, 2 /* each says in its sign whether there is a next */
	mfc0	$t0, $16, \config
	bgez	$t0, 4f
	nop
	.endr
	mfc0	$t0, CONFIG3
	ext	$t1, $t0, CONFIG3_ULRI, 1
	beqz	$t1, 4f
	li	$t2, HWRENA_USER_LOCAL
	mfc0	$t0, HWRENA
	or	$t0, $t0, $t2
	mtc0	$t0, HWRENA
4:	REG_S	$t1, KSPAWN_ENTRY_USER_LOCAL($a0)
	jr.hb	$ra
	nop
end kspawn_entry_start

/* EBase leads here, for all exceptions but refills
 *
 * in      k0 the block; EXL
 * out     a0 and s1 registers, a1 cause, a2 detail; sp below them, or the task's
 */
entry_function kspawn_entry_vector, $ra
	mfc0	$k1, STATUS
	andi	$k1, $k1, STATUS_UM
	bnez	$k1, 1f
	nop
	REG_L	$k1, CPU(STACK_LOW)
	PTR_SUBU $k1, $k1, $sp
	PTR_ADDIU $k1, $k1, KSPAWN_ENTRY_RESERVE
	PTR_SRL	$k1, $k1, KSPAWN_ENTRY_RESERVE_AND_GUARD_SHIFT
	beqz	$k1, .Lfull
	nop
	PTR_ADDIU $k1, $sp, -KSPAWN_REGS_SIZE
	save_regs
	leave_exception_level
	b	.Lfrom_kernel
	PTR_ADDIU $sp, $sp, -KSPAWN_CALL_AREA
1:	REG_L	$k1, CPU(REGS_END)
	PTR_ADDIU $k1, $k1, -KSPAWN_REGS_SIZE
	save_regs
	REG_L	$sp, CPU(STACK)
	PTR_ADDIU $sp, $sp, -KSPAWN_CALL_AREA
	leave_exception_level
	move	$fp, $zero
	li	$t0, CAUSE_SYSCALL_BITS
	and	$t0, $t0, $a1
	xori	$t0, $t0, CAUSE_SYSCALL
	bnez	$t0, .Ltrapped
	nop
	b	.Lcall
	nop
end kspawn_entry_vector

/* in      a0 and s1 registers, a1 cause, a2 detail */
entry_function kspawn_entry_from_kernel
.Lfrom_kernel:
	cfi_interrupted
	call	kspawn_entry_trap
	nop
	return_to_kernel
end kspawn_entry_from_kernel

/* in      a0 and s1 registers, a1 cause, a2 detail; fp zero */
entry_function kspawn_entry_trapped
.Ltrapped:
	cfi_interrupted
	move	$s3, $gp
	call	kspawn_entry_trap
	nop
	b	.Lexit
	move	$gp, $s3
end kspawn_entry_trapped

/* in      a0 and s1 registers; fp zero */
entry_function kspawn_entry_call
.Lcall:
	cfi_interrupted
	move	$s3, $gp
	REG_L	$t0, KSPAWN_REGS_PC($s1)
	PTR_ADDIU $t0, $t0, SYSCALL_SIZE
	REG_S	$t0, KSPAWN_REGS_PC($s1)
	REG_L	$t0, KSPAWN_REGS_V0($s1)
	REG_S	$t0, KSPAWN_REGS_NR($s1)
	call	kspawn_entry_syscall
	nop
	b	.Lexit
	move	$gp, $s3
end kspawn_entry_call

/* void kspawn_return_to_user(struct kspawn_pt_regs *regs)
 * in      a0 regs; t9 this address
 * uses    s1 user registers, s3 gp
 */
entry_function kspawn_return_to_user, $ra
	load_gp	kspawn_return_to_user
	di
	ehb
	move	$s1, $a0
	move	$fp, $zero
	b	.Lexit
	move	$s3, $gp
end kspawn_return_to_user

/* in      s1 user registers, s3 and gp the kernel's */
entry_function kspawn_entry_exit, $ra
.Lexit:
	call	kspawn_entry_exit_to_user
	move	$a0, $s1
	move	$gp, $s3
	call	kspawn_pt_regs_valid
	move	$a0, $s1
	beqz	$v0, 2f
	move	$gp, $s3
	mfc0	$t0, STATUS
	ori	$t0, $t0, STATUS_USER
	mtc0	$t0, STATUS
	ehb
	load_block
	REG_L	$t1, CPU(USER_LOCAL)
	beqz	$t1, 1f
	REG_L	$t0, KSPAWN_REGS_TLS($s1)
	MTC0	$t0, USER_LOCAL
1:	load_regs
	REG_L	$sp, KSPAWN_REGS_SP($sp)
	move	$k0, $zero
	move	$k1, $zero
	ehb
	eret
2:	call	kspawn_entry_invalid
	nop
	break
end kspawn_entry_exit

/* The kernel stack is full
 *
 * in      k0 the block; EXL
 */
entry_function kspawn_entry_full, $ra
.Lfull:
	REG_L	$k1, CPU(EMERGENCY)
	PTR_ADDIU $k1, $k1, -KSPAWN_REGS_SIZE
	save_regs
	leave_exception_level
	b	.Loverflowed
	PTR_ADDIU $sp, $sp, -KSPAWN_CALL_AREA
end kspawn_entry_full

/* in      a0 and s1 registers */
entry_function kspawn_entry_overflowed
.Loverflowed:
	cfi_interrupted
	call	kspawn_entry_overflow
	nop
	return_to_kernel
end kspawn_entry_overflowed

/* in      k0 the block; ERL */
entry_function kspawn_entry_cache_error, $ra
	REG_L	$sp, CPU(EMERGENCY)
	REG_L	$gp, CPU(GP)
	PTR_LA	$a0, cache_error
	call	kspawn_panic
	PTR_ADDIU $sp, $sp, -KSPAWN_CALL_AREA
	break
end kspawn_entry_cache_error
