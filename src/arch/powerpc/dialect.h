/* powerpc dialect.h: what asm.h must know of the port's assembly; lists name registers without their % */
#pragma once
/* clang-format off */
#define KSPAWN_BREG_R3 0x73 /* DW_OP_breg3 */

#if KSPAWN_WORD == 8
#define LOAD ld
#define STORE std
#define COMPARE cmpdi
#else
#define LOAD lwz
#define STORE stw
#define COMPARE cmpwi
#endif

/* LR, and the fields of CR that a call keeps, go through r0. (Power ISA, 3.3.17) */
	.macro access op, register, base, offset
	.ifc	\register, lr
	.ifc	\op, STORE
	mflr	%r0
	.endif
	\op	%r0, \offset(%\base)
	.ifc	\op, LOAD
	mtlr	%r0
	.endif
	.else
	.ifc	\register, cr
	.ifc	\op, STORE
	mfcr	%r0
	.endif
	\op	%r0, \offset(%\base)
	.ifc	\op, LOAD
	mtcrf	0x38, %r0
	.endif
	.else
	\op	%\register, \offset(%\base)
	.endif
	.endif
	.endm

#define KSPAWN_DWARF_NUMBERS                                                                                           \
	KSPAWN_NUMBERED(lr, 65), KSPAWN_NUMBERED(cr, 70), KSPAWN_KEPT(KSPAWN_NUMBERED), KSPAWN_KEPT_FP(KSPAWN_NUMBERED)

/* All of pt_regs' r */
#define KSPAWN_REGISTERS                                                                                               \
	r0, r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12, r13, r14, r15, r16, r17, r18, r19, r20, r21, r22, r23,  \
		r24, r25, r26, r27, r28, r29, r30, r31

/* The address of `symbol`, wherever the program is. LR is lost. This form of bcl is none of a call, so that the
 * prediction of returns stays right. (Power ISA, 2.4) */
	.macro address register, symbol
	bcl	20, 31, .Lpc\@
.Lpc\@:
	mflr	%\register
	addis	%\register, %\register, (\symbol - .Lpc\@)@ha
	addi	%\register, %\register, (\symbol - .Lpc\@)@l
	.endm

/* A function's symbol is its descriptor in ELFv1: code, TOC pointer, nothing; its size is the code's. (64-bit PowerPC ELF
 * ABI Supplement, 3.2.1) */
#ifdef KSPAWN_DESCRIPTORS
	.macro function_label name
	.pushsection .opd, "aw"
	.balign 8
	.globl \name
\name:
	.quad	.L.\name, .TOC.@tocbase, 0
	.popsection
	.type \name, %function
.L.\name:
	.endm
	.macro function_size name
	.size \name, . - .L.\name
	.endm
#endif
#if _CALL_ELF == 2
	.abiversion 2
#endif

/* A call by a pointer to a function. It may belong to another TOC, and the frame has a word for ours: without a rule for r2,
 * libgcc's unwinder looks for the word itself, by a null pointer. ELFv2 has the address in r12. (ibid.; OpenPOWER ELFv2 ABI,
 * 2.2.2.1, 2.3.5.3) */
	.macro call_at pointer
#if KSPAWN_WORD == 4
	mtctr	\pointer
	bctrl
#else
#if _CALL_ELF == 2
	std	%r2, 24(%r1)
	.cfi_rel_offset 2, 24
	mr	%r12, \pointer
	mtctr	%r12
	bctrl
	ld	%r2, 24(%r1)
	.cfi_restore 2
#else
	std	%r2, 40(%r1)
	.cfi_rel_offset 2, 40
	ld	%r12, 0(\pointer)
	ld	%r2, 8(\pointer)
	mtctr	%r12
	bctrl
	ld	%r2, 40(%r1)
	.cfi_restore 2
#endif
#endif
	.endm

/* Words; asm.h says what each means. A kernel has one TOC: after a call by name there is nothing to load. */
#define SP r1
#define RETURN_ADDRESS 0+dwarf_lr
#define LINK lr
#define FIRST r3
#define SECOND r4
#define THIRD r5
#define FOURTH r6
#define TEMP r11
#define TARGET r12
#define KEPT_1 r14
#define KEPT_2 r15
#define KEPT_3 r16
#define WITH_FP
#define LOAD_FP lfd
#define STORE_FP stfd
#define COPY(to, from) mr %to, %from
#define CALL(f) bl f
#define CALL_AT(register) call_at %register
#define JUMP(f) b f
#define JUMP_AT(register) mtctr %register; bctr
#define RETURN blr
#define UNLESS(register, label) COMPARE %register, 0; beq label
#define END_OF_FRAMES li %r31, 0; STORE %r31, 0(%r1)
#define STOP trap
#define NR r0
#define TRAP sc
#define SET(register, number) li %register, number
#define ADD(to, from, number) addi %to, %from, number

/* To and from a user task's state, by way of f0, which is in the state. A load of f0 loses the lower half of vs0. */
#ifdef KSPAWN_USER_VECTORS
#include "vectors.h"
#define LOAD_REST load_vectors
#endif
	.macro store_control state
#ifdef KSPAWN_USER_VECTORS
	store_vectors
#endif
	mffs	%f0
	stfd	%f0, KSPAWN_USER_FPSCR(%\state)
	lfd	%f0, 0(%\state)
#ifdef KSPAWN_USER_VECTORS
	load_lower 0
	load_v0
#endif
	.endm

	.macro load_control state
	lfd	%f0, KSPAWN_USER_FPSCR(%\state)
	mtfsf	0xff, %f0
	.endm
