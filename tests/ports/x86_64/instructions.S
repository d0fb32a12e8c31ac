/* tests/ports/x86_64/instructions.S: what a program may not do, or may without harm
 *
 * int (void): 0 in eax: as if nothing had happened */
#include <instruction.h>
#include <kspawn/pt_regs.h>

#include <asm/unistd.h>

#define AX rax
#define DX rdx
#define SP rsp
#define SI rsi
#define DI rdi
#define LONG(operation) operation##q
#define SYSTEM syscall /* changes rax rcx r11 */
#define EACH_REG rax, rcx, rdx, rbx, rbp, rsi, rdi, r8, r9, r10, r11, r12, r13, r14, r15
#define KEPT rbx, rbp, r12, r13, r14, r15
#define KEPT_BACKWARD r15, r14, r13, r12, rbp, rbx

#define USER_CS 0x33
#define USER_SS 0x2b
#define KERNEL_CS 0x10
#define KERNEL_SS 0x18
#define TASK 0x40
#define USER_SS_0 0x28     /* by the privilege that is asked for in their lowest bits */
#define KERNEL_CS_3 0x13
#define KERNEL_SS_3 0x1b
#define TASK_3 0x43
#define LDT_1 0xf          /* by an LDT */
#define LDT_0x1000 0x1007
#define FAR_SELECTORS KERNEL_CS, KERNEL_CS_3, KERNEL_SS, TASK, TASK_3, LDT_1, LDT_0x1000, 0, 3, 0xfff8
#define DATA_SELECTORS KERNEL_CS, KERNEL_SS, KERNEL_SS_3, TASK_3, LDT_1, LDT_0x1000, 0xfffb
#define CALL_GATE 0x00100000, 0x8010ec00, 0xffffffff, 0

/* REX.W FF /operation, with 64 bits of offset. */
	.macro far operation, selector
	.pushsection .data
9:	.quad	after_far
	.word	\selector
	.popsection
	.byte	0x48, 0xff, \operation << 3 | 4, 0x25
	.long	9b
	.endm
	.macro far_call selector
	far	3, \selector
	.endm
	.macro far_jump selector
	far	5, \selector
	.endm
	.macro iret_to cs, ss, flags=0x202
	mov	%rsp, %rax
	push	$\ss
	push	%rax
	push	$\flags
	push	$\cs
	push	$9f
	iretq
9:
	.endm
	.macro iret_itself flags
	iret_to	USER_CS, USER_SS, \flags
	.endm
	.macro action name, handler
\name: .quad \handler, 0, 0, 0
	.endm
	.macro handle signal, action
	mov	$\signal, %edi
	mov	$\action, %esi
	xor	%edx, %edx
	mov	$8, %r10d
	call_system __NR_rt_sigaction
	.endm
	.macro kill_itself signal
	getpid
	mov	%eax, %edi
	mov	$\signal, %esi
	call_system __NR_kill
	.endm
	.macro map_ldt
	mov	$0x1000, %edi
	mov	$0x1000, %esi
	mov	$3, %edx              /* PROT_READ, PROT_WRITE */
	mov	$0x32, %r10d          /* MAP_PRIVATE, MAP_FIXED, MAP_ANONYMOUS */
	mov	$-1, %r8
	xor	%r9d, %r9d
	call_system __NR_mmap
	.endm

#include "instructions_x86.h"

ATTEMPT SIGSEGV, "write cr8"
	xor	%eax, %eax
	mov	%rax, %cr8
ATTEMPT SIGSEGV, "swapgs", swapgs
ATTEMPT SIGILL, "wrgsbase", wrgsbase %rax
ATTEMPT SIGILL, "wrfsbase", wrfsbase %rax
ATTEMPT SIGSEGV, "sysretq"
	getpid
	sysretq
ATTEMPT SIGSEGV, "int 0x80", int $0x80
ATTEMPT SIGSEGV, "TF before int 0x80"
	set_flags TF
	int	$0x80
ATTEMPT SIGSEGV, "iret to the kernel's stack", iret_to USER_CS, KERNEL_SS
ATTEMPT LIVES_OR_SIGILL, "into" /* QEMU 10 lets it pass */, .byte 0xce
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
	fill_frame UC_BX, UC_BP, UC_R12, UC_R13, UC_R14, UC_R15
	mov	UC_IP(%rdx), %rax
	mov	%rax, UC_CX(%rdx)
	mov	UC_FLAGS(%rdx), %rax
	mov	%rax, UC_R11(%rdx)
	ret

/* A word on the stack, as TLS; it is found there. */
	.macro set_tls
	push	$0x1234567
	mov	$0x1002, %edi         /* ARCH_SET_FS */
	mov	%rsp, %rsi
	call_system __NR_arch_prctl
	.endm
	.macro find_tls
	mov	%fs:0, %rax
	pop	%rcx
	sub	%rcx, %rax
	setne	%al
	movzbl	%al, %eax
	ret
	.endm
	.data
	action	tls_action, spoil_cx
	.text
spoil_cx:
	movq	$0, UC_CX(%rdx)
	ret
ATTEMPT LIVES, "TLS above 4 GiB, kept by IRET"
	set_tls
	handle	SIGUSR1, tls_action
	kill_itself SIGUSR1
	find_tls
ATTEMPT LIVES, "TLS above 4 GiB"
	set_tls
	find_tls
ATTEMPTS_END
