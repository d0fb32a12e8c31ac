/* tests/ports/i386/regs.S: fill every register, call, and see what came back */
#include <asm.h>
#include <regs.h>

#include "../../../src/arch/i386/dialect.h"
#include "../../../src/arch/common/lists.h"

/* All except edi, the base, and sp. */
	.macro registers op
	each_but edi, \op, edi, KSPAWN_REGS_BX, ebx, ecx, edx, esi, edi, ebp, eax
	.endm

/* All except edi and TLS; lost: eax. The caller loads the control words of the ABI afterwards. */
	.macro store_registers
	registers store
	mov	%esp, KSPAWN_REGS_SP(%edi)
	pushf
	cld
	popl	KSPAWN_REGS_FLAGS(%edi)
	fxsave	REGS_FP(%edi)
	store_segment ds, KSPAWN_REGS_DS(%edi)
	store_segment es, KSPAWN_REGS_ES(%edi)
	store_segment fs, KSPAWN_REGS_FS(%edi)
	store_segment gs, KSPAWN_REGS_GS(%edi)
	.endm

/* The entry of the program, before _start: keeps what execve left in the registers. */
FUNC kspawn_entry
	mov	%edi, KSPAWN_REGS_DI+regs_start
	mov	$regs_start, %edi
	store_registers
	mov	%eax, KSPAWN_REGS_TLS(%edi)		/* gs has no segment */
	jmp	_start
END kspawn_entry

/* void regs_call(struct all_regs *in, struct all_regs *out, void (*target)(void))
 * on the stack across the call: target, out */
FUNC regs_call
	.irp	register, KSPAWN_SWITCH_REGS
	push	%\register
	.cfi_adjust_cfa_offset 4
	.endr
	mov	20(%esp), %edi
	push	24(%esp)
	push	32(%esp)
	.cfi_adjust_cfa_offset 8
	mov	%esp, KSPAWN_REGS_SP(%edi)
	fxrstor	REGS_FP(%edi)
	pushl	KSPAWN_REGS_FLAGS(%edi)
	popf
	mov	KSPAWN_REGS_ES(%edi), %es
	registers load
	mov	KSPAWN_REGS_DI(%edi), %edi
	call	*(%esp)
	xchg	%edi, 4(%esp)
	store_registers
	mov	%ds, %eax
	mov	%eax, %es
	fninit
	push	$0x1f80					/* the ABI's MXCSR */
	ldmxcsr	(%esp)
	pop	%eax
	pop	%eax
	pop	KSPAWN_REGS_DI(%edi)
	.cfi_adjust_cfa_offset -8
	mov	%gs:0, %eax
	mov	%eax, KSPAWN_REGS_TLS(%edi)
	.irp	register, edi, esi, ebx, ebp
	pop	%\register
	.cfi_adjust_cfa_offset -4
	.endr
	ret
END regs_call

/* void regs_spin(void): some milliseconds with every register as it was */
FUNC regs_spin
	pushf
	push	$0x300000
1:	decl	(%esp)
	jnz	1b
	lea	4(%esp), %esp
	popf
	ret
END regs_spin
