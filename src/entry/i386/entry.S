/* src/entry/i386/entry.S: system calls, exceptions and interrupts, and the ways back */
#include <kspawn/arch/entry.h>
#include "asm.h"

#define CPU(field) %fs:KSPAWN_ENTRY_##field

#define FLAGS_FIXED 2
#define VECTOR_BIAS 128 /* so that a vector is a signed byte */

/* What a gate leaves, from esp: the vector less its bias, the error code, and what the processor has pushed, three words of the
 * kernel and five of user mode. The vector is where gs goes, the error code where nr goes. */
#define GATE_ERROR 4
#define GATE_IP 8
#define GATE_CS 12
#define GATE_FLAGS 16
#define GATE_SIZE 20
#define FRAME_SIZE (GATE_SIZE - GATE_IP)

/* The arguments of a call, and what aligns them. */
#define ARGUMENTS 16

/* A register file's, in the order in which they are popped. */
#define REGS ebx, ecx, edx, esi, edi, ebp, eax
#define SEGMENTS ds, es, fs, gs

/* The frame is not at esp here. */
	.macro calm_flags
	push	$FLAGS_FIXED
	popf
	.endm

/* Of a gate, for code of the kernel that is interrupted: `above` bytes are on what the processor has pushed. */
	.macro cfi_gate above
	.cfi_signal_frame
	.cfi_def_cfa esp, \above + FRAME_SIZE
	.cfi_offset eip, -FRAME_SIZE
	.endm

/* The interrupted code is the caller. */
	.macro cfi_interrupted
	.cfi_signal_frame
	.cfi_def_cfa ebx, KSPAWN_REGS_SIZE
	cfi_saved KSPAWN_REGS_BX, ebx
	cfi_saved KSPAWN_REGS_SI, esi, edi, ebp
	cfi_saved KSPAWN_REGS_IP, eip
	cfi_saved KSPAWN_REGS_SP, esp
	.endm

/* The segments to the file that begins `below` bytes below esp, and the kernel's into the registers. Lost: eax */
	.macro save_segments below
	.set	kspawn_at, KSPAWN_REGS_DS - \below
	.irp	segment, SEGMENTS
	mov	%\segment, %eax
	mov	%eax, kspawn_at(%esp)
	.set	kspawn_at, kspawn_at + KSPAWN_WORD
	.endr
	mov	$KSPAWN_KERNEL_DS, %eax
	mov	%eax, %ds
	mov	%eax, %es
	mov	$KSPAWN_KERNEL_FS, %eax
	mov	%eax, %fs
	.endm

/* From the file at ebx; leaves esp at its nr. A task that interrupts this leaves by way of the three words below esp: those before
 * bx, none of which is read again. */
	.macro pop_regs
	lea	KSPAWN_REGS_BX(%ebx), %esp
	.cfi_def_cfa esp, KSPAWN_REGS_SIZE - KSPAWN_REGS_BX
	.irp	register, REGS
	pop	%\register
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	.cfi_same_value \register
	.endr
	.irp	segment, SEGMENTS
	pop	%\segment
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	.endr
	.endm

/* kspawn_entry_trap(ebx, edx, ecx), edx less the bias, on the stack at esp, which is aligned. */
	.macro arguments_of_trap
	sub	$ARGUMENTS, %esp
	mov	%ebx, (%esp)
	sub	$-VECTOR_BIAS, %edx
	mov	%edx, 4(%esp)
	mov	%ecx, 8(%esp)
	.endm

/* To what the processor would have pushed, below the stack pointer of the interrupted code, which may be another by now. */
	.macro return_to_kernel
	mov	KSPAWN_REGS_SP(%ebx), %eax
	sub	$FRAME_SIZE, %eax
	.irp	at, 0, 1, 2
	mov	KSPAWN_REGS_IP + \at * KSPAWN_WORD(%ebx), %ecx
	mov	%ecx, \at * KSPAWN_WORD(%eax)
	.endr
	mov	%eax, KSPAWN_REGS_NR(%ebx)
	pop_regs
	pop	%esp
	.cfi_def_cfa esp, FRAME_SIZE
	.cfi_escape 0x14, 4, 0 /* esp is the frame's address: DW_CFA_val_offset */
	.cfi_offset eip, -FRAME_SIZE
	iret
	.endm

/* A selector that leads to no segment of user mode becomes zero, as in Linux. */
	.macro return_to_program
	mov	KSPAWN_REGS_TLS(%ebx), %eax
	mov	%eax, CPU(TLS)
	mov	%ax, CPU(DESCRIPTOR) + 2
	shr	$16, %eax
	mov	%al, CPU(DESCRIPTOR) + 4
	mov	%ah, CPU(DESCRIPTOR) + 7
	.irp	at, KSPAWN_REGS_DS, KSPAWN_REGS_ES, KSPAWN_REGS_FS, KSPAWN_REGS_GS
	verr	\at(%ebx)
	jz	2f
	movl	$0, \at(%ebx)
2:
	.endr
	pop_regs
	add	$KSPAWN_WORD, %esp
	iret
	.endm

/* uintptr_t kspawn_entry_load_segments(const void *gdt)
 * in      4(esp) the operand of LGDT; out: eax CR3; lost: ecx, gs
 */
function kspawn_entry_load_segments
	mov	4(%esp), %eax
	lgdt	(%eax)
	xor	%eax, %eax
	lldt	%ax
	mov	%eax, %gs
	mov	$KSPAWN_ENTRY_TSS, %eax
	ltr	%ax
	mov	$KSPAWN_KERNEL_DS, %eax
	mov	%eax, %ss
	mov	%eax, %ds
	mov	%eax, %es
	mov	$KSPAWN_KERNEL_FS, %eax
	mov	%eax, %fs
	pop	%ecx
	.cfi_adjust_cfa_offset -KSPAWN_WORD
	.cfi_register eip, ecx
	mov	%cr3, %eax
	push	$KSPAWN_KERNEL_CS
	.cfi_adjust_cfa_offset KSPAWN_WORD
	push	%ecx
	.cfi_adjust_cfa_offset KSPAWN_WORD
	lret
end kspawn_entry_load_segments

/* The gates: each pushes 0 where the processor has not pushed an error code, and its vector, less its bias */
function kspawn_entry_vectors
	.set	vector, 0
	.rept	256
	.if vector == 8 || (vector >= 10 && vector <= 14) || vector == 17 || vector == 21 || vector == 29 || vector == 30
	cfi_gate KSPAWN_WORD
	.else
	cfi_gate 0
	push	$0
	.cfi_adjust_cfa_offset KSPAWN_WORD
	.endif
	push	$vector - VECTOR_BIAS
	.cfi_adjust_cfa_offset KSPAWN_WORD
	jmp	kspawn_entry_vector
	.balign	KSPAWN_ENTRY_VECTOR_SIZE
	.set	vector, vector + 1
	.endr
end kspawn_entry_vectors

/* Everything comes in here but what has a task of its own
 *
 * in      esp a gate's words
 * out     ebx registers, edx vector; esp the arguments of kspawn_entry_trap; ebp zero
 */
function kspawn_entry_vector
	cfi_gate (GATE_SIZE - FRAME_SIZE)
	testb	$3, GATE_CS(%esp)
	jz	kspawn_entry_of_kernel
	.cfi_undefined eip
	sub	$KSPAWN_REGS_GS - KSPAWN_REGS_DS, %esp
	.irp	register, eax, ebp, edi, esi, edx, ecx, ebx
	push	%\register
	.endr
	mov	KSPAWN_REGS_GS - KSPAWN_REGS_BX(%esp), %edx
	mov	KSPAWN_REGS_NR - KSPAWN_REGS_BX(%esp), %ecx
	movl	$-1, KSPAWN_REGS_NR - KSPAWN_REGS_BX(%esp)
	save_segments KSPAWN_REGS_BX
	lea	-KSPAWN_REGS_BX(%esp), %ebx
	cfi_interrupted
	mov	CPU(STACK), %esp
	calm_flags
	mov	CPU(TLS), %eax
	mov	%eax, KSPAWN_REGS_TLS(%ebx)
	xor	%ebp, %ebp
	arguments_of_trap
	cmp	$KSPAWN_ENTRY_CALL, %edx
	je	kspawn_entry_call
	jmp	kspawn_entry_trapped
end kspawn_entry_vector

/* The file is below what the processor has pushed, aligned as a stack is. What is addressed by ebp is on the stack, whatever ds
 * is.
 *
 * in      esp a gate's words
 * out     ebx registers; esp the arguments of kspawn_entry_trap
 */
function kspawn_entry_of_kernel
	cfi_gate (GATE_SIZE - FRAME_SIZE)
	push	%eax
	.cfi_adjust_cfa_offset KSPAWN_WORD
	push_all ebp
	lea	2 * KSPAWN_WORD(%esp), %ebp
	.cfi_def_cfa ebp, GATE_SIZE
	lea	GATE_IP - KSPAWN_REGS_SIZE(%ebp), %eax
	and	$-KSPAWN_STACK_ALIGN, %eax
	mov	%eax, %esp
	each	store, esp, KSPAWN_REGS_BX, ebx, ecx, edx, esi, edi
	mov	-2 * KSPAWN_WORD(%ebp), %eax
	mov	%eax, KSPAWN_REGS_BP(%esp)
	.cfi_escape 0x10, 5, 2, 0x74, KSPAWN_REGS_BP /* ebp is there: DW_CFA_expression, DW_OP_breg4 */
	mov	-KSPAWN_WORD(%ebp), %eax
	mov	%eax, KSPAWN_REGS_AX(%esp)
	mov	(%ebp), %edx
	mov	GATE_ERROR(%ebp), %ecx
	.irp	at, 0, 1, 2
	mov	GATE_IP + \at * KSPAWN_WORD(%ebp), %eax
	mov	%eax, KSPAWN_REGS_IP + \at * KSPAWN_WORD(%esp)
	.endr
	lea	GATE_SIZE(%ebp), %eax
	mov	%eax, KSPAWN_REGS_SP(%esp)
	mov	%ss, %eax
	mov	%eax, KSPAWN_REGS_SS(%esp)
	movl	$-1, KSPAWN_REGS_NR(%esp)
	mov	%esp, %ebx
	cfi_interrupted
	save_segments 0
	mov	KSPAWN_REGS_BP(%esp), %ebp
	calm_flags
	arguments_of_trap
	jmp	kspawn_entry_from_kernel
end kspawn_entry_of_kernel

/* NMI, double fault and machine check: a task of its own, at any instruction. It ends as if it were the one before.
 *
 * in      edx vector; esp the end of a stack, or an error code there
 * uses    ebx registers, esi vector
 */
function kspawn_entry_anywhere, eip
	clts
	and	$-KSPAWN_STACK_ALIGN, %esp
	sub	$KSPAWN_REGS_SIZE, %esp
	mov	%esp, %ebx
	mov	%edx, %esi
	sub	$ARGUMENTS, %esp
	mov	%ebx, (%esp)
	mov	%edx, 4(%esp)
	call	kspawn_entry_leave_task
	cfi_interrupted
	calm_flags
	ltr	%ax
	mov	%ebx, (%esp)
	mov	%esi, 4(%esp)
	movl	$0, 8(%esp)
	call	kspawn_entry_trap
	mov	CPU(ROOT), %eax
	mov	%eax, %cr3
	testb	$3, KSPAWN_REGS_CS(%ebx)
	jnz	1f
	return_to_kernel
1:	cfi_interrupted
	pop_regs
	add	$KSPAWN_WORD, %esp
	iret
end kspawn_entry_anywhere

/* The number. */
	.macro note_call
	mov	KSPAWN_REGS_AX(%ebx), %eax
	mov	%eax, KSPAWN_REGS_NR(%ebx)
	.endm

/* The first argument is the word at esp, and in a function that was called the next one. */
#define FIRST (%esp)
#define KEPT_1 %ebx
#define ENTER_CALLED mov 4(%esp), %ebx; sub $ARGUMENTS - KSPAWN_WORD, %esp
#define INTERRUPTS_OFF cli
#define UNLESS_TRUE(label) test %al, %al; jz label
#include "entry_skeleton.h"
