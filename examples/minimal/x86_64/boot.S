/* examples/minimal/x86_64/boot.S: from QEMU's 32-bit PVH entry to long mode and C */
#include "../pvh.h"

#define PAGE_TABLE 3     /* present, writable */
#define PAGE_2M 0x83     /* the same, and large */
#define CR4_PAE 0x20
#define MSR_EFER 0xc0000080
#define EFER_LME 0x100
#define CR0_PG_PE 0x80000001

	.text
	.code32
	.globl	_start
_start:	mov	$level4, %eax
	mov	%eax, %cr3
	mov	$CR4_PAE, %eax
	mov	%eax, %cr4
	mov	$MSR_EFER, %ecx
	mov	$EFER_LME, %eax
	xor	%edx, %edx
	wrmsr
	mov	$CR0_PG_PE, %eax
	mov	%eax, %cr0
	lgdt	gdt_pointer
	ljmp	$8, $long_mode
	.code64
long_mode:
	mov	$stack_end, %esp
	xor	%ebp, %ebp
	call	kernel_main

	.data
	.balign	4096 /* three tables: 1 GiB from address 0 on, where they are */
level4:	.quad	level3 + PAGE_TABLE
	.fill	511, 8, 0
level3:	.quad	level2 + PAGE_TABLE
	.fill	511, 8, 0
level2:	.set	at, PAGE_2M
	.rept	512
	.quad	at
	.set	at, at + 0x200000
	.endr
gdt:	.quad	0, 0x00209a0000000000 /* 64-bit code of ring 0 */
gdt_pointer:
	.word	. - gdt - 1
	.long	gdt

	.bss
	.balign	16
	.skip	4096
stack_end:
	.section .note.GNU-stack, "", @progbits
