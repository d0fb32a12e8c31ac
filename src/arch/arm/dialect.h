/* arm dialect.h: what asm.h must know of the port's assembly, and lists of registers by push and pop */
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
