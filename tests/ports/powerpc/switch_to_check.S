/* tests/ports/powerpc/switch_to_check.S: loads every register that a switch keeps, switches, and writes them all down */
#include "asm.h"

#define FRAME_POINTER r31
#define TEMPORARIES r0
#define ARGUMENTS r6, r7, r8, r9, r10
#define CLEAR_CONTROL
#define KEPT KSPAWN_KEPT(KSPAWN_NAME), cr
#if KSPAWN_WORD == 4
#define PLATFORM r13
#define tp r2
#define CONTROL -4(%r1) /* the low word, below the frame */
#else
#define tp r13
#define CONTROL -8(%r1)
#endif

	.macro junk registers:vararg
	.irp	register, \registers
	.ifc	\register, cr
	mtcrf	0xff, %r0
	.else
	.ifc	\register, lr
	mtlr	%r0
	.else
	li	%\register, -1
	.endif
	.endif
	.endr
	.endm
	.purgem address /* LR is kept */
	.macro address register, symbol:vararg
#if KSPAWN_WORD == 4
	lis	%\register, \symbol@ha
	addi	%\register, %\register, \symbol@l
#else
	addis	%\register, %r2, \symbol@toc@ha
	addi	%\register, %\register, \symbol@toc@l
#endif
	.endm
	.macro get_control register
	mffs	%f0
	stfd	%f0, -8(%r1)
	LOAD	%\register, CONTROL
	.endm
	.macro set_control register
	STORE	%\register, CONTROL
	lfd	%f0, -8(%r1)
	mtfsf	0xff, %f0
	fneg	%f0, %f31
	.endm
	.macro clear_control
	li	%r12, 0
	set_control r12
	.endm
	.macro restore_host
	.endm
#define ret blr
#define sp r1
#define a0 r3
#define a1 r4
#define a2 r5
#define t0 r11
#define t1 r12
#define ra lr
#define KSPAWN_SWITCH_RA KSPAWN_SWITCH_LR
#define KSPAWN_SWITCH_FS0 KSPAWN_SWITCH_F14
#define KSPAWN_SWITCH_FCSR KSPAWN_SWITCH_FPSCR

#include "load_store.h"
