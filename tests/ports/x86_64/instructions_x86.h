/* tests/ports/x86_64/instructions_x86.h: what no program may do on i386 and x86-64, or may without harm
 *
 * Before it instructions.S defines
 *	AX DX SP SI DI       registers
 *	LONG(operation)      an operation on a whole word
 *	SYSTEM               the instruction that calls the system
 *	EACH_REG             all registers but the stack pointer; KEPT, the ones that a function keeps, and KEPT_BACKWARD
 *	USER_CS ...          selectors; FAR_SELECTORS and DATA_SELECTORS, which a program may not jump by, or load
 *	CALL_GATE            the words of a descriptor
 * the macros
 *	far_jump, far_call   to after_far, by a selector
 *	iret_to              CS, SS: to what follows
 *	iret_itself          FLAGS: to what follows, by the program's own selectors
 *	action               NAME, HANDLER: data of a signal's action
 *	handle               SIGNAL, ACTION
 *	kill_itself          SIGNAL
 *	map_ldt              a page at 0x1000
 * and after it change_frame, a handler that calls fill_frame with where its frame has KEPT. */

#define TF 0x100
#define IF 0x200
#define DF 0x400
#define IOPL 0x3000
#define NT 0x4000
#define VM 0x20000
#define AC 0x40000
#define SIGUSR1 10

	.macro ATTEMPT_END
	xor	%eax, %eax
	ret
	.endm
	.macro set_flags set
	pushf
	LONG(or) $\set, (%SP)
	popf
	.endm
	.macro call_system number
	mov	$\number, %eax
	SYSTEM
	.endm
	.macro getpid
	call_system __NR_getpid
	.endm
/* A selector for a segment register. */
	.macro load selector, segment
	mov	$\selector, %eax
	mov	%eax, \segment
	.endm
	.macro keep
	.irp	reg, KEPT
	push	%\reg
	.endr
	.endm
	.macro restore
	.irp	reg, KEPT_BACKWARD
	pop	%\reg
	.endr
	.endm
/* Values for the registers, each another one, and whether they are there. */
	.macro fill regs:vararg
	.set	value, 0x1234567
	.irp	reg, \regs
	mov	$value, %\reg
	.set	value, value + 0x1010101
	.endr
	.endm
/* The same, of a frame at DX, at these offsets. */
	.macro fill_frame offsets:vararg
	.set	value, 0x1234567
	.irp	offset, \offsets
	LONG(mov) $value, \offset(%DX)
	.set	value, value + 0x1010101
	.endr
	.endm
	.macro compare label, regs:vararg
	.set	value, 0x1234567
	.irp	reg, \regs
	cmp	$value, %\reg
	jne	\label
	.set	value, value + 0x1010101
	.endr
	.endm

/* A descriptor at 0x1000. */
	.macro make_ldt words:vararg
	map_ldt
	.set	address, 0x1000
	.irp	word, \words
	movl	$\word, address
	.set	address, address + 4
	.endr
	.endm

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
	lea	pointer, %DI
	insb
ATTEMPT SIGSEGV, "outs"
	mov	$0xf4, %edx
	lea	pointer, %SI
	rep outsb
ATTEMPT SIGSEGV, "read the address of the kernel's descriptors", sgdt -16(%SP)
ATTEMPT SIGSEGV, "read the address of the kernel's gates", sidt -16(%SP)
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
ATTEMPT SIGSEGV, "read cr0", mov %cr0, %AX
ATTEMPT SIGSEGV, "write cr0"
	xor	%eax, %eax
	mov	%AX, %cr0
ATTEMPT SIGSEGV, "read cr2", mov %cr2, %AX
ATTEMPT SIGSEGV, "read cr3", mov %cr3, %AX
ATTEMPT SIGSEGV, "write cr3"
	xor	%eax, %eax
	mov	%AX, %cr3
ATTEMPT SIGSEGV, "write cr4"
	xor	%eax, %eax
	mov	%AX, %cr4
ATTEMPT SIGSEGV, "read dr7", mov %dr7, %AX
ATTEMPT SIGSEGV, "write dr0", mov %AX, %dr0
ATTEMPT SIGSEGV, "clts", clts
ATTEMPT SIGSEGV, "lmsw", lmsw %ax
	.irp	msr, 0xc0000080, 0xc0000082, 0xc0000102 /* EFER, LSTAR, the base of GS for the kernel */
ATTEMPT SIGSEGV, "rdmsr of \msr"
	mov	$\msr, %ecx
	rdmsr
ATTEMPT SIGSEGV, "wrmsr of \msr"
	mov	$\msr, %ecx
	wrmsr
	.endr
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
	lea	pointer, %AX
	monitor
ATTEMPT SIGSEGV_OR_SIGILL, "mwait", mwait
ATTEMPT SIGSEGV_OR_SIGILL, "vmrun", vmrun
ATTEMPT SIGSEGV_OR_SIGILL, "vmcall", vmcall
ATTEMPT SIGSEGV_OR_SIGILL, "clgi", clgi
ATTEMPT SIGSEGV_OR_SIGILL, "sysexit", .byte 0x0f, 0x35
ATTEMPT SIGSEGV_OR_SIGILL, "sysenter", sysenter

ATTEMPT SIGTRAP, "int3", int3
ATTEMPT SIGTRAP, "int 3", .byte 0xcd, 3
ATTEMPT SIGTRAP_OR_SIGILL, "int1", .byte 0xf1
ATTEMPT SIGSEGV, "int 4"
	int	$4
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
	iret_itself IOPL
	pushf
	pop	%AX
	and	$(IF | IOPL), %eax
	sub	$IF, %eax
	ret
ATTEMPT LIVES_OR_SIGSEGV, "iret to itself", iret_itself IF
ATTEMPT SIGSEGV, "lret to the kernel's code"
	push	$KERNEL_CS
	push	$after_far
	LONG(lret)
	.irp	selector, FAR_SELECTORS
ATTEMPT SIGSEGV, "far jump to \selector", far_jump \selector
ATTEMPT SIGSEGV, "far call of \selector", far_call \selector
	.endr
ATTEMPT LIVES, "far jump to itself", far_jump USER_CS

	.irp	segment, ds, es, fs, gs
	.irp	selector, DATA_SELECTORS
ATTEMPT SIGSEGV, "\segment is \selector", load \selector, %\segment
	.endr
	.endr
	.irp	selector, KERNEL_SS, KERNEL_SS_3, USER_SS_0, TASK_3, USER_CS, 0, 3, LDT_1, LDT_0x1000
ATTEMPT SIGSEGV, "ss is \selector", load \selector, %ss
	.endr
/* The LDT that was never loaded: the processor's is at address 0 after a reset. */
ATTEMPT SIGSEGV, "a call gate of its own"
	make_ldt CALL_GATE
	far_call LDT_0x1000
ATTEMPT SIGSEGV, "a segment of its own"
	make_ldt 0x0000ffff, 0x00cff200
	load	LDT_0x1000, %ds

ATTEMPT LIVES, "popf of IF and IOPL"
	pushf
	LONG(xor) $(IF | IOPL), (%SP)
	popf
	pushf
	pop	%AX
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
	pop	%AX
	not	%eax
	and	$AC, %eax
	ret
ATTEMPT LIVES, "DF, a system call, a page fault"
	std
	getpid
	mov	%eax, untouched
	pushf
	pop	%AX
	cld
	not	%eax
	and	$DF, %eax
	ret

ATTEMPT SIGTRAP, "TF"
	set_flags TF
	nop
ATTEMPT SIGTRAP, "TF before a system call"
	mov	$__NR_getpid, %eax
	set_flags TF
	SYSTEM
	nop
ATTEMPT SIGTRAP, "TF before a fork"
	mov	$__NR_fork, %eax
	set_flags TF
	SYSTEM
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
	SYSTEM
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
	action	trap_action, count_trap
traps:	.long	0
	.text
count_trap:
	incl	traps
	ret
ATTEMPT LIVES, "TF and a handler, after which nothing is lost"
	keep
	handle	SIGTRAP, trap_action
	mov	%SP, pointer
	fill	EACH_REG
	set_flags TF
	nop
	nop
	pushf
	LONG(and) $~TF, (%SP)
	popf
	compare	1f, EACH_REG
	cmpl	$5, traps
1:	setne	%al
	movzbl	%al, %eax
	cmp	%SP, pointer
	jne	2f
	restore
	ret
2:	ud2
	.data
	action	frame_action, change_frame
	.text
ATTEMPT LIVES, "a frame with other registers"
	keep
	handle	SIGUSR1, frame_action
	kill_itself SIGUSR1
	compare	1f, KEPT
1:	setne	%al
	movzbl	%al, %eax
	restore
	ret

ATTEMPT SIGILL, "ud2", ud2
ATTEMPT SIGILL, "a lock without an operand in memory", .byte 0xf0, 0x90
ATTEMPT SIGSEGV_OR_SIGILL, "an instruction of 16 bytes"
	.byte	0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x66, 0x90
ATTEMPT LIVES_OR_SIGSEGV, "ldmxcsr of what is reserved"
	push	$-1
	ldmxcsr	(%SP)
	pop	%AX
ATTEMPT SIGFPE, "a floating point exception that waits for another program"
	push	$0x340
	fldcw	(%SP)
	flds	one_float
	fldz
	fdivrp
	getpid
	call_system __NR_sched_yield
	fwait
ATTEMPT LIVES_OR_SIGFPE, "a vector exception"
	push	$0x1d80
	ldmxcsr	(%SP)
	pop	%AX
	xorps	%xmm0, %xmm0
	movss	one_float, %xmm1
	divss	%xmm0, %xmm1
ATTEMPT SIGILL, "a vector register that is not saved", vxorps %ymm0, %ymm0, %ymm0
ATTEMPT SIGILL, "xsave", xsave untouched
