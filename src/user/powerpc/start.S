/* powerpc start.S: the first instruction of a program, and its way to the gate */
#include <asm.h>
#include <kspawn/frame.h>
#include "../../arch/powerpc/dialect.h"
#include "../../arch/common/lists.h"

/* Linux keeps r13 to r31 and LR over a system call. In 64 bits the table of addresses is found anew. */
#if KSPAWN_WORD == 8
#define KEPT_RETURN r2
	.macro find_table
	address_of r2, .TOC.
	.endm
#else
#define KEPT_RETURN r13 /* of small data, which there is none */
	.macro find_table
	.endm
#endif

#define NR r0
#define ARG_0 r3
#define ARG_1 r4
#define ARG_2 r5
#define ARG_3 r6
#define ARG_4 r7
#define ARG_5 r8
#define ARG_6 r9
#define ARG(n) ARG_##n
#define KEEP_RETURN mflr %KEPT_RETURN
#define SET(register, number) li %register, number
#define TRAP sc

	.macro return_by_kept
	mr	%r12, %KEPT_RETURN
	find_table
	mtlr	%r12
	blr
	.endm
#define RETURN_BY_KEPT return_by_kept

	.macro call_gate
	address_of r12, kspawn_gate
	LOAD	%r12, 0(%r12)
	mtctr	%r12
	bctrl
	bns	.Lresult\@
	neg	%r3, %r3
.Lresult\@:
	.endm

/* Room for a called function, and the end of the back chain. */
#undef END_OF_FRAMES
#define END_OF_FRAMES li %r31, 0
	.macro begin_frames
	addi	%r1, %r1, -((KSPAWN_CALL_AREA + 15) & -16)
	STORE	%r31, 0(%r1)
	find_table
	.endm

	.macro begin
	mr	%r3, %r1
#if KSPAWN_WORD == 8
	clrrdi	%r1, %r1, 4
#else
	clrrwi	%r1, %r1, 4
#endif
	begin_frames
	.endm

	.macro pop_arguments
	LOAD	%r3, 0(%r1)
	LOAD	%r4, KSPAWN_WORD(%r1)
	addi	%r1, %r1, 2 * KSPAWN_WORD
	begin_frames
	.endm

#ifdef KSPAWN_DESCRIPTORS
	entry_descriptor _start, start_code
#define START_CODE start_code
#endif

#include <start_skeleton.h>
