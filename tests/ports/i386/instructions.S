/* tests/ports/i386/instructions.S: what a program may not do, or may without harm
 *
 * int (void): 0 in eax: as if nothing had happened */
#include <instruction.h>
#include <kspawn/arch/entry.h>

#include <asm/unistd.h>

	.macro ATTEMPT_END
	xor	%eax, %eax
	ret
	.endm

	.macro set_flags set
	pushf
	orl	$\set, (%esp)
	popf
	.endm
	.macro call_system number
	mov	$\number, %eax
	int	$0x80
	.endm
	.macro getpid
	call_system __NR_getpid
	.endm
/* A selector for a segment register. */
	.macro load selector, segment
	mov	$\selector, %eax
	mov	%eax, \segment
	.endm
/* To after_far, by `selector`. */
	.macro far operation, selector
	\operation $\selector, $after_far
	.endm
/* eip and esp continue where they are. */
	.macro iret_to cs, ss, flags=0x202
	mov	%esp, %eax
	pushl	$\ss
	push	%eax
	pushl	$\flags
	pushl	$\cs
	pushl	$9f
	iret
9:
	.endm
/* An action for a signal, in ebx. */
	.macro handle signal, action
	mov	$\signal, %ebx
	mov	$\action, %ecx
	xor	%edx, %edx
	mov	$8, %esi
	call_system __NR_rt_sigaction
	.endm
	.macro keep
	.irp	reg, ebx, ebp, esi, edi
	push	%\reg
	.endr
	.endm
	.macro restore
	.irp	reg, edi, esi, ebp, ebx
	pop	%\reg
	.endr
	.endm

#define SIGTRAP_NUMBER 5
#define SIGUSR1 10
#define SA_SIGINFO 4

#define CF 1
#define TF 0x100
#define IF 0x200
#define DF 0x400
#define IOPL 0x3000
#define NT 0x4000
#define VM 0x20000
#define AC 0x40000
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

	.section .bss
	.balign	16
pointer: .skip 16
	.data
one_float: .float 1
	.text
after_far: ATTEMPT_END

ATTEMPT SIGSEGV, "cli", cli
ATTEMPT SIGSEGV, "sti", sti
ATTEMPT SIGSEGV, "hlt", hlt
ATTEMPT SIGSEGV, "in from the serial line"
	mov	$0x3fd, %edx
	in	%dx, %al
ATTEMPT SIGSEGV, "in from a low port", in $0x80, %al
ATTEMPT SIGSEGV, "out to the end of the machine"
	mov	$0xf4, %edx
	out	%al, %dx
ATTEMPT SIGSEGV, "out to the interrupt controller", out %al, $0x21
ATTEMPT SIGSEGV, "ins"
	mov	$0x3fd, %edx
	lea	pointer, %edi
	insb
ATTEMPT SIGSEGV, "outs"
	mov	$0xf4, %edx
	lea	pointer, %esi
	rep outsb
ATTEMPT SIGSEGV, "read the address of the kernel's descriptors", sgdt -16(%esp)
ATTEMPT SIGSEGV, "read the address of the kernel's gates", sidt -16(%esp)
ATTEMPT SIGSEGV, "ask for the machine status word", smsw %eax
ATTEMPT SIGSEGV, "ask for the task register", str %eax
ATTEMPT SIGSEGV, "ask for the LDT", sldt %eax
ATTEMPT SIGSEGV, "lgdt", lgdt pointer
ATTEMPT SIGSEGV, "lidt", lidt pointer
ATTEMPT SIGSEGV, "lldt"
	xor	%eax, %eax
	lldt	%ax
ATTEMPT SIGSEGV, "ltr"
	mov	$TASK, %eax
	ltr	%ax
ATTEMPT SIGSEGV, "read cr0", mov %cr0, %eax
ATTEMPT SIGSEGV, "write cr0"
	xor	%eax, %eax
	mov	%eax, %cr0
ATTEMPT SIGSEGV, "read cr2", mov %cr2, %eax
ATTEMPT SIGSEGV, "read cr3", mov %cr3, %eax
ATTEMPT SIGSEGV, "write cr3"
	xor	%eax, %eax
	mov	%eax, %cr3
ATTEMPT SIGSEGV, "write cr4"
	xor	%eax, %eax
	mov	%eax, %cr4
ATTEMPT SIGSEGV, "read dr7", mov %dr7, %eax
ATTEMPT SIGSEGV, "write dr0", mov %eax, %dr0
ATTEMPT SIGSEGV, "clts", clts
ATTEMPT SIGSEGV, "lmsw", lmsw %ax
ATTEMPT SIGSEGV, "wrmsr"
	mov	$0xc0000080, %ecx /* EFER */
	wrmsr
ATTEMPT SIGSEGV, "rdmsr"
	mov	$0xc0000080, %ecx
	rdmsr
ATTEMPT SIGSEGV_OR_SIGILL, "rdpmc"
	xor	%ecx, %ecx
	rdpmc
ATTEMPT SIGSEGV, "invlpg"
	invlpg	pointer
/* QEMU 10 executes these two in any mode. */
ATTEMPT LIVES_OR_SIGSEGV, "wbinvd", wbinvd
ATTEMPT LIVES_OR_SIGSEGV, "invd", invd
ATTEMPT SIGSEGV_OR_SIGILL, "xsetbv"
	xor	%ecx, %ecx
	xsetbv
ATTEMPT SIGILL, "stac", stac
ATTEMPT SIGILL, "clac", clac
ATTEMPT SIGSEGV_OR_SIGILL, "monitor"
	lea	pointer, %eax
	monitor
ATTEMPT SIGSEGV_OR_SIGILL, "mwait", mwait
ATTEMPT SIGSEGV_OR_SIGILL, "vmrun", vmrun
ATTEMPT SIGSEGV_OR_SIGILL, "vmcall", vmcall
ATTEMPT SIGSEGV_OR_SIGILL, "clgi", clgi
ATTEMPT SIGSEGV_OR_SIGILL, "sysret", sysret
ATTEMPT SIGSEGV_OR_SIGILL, "sysexit", sysexit
ATTEMPT SIGSEGV_OR_SIGILL, "sysenter", sysenter
ATTEMPT SIGSEGV_OR_SIGILL, "syscall", syscall

ATTEMPT SIGTRAP, "int3", int3
ATTEMPT SIGTRAP, "int 3", .byte 0xcd, 3
ATTEMPT SIGTRAP_OR_SIGILL, "int1", .byte 0xf1
ATTEMPT SIGSEGV, "int 4"
	int	$4
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
	.irp	vector, 0, 1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 21, 29, 30, 31, 32, 39, 40, 0x7f, 0x81, 255
ATTEMPT SIGSEGV, "int \vector", int $\vector
	.endr

ATTEMPT SIGSEGV, "iret to the kernel's code", iret_to KERNEL_CS, KERNEL_SS
ATTEMPT SIGSEGV, "iret to the kernel's code, as a program", iret_to KERNEL_CS_3, USER_SS
ATTEMPT SIGSEGV, "iret to a task", iret_to TASK_3, USER_SS
ATTEMPT SIGSEGV, "iret as of a nested task"
	set_flags NT
	iret_to	USER_CS, USER_SS
ATTEMPT LIVES_OR_SIGSEGV, "iret to itself with IF and IOPL"
	push	%ebx
	pushl	$(0x202 | IOPL)
	pushl	$USER_CS
	pushl	$1f
	iret
1:	pop	%ebx
	pushf
	pop	%eax
	and	$(IF | IOPL), %eax
	sub	$IF, %eax
	ret
ATTEMPT SIGSEGV, "lret to the kernel's code"
	pushl	$KERNEL_CS
	pushl	$after_far
	lret
	.irp	selector, KERNEL_CS, KERNEL_CS_3, KERNEL_SS, TSS, TSS_3, TASK, TASK_3, LDT_1, LDT_0x1000, 0, 3, 0xfff8
ATTEMPT SIGSEGV, "far jump to \selector", far ljmp, \selector
ATTEMPT SIGSEGV, "far call of \selector", far lcall, \selector
	.endr
ATTEMPT LIVES, "far jump to itself", far ljmp, USER_CS

	.irp	segment, ds, es, fs, gs
	.irp	selector, KERNEL_CS, KERNEL_SS, KERNEL_SS_3, KERNEL_FS, KERNEL_FS_3, TSS_3, TASK_3, LDT_1, LDT_0x1000, 0xfffb
ATTEMPT SIGSEGV, "\segment is \selector", load \selector, %\segment
	.endr
	.endr
	.irp	selector, KERNEL_SS, KERNEL_SS_3, USER_SS_0, TSS_3, USER_CS, 0, 3, LDT_1, LDT_0x1000
ATTEMPT SIGSEGV, "ss is \selector", load \selector, %ss
	.endr
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

/* The LDT that was never loaded: the processor's is at address 0 after a reset. */
	.macro make_ldt first, second, third=0, fourth=0
	sub	$24, %esp
	movl	$0x1000, (%esp)
	movl	$0x1000, 4(%esp)
	movl	$3, 8(%esp)           /* PROT_READ, PROT_WRITE */
	movl	$0x32, 12(%esp)       /* MAP_PRIVATE, MAP_FIXED, MAP_ANONYMOUS */
	movl	$-1, 16(%esp)
	movl	$0, 20(%esp)
	mov	%esp, %ebx
	call_system __NR_mmap
	movl	$\first, 0x1000
	movl	$\second, 0x1004
	movl	$\third, 0x1008
	movl	$\fourth, 0x100c
	.endm
ATTEMPT SIGSEGV, "a call gate of its own"
	make_ldt 0x00600000, 0x8010ec00
	far	lcall, LDT_0x1000
ATTEMPT SIGSEGV, "a segment of its own"
	make_ldt 0x0000ffff, 0x00cff200
	load	LDT_0x1000, %ds

ATTEMPT LIVES, "popf of IF and IOPL"
	pushf
	xorl	$(IF | IOPL), (%esp)
	popf
	pushf
	pop	%eax
	and	$(IF | IOPL), %eax
	sub	$IF, %eax
	ret
ATTEMPT LIVES, "popf of VM"
	set_flags VM
ATTEMPT SIGSEGV, "NT and a system call"
	set_flags NT
	getpid
ATTEMPT SIGSEGV, "NT and a page fault"
	set_flags NT
	mov	%eax, untouched
ATTEMPT LIVES, "AC, a system call, a page fault"
	set_flags AC
	getpid
	mov	%eax, untouched + 1
	pushf
	pop	%eax
	not	%eax
	and	$AC, %eax
	ret
ATTEMPT LIVES, "DF, a system call, a page fault"
	std
	getpid
	mov	%eax, untouched
	pushf
	pop	%eax
	cld
	not	%eax
	and	$DF, %eax
	ret

ATTEMPT LIVES, "every register after a system call"
	keep
	mov	%esp, pointer
	.set	value, 0x1234567
	.irp	reg, ebx, ecx, edx, esi, edi, ebp
	mov	$value, %\reg
	.set	value, value + 0x1010101
	.endr
	getpid
	.set	value, 0x1234567
	.irp	reg, ebx, ecx, edx, esi, edi, ebp
	cmp	$value, %\reg
	jne	1f
	.set	value, value + 0x1010101
	.endr
	cmp	%esp, pointer
1:	setne	%al
	movzbl	%al, %eax
	mov	pointer, %esp
	restore
	ret

ATTEMPT SIGTRAP, "TF"
	set_flags TF
	nop
ATTEMPT SIGTRAP, "TF before a system call"
	mov	$__NR_getpid, %eax
	set_flags TF
	int	$0x80
	nop
ATTEMPT SIGTRAP, "TF before a fork"
	mov	$__NR_fork, %eax
	set_flags TF
	int	$0x80
	nop
	test	%eax, %eax
	jnz	1f
	ud2
1:
ATTEMPT SIGTRAP, "TF before ss and a system call"
	mov	$__NR_getpid, %eax
	mov	%ss, %ecx
	set_flags TF
	mov	%ecx, %ss
	int	$0x80
	nop
ATTEMPT SIGTRAP, "TF before ss and int3"
	mov	%ss, %ecx
	set_flags TF
	mov	%ecx, %ss
	int3
ATTEMPT SIGSEGV, "TF before a page fault"
	set_flags TF
	mov	%eax, 0x10
	.data
trap_action: .long count_trap, 0, 0, 0, 0
traps: .long 0
	.text
count_trap:
	incl	traps
	ret
#define EACH_REG eax, ecx, edx, ebx, ebp, esi, edi
ATTEMPT LIVES, "TF and a handler, after which nothing is lost"
	keep
	handle	SIGTRAP_NUMBER, trap_action
	mov	%esp, pointer
	.set	value, 0x1234567
	.irp	reg, EACH_REG
	mov	$value, %\reg
	.set	value, value + 0x1010101
	.endr
	set_flags TF
	nop
	nop
	pushf
	andl	$~TF, (%esp)
	popf
	.set	value, 0x1234567
	.irp	reg, EACH_REG
	cmp	$value, %\reg
	jne	1f
	.set	value, value + 0x1010101
	.endr
	cmpl	$5, traps
1:	setne	%al
	movzbl	%al, %eax
	cmp	%esp, pointer
	jne	2f
	restore
	ret
2:	ud2
	.data
frame_action: .long change_frame, SA_SIGINFO, 0, 0, 0
	.text
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
	movl	$0x1234567, UC_BX(%edx)
	movl	$0x2244668, UC_BP(%edx)
	movl	$0x3254769, UC_SI(%edx)
	movl	$0x426486a, UC_DI(%edx)
	ret
ATTEMPT LIVES, "a frame with other registers"
	keep
	handle	SIGUSR1, frame_action
	getpid
	mov	%eax, %ebx
	mov	$SIGUSR1, %ecx
	call_system __NR_kill
	.set	value, 0x1234567
	.irp	reg, ebx, ebp, esi, edi
	cmp	$value, %\reg
	jne	1f
	.set	value, value + 0x1010101
	.endr
1:	setne	%al
	movzbl	%al, %eax
	restore
	ret
	.irp	segment, gs, fs, es, ds
	.data
\segment\()_action: .long change_\segment, SA_SIGINFO, 0, 0, 0
	.text
change_\segment:
	mov	12(%esp), %edx
	movl	$KERNEL_SS_3, UC_\segment\()(%edx)
	ret
ATTEMPT LIVES, "a frame whose \segment is the kernel's: there is none"
	keep
	load	USER_SS, %fs
	handle	SIGUSR1, \segment\()_action
	getpid
	mov	%eax, %ebx
	mov	$SIGUSR1, %ecx
	call_system __NR_kill
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

ATTEMPT SIGILL, "ud2", ud2
ATTEMPT SIGILL, "a lock without an operand in memory", .byte 0xf0, 0x90
ATTEMPT SIGSEGV_OR_SIGILL, "an instruction of 16 bytes"
	.byte	0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x90
ATTEMPT LIVES_OR_SIGSEGV, "ldmxcsr of what is reserved"
	push	$-1
	ldmxcsr	(%esp)
	pop	%eax
ATTEMPT SIGFPE, "a floating point exception that waits for another program"
	push	$0x340
	fldcw	(%esp)
	flds	one_float
	fldz
	fdivrp
	getpid
	call_system __NR_sched_yield
	fwait
ATTEMPT LIVES_OR_SIGFPE, "a vector exception"
	push	$0x1d80
	ldmxcsr	(%esp)
	pop	%eax
	xorps	%xmm0, %xmm0
	movss	one_float, %xmm1
	divss	%xmm0, %xmm1
ATTEMPT SIGILL, "a vector register that is not saved", vxorps %ymm0, %ymm0, %ymm0
ATTEMPT SIGILL, "xsave", xsave untouched
ATTEMPTS_END
