/* tests/ports/i386/instructions.S: what a program may not do, or may without harm
 *
 * int (void): 0 in eax: as if nothing had happened */
#include <instruction.h>
#include <kspawn/arch/entry.h>

#include <asm/unistd.h>

#define AX eax
#define DX edx
#define SP esp
#define SI esi
#define DI edi
#define LONG(operation) operation##l
#define SYSTEM int $0x80
#define EACH_REG eax, ecx, edx, ebx, ebp, esi, edi
#define KEPT ebx, ebp, esi, edi
#define KEPT_BACKWARD edi, esi, ebp, ebx

#define USER_CS KSPAWN_USER_CS
#define USER_SS KSPAWN_USER_SS
#define KERNEL_CS KSPAWN_KERNEL_CS
#define KERNEL_SS KSPAWN_KERNEL_DS
#define KERNEL_FS KSPAWN_KERNEL_FS
#define TSS KSPAWN_ENTRY_TSS
#define TASK KSPAWN_ENTRY_TASK(1)
#define USER_SS_0 (USER_SS & ~3)     /* by the privilege that is asked for in their lowest bits */
#define KERNEL_CS_3 (KERNEL_CS | 3)
#define KERNEL_SS_3 (KERNEL_SS | 3)
#define KERNEL_FS_3 (KERNEL_FS | 3)
#define TSS_3 (TSS | 3)
#define TASK_3 (TASK | 3)
#define LDT_1 0xf                    /* by an LDT */
#define LDT_0x1000 0x1007
#define FAR_SELECTORS KERNEL_CS, KERNEL_CS_3, KERNEL_SS, TSS, TSS_3, TASK, TASK_3, LDT_1, LDT_0x1000, 0, 3, 0xfff8
#define DATA_SELECTORS KERNEL_CS, KERNEL_SS, KERNEL_SS_3, KERNEL_FS, KERNEL_FS_3, TSS_3, TASK_3, LDT_1, LDT_0x1000, 0xfffb
#define CALL_GATE 0x00600000, 0x8010ec00

#define SA_SIGINFO 4

	.macro far_call selector
	lcall	$\selector, $after_far
	.endm
	.macro far_jump selector
	ljmp	$\selector, $after_far
	.endm
/* The stack's selector is for a return to another privilege. */
	.macro iret_to cs, ss
	mov	%esp, %eax
	push	$\ss
	push	%eax
	push	$0x202
	push	$\cs
	push	$9f
	iret
9:
	.endm
	.macro iret_itself flags
	push	$\flags
	push	$USER_CS
	push	$9f
	iret
9:
	.endm
	.macro action name, handler
\name: .long \handler, SA_SIGINFO, 0, 0, 0
	.endm
	.macro handle signal, action
	mov	$\signal, %ebx
	mov	$\action, %ecx
	xor	%edx, %edx
	mov	$8, %esi
	call_system __NR_rt_sigaction
	.endm
	.macro kill_itself signal
	getpid
	mov	%eax, %ebx
	mov	$\signal, %ecx
	call_system __NR_kill
	.endm
	.macro map_ldt
	push	$0
	push	$-1
	push	$0x32                 /* MAP_PRIVATE, MAP_FIXED, MAP_ANONYMOUS */
	push	$3                    /* PROT_READ, PROT_WRITE */
	push	$0x1000
	push	$0x1000
	mov	%esp, %ebx
	call_system __NR_mmap
	.endm

#include "../x86_64/instructions_x86.h"

ATTEMPT SIGSEGV_OR_SIGILL, "sysret", sysret
ATTEMPT SIGSEGV_OR_SIGILL, "syscall", syscall
ATTEMPT SIGSEGV, "into"
	mov	$0x7f, %al
	add	$1, %al
	into
ATTEMPT LIVES, "into without overflow"
	xor	%eax, %eax
	into
ATTEMPT SIGSEGV, "bound"
	mov	$1, %eax
	bound	%eax, untouched
ATTEMPT SIGSEGV, "ss is the task state", load TSS_3, %ss
ATTEMPT LIVES, "every segment that a program may have"
	push	%ds
	.irp	segment, ds, es, fs, gs
	.irp	selector, USER_SS, USER_CS, KSPAWN_USER_TLS
	load	\selector, %\segment
	getpid
	mov	%\segment, %eax
	cmp	$\selector, %eax
	jne	1f
	.endr
	.endr
	load	USER_SS, %ss
	.irp	segment, ds, es, fs, gs
	load	0, %\segment
	.endr
	getpid
	.irp	segment, ds, es, fs, gs
	mov	%\segment, %eax
	test	%eax, %eax
	jnz	1f
	.endr
	pop	%ds
	push	%ds
	pop	%es
	xor	%eax, %eax
	ret
1:	ud2
/* They are the kernel's, too, while it runs for the program. */
ATTEMPT LIVES, "a page fault and an interrupt with no segment at all"
	push	%ds
	mov	$untouched, %edx
	load	0, %fs
	load	0, %gs
	load	0, %es
	mov	%edx, (%edx)
	load	0, %ds
	mov	$0x100000, %ecx
1:	loop	1b
	pop	%ds
	push	%ds
	pop	%es
ATTEMPT LIVES_OR_SIGSEGV, "memory by no segment" /* which QEMU takes for one of all memory */
	load	0, %ds
	mov	untouched, %eax

ATTEMPT LIVES, "every register after a system call"
	keep
	mov	%esp, pointer
	fill	ebx, ecx, edx, esi, edi, ebp
	getpid
	compare	1f, ebx, ecx, edx, esi, edi, ebp
	cmp	%esp, pointer
1:	setne	%al
	movzbl	%al, %eax
	mov	pointer, %esp
	restore
	ret

/* edx, in 12(%esp) too, is Linux's ucontext; the registers are behind its first 20 bytes. (asm/sigcontext.h) */
	UC_gs = 20
	UC_fs = 20 + 4
	UC_es = 20 + 2 * 4
	UC_ds = 20 + 3 * 4
	UC_DI = 20 + 4 * 4
	UC_SI = 20 + 5 * 4
	UC_BP = 20 + 6 * 4
	UC_BX = 20 + 8 * 4
change_frame:
	mov	12(%esp), %edx
	fill_frame UC_BX, UC_BP, UC_SI, UC_DI
	ret

	.irp	segment, gs, fs, es, ds
	.data
	action	\segment\()_action, change_\segment
	.text
change_\segment:
	mov	12(%esp), %edx
	movl	$KERNEL_SS_3, UC_\segment\()(%edx)
	ret
ATTEMPT LIVES, "a frame whose \segment is the kernel's: there is none"
	keep
	load	USER_SS, %fs
	handle	SIGUSR1, \segment\()_action
	kill_itself SIGUSR1
	mov	%\segment, %eax
	push	%ss
	pop	%ds
	push	%ss
	pop	%es
	push	$0
	pop	%fs
	restore
	ret
	.endr
	.data
	.balign	4
desc:	.long	-1, tls_block, 0xfffff, 0x51
bad_desc: .long	KSPAWN_KERNEL_DS / 8, tls_block, 0xfffff, 0x51
tls_block: .long 0x1234567
	.text
ATTEMPT LIVES, "TLS: a segment whose base is kept"
	push	%ebx
	mov	$desc, %ebx
	call_system __NR_set_thread_area
	mov	desc, %eax
	lea	3(, %eax, 8), %eax
	mov	%eax, %gs
	call_system __NR_sched_yield
	mov	%gs:0, %eax
	sub	$0x1234567, %eax
	pop	%ebx
	ret
ATTEMPT LIVES, "TLS in the place of a segment of the kernel's: EINVAL"
	push	%ebx
	mov	$bad_desc, %ebx
	call_system __NR_set_thread_area
	add	$22, %eax
	pop	%ebx
	ret
ATTEMPTS_END
