/* arm dialect.h: what asm.h must know of the port's assembly, and lists of registers by push and pop */
#pragma once
/* clang-format off */
#define KSPAWN_BREG_R0 0x70 /* DW_OP_breg0 */

	.syntax unified
#ifdef __thumb__
	.thumb
#define KSPAWN_THUMB_BIT 1 /* what to add to a label that is branched to by address */
#else
	.arm
#define KSPAWN_THUMB_BIT 0
#endif

/* The stack stays aligned to 8 bytes, and no function takes floating point
 * arguments: an object that uses the registers links with either ABI. (ABI
 * addenda, build attributes) */
	.eabi_attribute Tag_ABI_align_needed, 1
	.eabi_attribute Tag_ABI_align_preserved, 1
	.eabi_attribute Tag_ABI_VFP_args, 3

	.macro access op, register, base, offset
	\op	\register, [\base, #(\offset)]
	.endm

/* `resume` is a register of a lower number than all others, so that it is at sp. */
	.macro push_all resume, registers:vararg
	push	{\resume, \registers}
	.cfi_adjust_cfa_offset KSPAWN_SWITCH_SIZE
	saved_at KSPAWN_SWITCH_R4, KSPAWN_WORD, \registers
	.endm

	.macro pop_all resume, registers:vararg
	pop	{\resume, \registers}
	.cfi_adjust_cfa_offset -KSPAWN_SWITCH_SIZE
	restored \registers
	.endm

	.macro push_all_fp size, registers:vararg
	vpush	{\registers}
	.cfi_adjust_cfa_offset \size
	saved_at 0, 8, \registers
	.endm

	.macro pop_all_fp size, registers:vararg
	vpop	{\registers}
	.cfi_adjust_cfa_offset -(\size)
	restored \registers
	.endm

/* Words; asm.h says what each means. r7 and r11 are the frame pointers of the two instruction sets. */
#define SP sp
#define RETURN_ADDRESS lr
#define FIRST r0
#define KEPT_1 r4
#define KEPT_2 r5
#define KEPT_3 r6
#define LOAD ldr
#define STORE str
#define COPY(to, from) mov to, from
#define CALL(f) bl f
#define CALL_AT(register) blx register
#define JUMP(f) b f
#define UNLESS(register, label) cmp register, 0; beq label
#define END_OF_FRAMES mov r7, 0; mov r11, 0
#define STOP udf 0
#define SYSTEM_CALL(number) mov r7, number; svc 0
