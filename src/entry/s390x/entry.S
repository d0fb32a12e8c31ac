/* src/entry/s390x/entry.S: supervisor calls, program exceptions and interruptions, and the ways back */
#include <kspawn/arch/entry.h>
#include "asm.h"

/* The lowcore. (z/Architecture Principles of Operation, "Assigned Storage Locations") */
#define EXTERNAL_PARAMETER 0x80
#define EXTERNAL_CODE 0x86
#define SVC_CODE 0x8a
#define PROGRAM_LENGTH_AND_CODE 0x8c
#define TRANSLATION_EXCEPTION 0xa8
#define SUBSYSTEM 0xb8
#define MACHINE_CHECK_CODE 0xe8
#define OLD_PSWS 0x120 /* restart, external, supervisor call, program, machine check, input and output */
#define NEW_PSWS 0x1a0
#define PSW_SIZE 16
/* The entry's own: the block, r12 to r15, the PSW to return by. */
#define CPU KSPAWN_ENTRY_LOWCORE
#define SCRATCH (CPU + KSPAWN_WORD)
#define SCRATCH_R15 (SCRATCH + 3 * KSPAWN_WORD)
#define RETURN_PSW (SCRATCH + 4 * KSPAWN_WORD)

#define OLD_PSW(kind) (OLD_PSWS + ((kind) / KSPAWN_ENTRY_KIND - 1) * PSW_SIZE)
#define KSPAWN_ENTRY_PROGRAM (4 * KSPAWN_ENTRY_KIND)

/* Translation, home space, addresses of 64 bits. (ibid., "Program-Status-Word Format") */
#define KERNEL_MASK 0x0400c00180000000
#define PROBLEM_STATE 1 /* in the second byte */
#define NO_INTERRUPTIONS 0xfc

#define CODE_SHIFT 16
#define REGS_R(n) (KSPAWN_REGS_R0 + (n) * KSPAWN_WORD)

/* The interrupted code is the caller; columns 64 and 65 are the PSW. (ELF ABI s390x Supplement, 1.6) */
	.macro cfi_interrupted
	.cfi_signal_frame
	.cfi_return_column 65
	.cfi_def_cfa 6, KSPAWN_REGS_SIZE
	.cfi_offset 64, KSPAWN_REGS_MASK - KSPAWN_REGS_SIZE
	.cfi_offset 65, KSPAWN_REGS_PC - KSPAWN_REGS_SIZE
	.irp	n, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
	.cfi_offset \n, REGS_R(\n) - KSPAWN_REGS_SIZE
	.endr
	.endm

/* To pt_regs below r15, which r2 and r6 become. In: r12 cause, r13 detail, r14 old PSW, their words in SCRATCH */
	.macro save_regs
	aghi	%r15, -KSPAWN_REGS_SIZE
	stmg	%r0, %r11, REGS_R(0)(%r15)
	mvc	REGS_R(12)(4 * KSPAWN_WORD, %r15), SCRATCH
	mvc	KSPAWN_REGS_MASK(PSW_SIZE, %r15), 0(%r14)
	stam	%a0, %a1, KSPAWN_REGS_TLS(%r15)
	mvghi	KSPAWN_REGS_NR(%r15), -1
	lgr	%r2, %r15
	lgr	%r6, %r15
	.endm

/* To the second argument and the third. */
	.macro pass_cause
	lgr	%r3, %r12
	lgr	%r4, %r13
	.endm

/* All registers and the PSW, from the pt_regs at r6. */
	.macro return_to_program
	mvc	RETURN_PSW(PSW_SIZE), KSPAWN_REGS_MASK(%r6)
	lam	%a0, %a1, KSPAWN_REGS_TLS(%r6)
	lmg	%r0, %r15, REGS_R(0)(%r6)
	.cfi_def_cfa 15, 0
	lpswe	RETURN_PSW
	.endm

#define return_to_kernel return_to_program

/* void kspawn_entry_start(struct kspawn_entry_cpu *cpu)
 * in      r2 cpu; lost: r0, r1
 */
function kspawn_entry_start
	stg	%r2, CPU
	llihf	%r0, KERNEL_MASK >> 32
	oilf	%r0, KERNEL_MASK & 0xffffffff
	.set	kspawn_at, NEW_PSWS
	.irp	name, restart, external, svc, program, machine_check, io
	larl	%r1, kspawn_entry_\name
	stmg	%r0, %r1, kspawn_at
	.set	kspawn_at, kspawn_at + PSW_SIZE
	.endr
	br	%r14
end kspawn_entry_start

	.macro vector kind
	stmg	%r12, %r15, SCRATCH
	lghi	%r14, OLD_PSW(\kind)
	.endm

/* in      the home space, interruptions off; in the lowcore the old PSW and what the processor says */
function kspawn_entry_program, RETURN_ADDRESS
	vector	KSPAWN_ENTRY_PROGRAM
	llgf	%r12, PROGRAM_LENGTH_AND_CODE
	lg	%r13, TRANSLATION_EXCEPTION
	j	kspawn_entry_vector
end kspawn_entry_program

function kspawn_entry_external, RETURN_ADDRESS
	vector	KSPAWN_ENTRY_EXTERNAL
	llgh	%r12, EXTERNAL_CODE
	oilh	%r12, KSPAWN_ENTRY_EXTERNAL >> CODE_SHIFT
	llgf	%r13, EXTERNAL_PARAMETER
	j	kspawn_entry_vector
end kspawn_entry_external

function kspawn_entry_svc, RETURN_ADDRESS
	vector	KSPAWN_ENTRY_SVC
	llgh	%r12, SVC_CODE
	oilh	%r12, KSPAWN_ENTRY_SVC >> CODE_SHIFT
	j	kspawn_entry_vector
end kspawn_entry_svc

function kspawn_entry_machine_check, RETURN_ADDRESS
	vector	KSPAWN_ENTRY_MACHINE_CHECK
	llilh	%r12, KSPAWN_ENTRY_MACHINE_CHECK >> CODE_SHIFT
	lg	%r13, MACHINE_CHECK_CODE
	j	kspawn_entry_vector
end kspawn_entry_machine_check

function kspawn_entry_io, RETURN_ADDRESS
	vector	KSPAWN_ENTRY_IO
	llilh	%r12, KSPAWN_ENTRY_IO >> CODE_SHIFT
	llgf	%r13, SUBSYSTEM
	j	kspawn_entry_vector
end kspawn_entry_io

function kspawn_entry_restart, RETURN_ADDRESS
	vector	KSPAWN_ENTRY_RESTART
	llilh	%r12, KSPAWN_ENTRY_RESTART >> CODE_SHIFT
	j	kspawn_entry_vector
end kspawn_entry_restart

/* in      r12 cause, r13 detail, r14 old PSW
 * out     r2 and r6 registers, r3 cause, r4 detail
 */
function kspawn_entry_vector, RETURN_ADDRESS
	lg	%r15, CPU
	tm	1(%r14), PROBLEM_STATE
	jnz	1f
	lg	%r15, KSPAWN_ENTRY_STACK_LOW(%r15)
	sg	%r15, SCRATCH_R15
	aghi	%r15, KSPAWN_ENTRY_RESERVE
	srlg	%r15, %r15, KSPAWN_ENTRY_RESERVE_AND_GUARD_SHIFT
	cgije	%r15, 0, kspawn_entry_full
	lg	%r15, SCRATCH_R15
	save_regs
	pass_cause
	aghi	%r15, -KSPAWN_CALL_AREA
	j	kspawn_entry_from_kernel
1:	lg	%r15, KSPAWN_ENTRY_REGS_END(%r15)
	save_regs
	pass_cause
	lg	%r15, CPU
	lg	%r15, KSPAWN_ENTRY_STACK(%r15)
	aghi	%r15, -KSPAWN_CALL_AREA
	END_OF_FRAMES
	lghi	%r0, OLD_PSW(KSPAWN_ENTRY_SVC)
	cgrjne	%r14, %r0, kspawn_entry_trapped
	j	kspawn_entry_call
end kspawn_entry_vector

/* The number is in the instruction or, if that is zero, in r1. */
	.macro note_call
	llghr	%r3, %r3
	cgijne	%r3, 0, 1f
	lg	%r3, REGS_R(1)(%r6)
1:	stg	%r3, KSPAWN_REGS_NR(%r6)
	.endm

#define INTERRUPTS_OFF stnsm SCRATCH, NO_INTERRUPTIONS
#define UNLESS_TRUE(label) cgije %r2, 0, label
#include "entry_skeleton.h"

/* The kernel stack is full
 *
 * in      r14 old PSW
 */
function kspawn_entry_full, RETURN_ADDRESS
	lg	%r15, CPU
	lg	%r15, KSPAWN_ENTRY_EMERGENCY(%r15)
	save_regs
	aghi	%r15, -KSPAWN_CALL_AREA
	j	kspawn_entry_overflowed
end kspawn_entry_full

/* in      r2 and r6 registers */
function kspawn_entry_overflowed
	cfi_interrupted
	brasl	%r14, kspawn_entry_overflow
	return_to_kernel
end kspawn_entry_overflowed
