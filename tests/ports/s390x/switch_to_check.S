/* tests/ports/s390x/switch_to_check.S: loads every register that a switch keeps, switches, and writes them all down */
#include "asm.h"

#define FRAME_POINTER r11
#define TEMPORARIES r0
#define ARGUMENTS r0
#define CLEAR_CONTROL
#define ACCESS_TP

	.macro access_tp op, base, offset
	.ifc	\op, lg
	lam	%a0, %a1, \offset(%\base)
	.else
	stam	%a0, %a1, \offset(%\base)
	.endif
	.endm
	.macro junk registers:vararg
	.irp	register, \registers
	lghi	%\register, -1
	.endr
	.endm
	.macro get_control register
	efpc	%\register
	.endm
	.macro set_control register
	sfpc	%\register
	.endm
	.macro clear_control
	lghi	%r5, 0
	sfpc	%r5
	.endm
	.macro restore_host
	.endm
#define ret br %r14
#define sp r15
#define a0 r2
#define a1 r3
#define a2 r4
#define t0 r1
#define t1 r5
#define ra r14
#define KSPAWN_SWITCH_RA KSPAWN_SWITCH_R6 /* the first of KSPAWN_SWITCH_REGS */
#define KSPAWN_SWITCH_FS0 KSPAWN_SWITCH_F8
#define KSPAWN_SWITCH_FCSR KSPAWN_SWITCH_FPC

#include "load_store.h"
