/* i386 dialect.h: what asm.h must know of the port's assembly */
#pragma once
/* clang-format off */
#define KSPAWN_BREG_EAX 0x70 /* DW_OP_breg0 */

/* `op` is load or store. */
	.macro access op, register, base, offset
	.ifc	\op, load
	mov	\offset(%\base), %\register
	.else
	mov	%\register, \offset(%\base)
	.endif
	.endm

/* A segment register to a word; lost: eax. A store to memory would write 16 bits. */
	.macro store_segment register, at
	mov	%\register, %eax
	mov	%eax, \at
	.endm

	.macro push_all registers:vararg
	.irp	register, \registers
	push	%\register
	.cfi_adjust_cfa_offset KSPAWN_WORD
	.cfi_rel_offset \register, 0
	.endr
	.endm

/* In the order in which they are popped. */
	.macro pop_all registers:vararg
	.irp	register, \registers
	pop	%\register
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	.cfi_restore \register
	.endr
	.endm

/* The words that files of the tests need; asm.h says what each means. */
#define SP esp
#define TAKE_FIRST(to) mov KSPAWN_WORD(%esp), %to
#define SYSTEM_CALL(number) mov $number, %eax; int $0x80
#define RETURN_ADDRESS eip
#define COPY(to, from) mov from, to
#define CALL(f) call f
#define JUMP(f) jmp f
#define RETURN ret
#define END_OF_FRAMES xor %ebp, %ebp
#define STOP ud2
