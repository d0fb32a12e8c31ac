/* powerpc start.S: the first instruction of a program, and its way to the gate */
#include <kspawn/frame.h>
#include <asm.h>
#include <dialect.h>

/* Linux keeps r13 to r31 and LR over a system call. In 64 bits the table of addresses is found anew. */
#ifdef __powerpc64__
#define KEPT_RETURN r2
#define ALIGN_SP clrrdi %r1, %r1, 4
	.macro find_table
	address r2, .TOC.
	.endm
#else
#define KEPT_RETURN r13 /* of small data, which there is none */
#define ALIGN_SP clrrwi %r1, %r1, 4
	.macro find_table
	.endm
#endif

#define ARG_0 r3
#define ARG_1 r4
#define ARG_2 r5
#define ARG_3 r6
#define ARG_4 r7
#define ARG_5 r8
#define ARG_6 r9
#define ARG(n) ARG_##n
#define KEEP_RETURN mflr %KEPT_RETURN

	.macro return_by_kept
	mr	%r12, %KEPT_RETURN
	find_table
	mtlr	%r12
	blr
	.endm
#define RETURN_BY_KEPT return_by_kept

	.macro call_gate
	address	r12, kspawn_gate
	LOAD	%r12, 0(%r12)
	mtctr	%r12
	bctrl
	bns	.Lresult\@
	neg	%r3, %r3
.Lresult\@:
	.endm
#define CALL_GATE call_gate

/* Room for a called function. */
#define FOR_C addi %r1, %r1, -((KSPAWN_CALL_AREA + 15) & -16); find_table

#ifdef KSPAWN_DESCRIPTORS
	entry_descriptor _start, start_code
#define START_CODE start_code
#endif

#include "../start.S"
