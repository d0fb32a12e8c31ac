/* tests/ports/x86_64/instructions.S: what a program may not do, or may without harm
 *
 * int (void): 0 in eax: as if nothing had happened */
#include <instruction.h>
#include <kspawn/pt_regs.h>

#include <asm/unistd.h>

	.macro ATTEMPT_END
	xor	%eax, %eax
	ret
	.endm

/* The flags of `set`, and what a system call changes of all registers: rax rcx r11. */
	.macro set_flags set
	pushfq
	orq	$\set, (%rsp)
	popfq
	.endm
	.macro getpid
	mov	$__NR_getpid, %eax
	syscall
	.endm
/* A selector for a segment register. */
	.macro load selector, segment
	mov	$\selector, %eax
	mov	%eax, \segment
	.endm
/* To after_far, by `selector`: REX.W FF /operation, with 64 bits of offset. */
#define FAR_CALL 3
#define FAR_JUMP 5
	.macro far operation, selector
	.pushsection .data
9:	.quad	after_far
	.word	\selector
	.popsection
	.byte	0x48, 0xff, \operation << 3 | 4, 0x25
	.long	9b
	.endm
/* rip and rsp continue where they are */
	.macro iret_to cs, ss, flags=0x202
	mov	%rsp, %rax
	pushq	$\ss
	push	%rax
	pushq	$\flags
	pushq	$\cs
	pushq	$9f
	iretq
9:
	.endm

#define CF 1
#define TF 0x100
#define IF 0x200
#define DF 0x400
#define IOPL 0x3000
#define NT 0x4000
#define AC 0x40000
#define USER_CS 0x33
#define USER_SS 0x2b
#define KERNEL_CS 0x10
#define KERNEL_SS 0x18
#define TSS 0x40
#define USER_SS_0 0x28     /* by the privilege that is asked for in their lowest bits */
#define KERNEL_CS_3 0x13
#define KERNEL_SS_3 0x1b
#define TSS_3 0x43
#define LDT_1 0xf          /* by an LDT */
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
	lea	pointer, %rdi
	insb
ATTEMPT SIGSEGV, "outs"
	mov	$0xf4, %edx
	lea	pointer, %rsi
	rep outsb
ATTEMPT SIGSEGV, "read the address of the kernel's descriptors", sgdt -16(%rsp)
ATTEMPT SIGSEGV, "read the address of the kernel's gates", sidt -16(%rsp)
ATTEMPT SIGSEGV, "ask for the machine status word", smsw %eax
ATTEMPT SIGSEGV, "lgdt", lgdt pointer
ATTEMPT SIGSEGV, "lidt", lidt pointer
ATTEMPT SIGSEGV, "lldt"
	xor	%eax, %eax
	lldt	%ax
ATTEMPT SIGSEGV, "ltr"
	mov	$TSS, %eax
	ltr	%ax
ATTEMPT SIGSEGV, "read cr0", mov %cr0, %rax
ATTEMPT SIGSEGV, "write cr0"
	xor	%eax, %eax
	mov	%rax, %cr0
ATTEMPT SIGSEGV, "read cr2", mov %cr2, %rax
ATTEMPT SIGSEGV, "read cr3", mov %cr3, %rax
ATTEMPT SIGSEGV, "write cr3"
	xor	%eax, %eax
	mov	%rax, %cr3
ATTEMPT SIGSEGV, "write cr4"
	xor	%eax, %eax
	mov	%rax, %cr4
ATTEMPT SIGSEGV, "write cr8"
	xor	%eax, %eax
	mov	%rax, %cr8
ATTEMPT SIGSEGV, "read dr7", mov %dr7, %rax
ATTEMPT SIGSEGV, "write dr0", mov %rax, %dr0
ATTEMPT SIGSEGV, "clts", clts
ATTEMPT SIGSEGV, "lmsw", lmsw %ax
ATTEMPT SIGSEGV, "wrmsr of the entry"
	mov	$0xc0000082, %ecx
	wrmsr
ATTEMPT SIGSEGV, "rdmsr of the GS base"
	mov	$0xc0000102, %ecx
	rdmsr
ATTEMPT SIGSEGV_OR_SIGILL, "rdpmc"
	xor	%ecx, %ecx
	rdpmc
ATTEMPT SIGSEGV, "swapgs", swapgs
ATTEMPT SIGILL, "wrgsbase", wrgsbase %rax
ATTEMPT SIGILL, "wrfsbase", wrfsbase %rax
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
	lea	pointer, %rax
	monitor
ATTEMPT SIGSEGV_OR_SIGILL, "mwait", mwait
ATTEMPT SIGSEGV_OR_SIGILL, "vmrun", vmrun
ATTEMPT SIGSEGV_OR_SIGILL, "vmcall", vmcall
ATTEMPT SIGSEGV_OR_SIGILL, "clgi", clgi
ATTEMPT SIGSEGV, "sysretq"
	getpid
	sysretq
ATTEMPT SIGSEGV_OR_SIGILL, "sysexit", sysexitl
ATTEMPT SIGSEGV_OR_SIGILL, "sysenter", sysenter

ATTEMPT SIGSEGV, "int 0x80", int $0x80
ATTEMPT SIGTRAP, "int3", int3
ATTEMPT SIGTRAP, "int 3", .byte 0xcd, 3
ATTEMPT SIGTRAP_OR_SIGILL, "int1", .byte 0xf1
ATTEMPT SIGSEGV, "int 4"
	int	$4
	.irp	vector, 0, 1, 2, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 21, 29, 30, 31, 32, 39, 40, 255
ATTEMPT SIGSEGV, "int \vector", int $\vector
	.endr

ATTEMPT SIGSEGV, "iretq to the kernel's code", iret_to KERNEL_CS, KERNEL_SS
ATTEMPT SIGSEGV, "iretq to the kernel's code, as a program", iret_to KERNEL_CS_3, USER_SS
ATTEMPT SIGSEGV, "iretq to the kernel's stack", iret_to USER_CS, KERNEL_SS
ATTEMPT SIGSEGV, "iretq to a task", iret_to TSS_3, USER_SS
ATTEMPT SIGSEGV, "iretq as of a nested task"
	set_flags NT
	iret_to	USER_CS, USER_SS
ATTEMPT LIVES_OR_SIGSEGV, "iretq to itself with IF and IOPL"
	iret_to	USER_CS, USER_SS, IOPL
	pushfq
	pop	%rax
	and	$(IF | IOPL), %eax
	sub	$IF, %eax
	ret
ATTEMPT LIVES_OR_SIGSEGV, "iretq to itself", iret_to USER_CS, USER_SS
ATTEMPT SIGSEGV, "lretq to the kernel's code"
	pushq	$KERNEL_CS
	pushq	$after_far
	lretq
	.irp	selector, KERNEL_CS, KERNEL_CS_3, KERNEL_SS, TSS, TSS_3, LDT_1, LDT_0x1000, 0, 3, 0xfff8
ATTEMPT SIGSEGV, "far jump to \selector", far FAR_JUMP, \selector
ATTEMPT SIGSEGV, "far call of \selector", far FAR_CALL, \selector
	.endr
ATTEMPT LIVES, "far jump to itself", far FAR_JUMP, USER_CS

	.irp	segment, ds, es, fs, gs
	.irp	selector, KERNEL_CS, KERNEL_SS, KERNEL_SS_3, TSS_3, LDT_1, LDT_0x1000, 0xfffb
ATTEMPT SIGSEGV, "\segment is \selector", load \selector, %\segment
	.endr
	.endr
	.irp	selector, KERNEL_SS, KERNEL_SS_3, USER_SS_0, TSS_3, USER_CS, 0, 3, LDT_1, LDT_0x1000
ATTEMPT SIGSEGV, "ss is \selector", load \selector, %ss
	.endr
ATTEMPT LIVES, "every segment that a program may have"
	load	USER_SS, %ds
	load	USER_SS, %es
	load	USER_SS, %fs
	load	USER_SS, %gs
	load	USER_SS, %ss
	getpid
	load	0, %ds
	load	0, %es
	load	3, %fs
	load	0, %gs
	getpid

/* The LDT that was never loaded: the processor's is at address 0 after a reset. */
	.macro make_ldt low, high
	mov	$__NR_mmap, %eax
	mov	$0x1000, %edi
	mov	$0x1000, %esi
	mov	$3, %edx              /* PROT_READ, PROT_WRITE */
	mov	$0x32, %r10d          /* MAP_PRIVATE, MAP_FIXED, MAP_ANONYMOUS */
	mov	$-1, %r8
	xor	%r9d, %r9d
	syscall
	movabs	$\low, %rax
	mov	%rax, 0x1000
	movabs	$\high, %rax
	mov	%rax, 0x1008
	.endm
ATTEMPT SIGSEGV, "a call gate of its own"
	make_ldt 0x8010ec0000100000, 0xffffffff
	far	FAR_CALL, LDT_0x1000
ATTEMPT SIGSEGV, "a segment of its own"
	make_ldt 0x00cff2000000ffff, 0
	load	LDT_0x1000, %ds

ATTEMPT LIVES, "popf of IF and IOPL"
	pushfq
	xorq	$(IF | IOPL), (%rsp)
	popfq
	pushfq
	pop	%rax
	and	$(IF | IOPL), %eax
	sub	$IF, %eax
	ret
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
	pushfq
	pop	%rax
	not	%eax
	and	$AC, %eax
	ret
ATTEMPT LIVES, "DF, a system call, a page fault"
	std
	getpid
	mov	%eax, untouched
	pushfq
	pop	%rax
	cld
	not	%eax
	and	$DF, %eax
	ret

ATTEMPT LIVES, "rcx and r11 after a system call"
	getpid
1:	pushfq
	pop	%rdx
	xor	%r11, %rdx
	lea	1b(%rip), %rax
	xor	%rcx, %rax
	or	%rdx, %rax
	setnz	%al
	movzbl	%al, %eax
	ret

ATTEMPT SIGTRAP, "TF"
	set_flags TF
	nop
ATTEMPT SIGTRAP, "TF before a system call"
	mov	$__NR_getpid, %eax
	set_flags TF
	syscall
	nop
ATTEMPT SIGTRAP, "TF before a fork"
	mov	$__NR_fork, %eax
	set_flags TF
	syscall
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
	syscall
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
trap_action: .quad count_trap, 0, 0, 0
traps: .quad 0
	.text
count_trap:
	incq	traps
	ret
#define EACH_REG rax, rcx, rdx, rbx, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13, r14, r15
ATTEMPT LIVES, "TF and a handler, after which nothing is lost"
	mov	$__NR_rt_sigaction, %eax
	mov	$5, %edi              /* SIGTRAP */
	mov	$trap_action, %esi
	xor	%edx, %edx
	mov	$8, %r10d
	syscall
	.irp	reg, rbx, rbp, r12, r13, r14, r15
	push	%\reg
	.endr
	mov	%rsp, pointer
	.set	value, 0x1234567
	.irp	reg, EACH_REG
	mov	$value, %\reg
	.set	value, value + 0x1010101
	.endr
	set_flags TF
	nop
	nop
	pushfq
	andq	$~TF, (%rsp)
	popfq
	.set	value, 0x1234567
	.irp	reg, EACH_REG
	cmp	$value, %\reg
	jne	1f
	.set	value, value + 0x1010101
	.endr
	cmpq	$5, traps
1:	setne	%al
	movzbl	%al, %eax
	cmp	%rsp, pointer
	jne	2f
	.irp	reg, r15, r14, r13, r12, rbp, rbx
	pop	%\reg
	.endr
	ret
2:	ud2
	.data
frame_action: .quad change_frame, 0, 0, 0
	.text
/* rdx is Linux's ucontext; the registers are behind its first 40 bytes (asm/sigcontext.h). What it returns to may be entered
 * by SYSRET: rcx and r11 say what ip and flags say. */
	UC_R11 = 40 + 3 * 8
	UC_R12 = 40 + 4 * 8
	UC_R13 = 40 + 5 * 8
	UC_R14 = 40 + 6 * 8
	UC_R15 = 40 + 7 * 8
	UC_BP = 40 + 10 * 8
	UC_BX = 40 + 11 * 8
	UC_CX = 40 + 14 * 8
	UC_IP = 40 + 16 * 8
	UC_FLAGS = 40 + 17 * 8
change_frame:
	movq	$0x1234567, UC_BX(%rdx)
	movq	$0x2244668, UC_BP(%rdx)
	movq	$0x3254769, UC_R12(%rdx)
	movq	$0x426486a, UC_R13(%rdx)
	movq	$0x527496b, UC_R14(%rdx)
	movq	$0x6284a6c, UC_R15(%rdx)
	mov	UC_IP(%rdx), %rax
	mov	%rax, UC_CX(%rdx)
	mov	UC_FLAGS(%rdx), %rax
	mov	%rax, UC_R11(%rdx)
	ret
ATTEMPT LIVES, "a frame with other registers, by SYSRET"
	mov	$__NR_rt_sigaction, %eax
	mov	$10, %edi             /* SIGUSR1 */
	mov	$frame_action, %esi
	xor	%edx, %edx
	mov	$8, %r10d
	syscall
	.irp	reg, rbx, rbp, r12, r13, r14, r15
	push	%\reg
	.endr
	getpid
	mov	%eax, %edi
	mov	$10, %esi
	mov	$__NR_kill, %eax
	syscall
	.set	value, 0x1234567
	.irp	reg, rbx, rbp, r12, r13, r14, r15
	cmp	$value, %\reg
	jne	1f
	.set	value, value + 0x1010101
	.endr
1:	setne	%al
	movzbl	%al, %eax
	.irp	reg, r15, r14, r13, r12, rbp, rbx
	pop	%\reg
	.endr
	ret
	.data
tls_action: .quad spoil_cx, 0, 0, 0
	.text
spoil_cx:
	movq	$0, UC_CX(%rdx)
	ret
ATTEMPT LIVES, "TLS above 4 GiB, kept by IRET"
	push	$0x1234567
	mov	$__NR_arch_prctl, %eax
	mov	$0x1002, %edi         /* ARCH_SET_FS */
	mov	%rsp, %rsi
	syscall
	mov	$__NR_rt_sigaction, %eax
	mov	$10, %edi             /* SIGUSR1 */
	mov	$tls_action, %esi
	xor	%edx, %edx
	mov	$8, %r10d
	syscall
	getpid
	mov	%eax, %edi
	mov	$10, %esi
	mov	$__NR_kill, %eax
	syscall
	mov	%fs:0, %rax
	pop	%rcx
	sub	%rcx, %rax
	setne	%al
	movzbl	%al, %eax
	ret
ATTEMPT LIVES, "TLS above 4 GiB"
	push	$0x1234567
	mov	$__NR_arch_prctl, %eax
	mov	$0x1002, %edi         /* ARCH_SET_FS */
	mov	%rsp, %rsi
	syscall
	mov	%fs:0, %rax
	pop	%rcx
	sub	%rcx, %rax
	setne	%al
	movzbl	%al, %eax
	ret
ATTEMPT SIGSEGV, "TF before int 0x80"
	set_flags TF
	int	$0x80

ATTEMPT SIGILL, "ud2", ud2
ATTEMPT LIVES_OR_SIGILL, "into" /* QEMU 10 lets it pass */, .byte 0xce
ATTEMPT SIGILL, "a lock without an operand in memory", .byte 0xf0, 0x90
ATTEMPT SIGSEGV_OR_SIGILL, "an instruction of 16 bytes"
	.byte	0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x90
ATTEMPT LIVES_OR_SIGSEGV, "ldmxcsr of what is reserved"
	push	$-1
	ldmxcsr	(%rsp)
	pop	%rax
ATTEMPT SIGFPE, "a floating point exception that waits for another program"
	push	$0x340
	fldcw	(%rsp)
	flds	one_float
	fldz
	fdivrp
	getpid
	mov	$__NR_sched_yield, %eax
	syscall
	fwait
ATTEMPT LIVES_OR_SIGFPE, "a vector exception"
	push	$0x1d80
	ldmxcsr	(%rsp)
	pop	%rax
	xorps	%xmm0, %xmm0
	movss	one_float, %xmm1
	divss	%xmm0, %xmm1
ATTEMPT SIGILL, "a vector register that is not saved", vxorps %ymm0, %ymm0, %ymm0
ATTEMPT SIGILL, "xsave", xsave untouched
ATTEMPTS_END
