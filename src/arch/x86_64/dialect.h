/* x86_64 dialect.h: what asm.h must know of the port's assembly, and lists of registers by push and pop */
#pragma once
/* clang-format off */
#define KSPAWN_BREG_RDI 0x75 /* DW_OP_breg5 */

/* Where an indirect branch may land. (AMD64 manual, volume 2, 18.4; GNU property ABI) */
#define KSPAWN_LANDING_PAD endbr64
#define KSPAWN_PROPERTY_TYPE 0xc0000002 /* GNU_PROPERTY_X86_FEATURE_1_AND */
#define KSPAWN_PROPERTY_VALUE 1         /* IBT; never SHSTK: the switch leaves the shadow stack alone */

/* `op` is load or store. */
	.macro access op, register, base, offset
	.ifc	\op, load
	mov	\offset(%\base), %\register
	.else
	mov	%\register, \offset(%\base)
	.endif
	.endm

	.macro push_all first, rest:vararg
	push	%\first
	.cfi_adjust_cfa_offset KSPAWN_WORD
	.cfi_rel_offset \first, 0
	.ifnb \rest
	push_all \rest
	.endif
	.endm

	.macro pop_all first, rest:vararg
	.ifnb \rest
	pop_all \rest
	.endif
	pop	%\first
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	.cfi_restore \first
	.endm

/* The words that files of the tests need; asm.h says what each means. */
#define SP rsp
#define FIRST rdi
#define RETURN_ADDRESS rip
#define COPY(to, from) mov %from, %to
#define CALL(f) call f
#define RETURN ret
#define END_OF_FRAMES xor %ebp, %ebp
#define STOP ud2
#define SYSTEM_CALL(number) mov $number, %eax; syscall
