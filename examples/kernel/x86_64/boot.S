/* x86_64 boot.S: from the loader, in 32 bits without paging, to the kernel's own addresses */
#include <kspawn/arch/entry.h>

#define IMAGE 0xffffffff80000000
#define BOOT_CS 0x08              /* 32 bits */
#define BOOT_DS 0x18
#define EFER_LME 0x100
#include "../pc/boot.h"

	.section .text.boot, "ax"
	.code32
	.globl	start
start:	/* ebx: the loader's structure */
	cld
	mov	$low_2 - IMAGE, %edi      /* what is below 1 GiB */
	large_pages 512, 0, LARGE
	mov	$devices_2 - IMAGE, %edi
	large_pages 512, 0xc0000000, UNCACHED
	movl	$(low_2 - IMAGE) + TABLE, low_3 - IMAGE
	movl	$(devices_2 - IMAGE) + TABLE, low_3 - IMAGE + 3 * 8
	movl	$(low_2 - IMAGE) + TABLE, image_3 - IMAGE + 510 * 8
	movl	$(low_3 - IMAGE) + TABLE, boot_root - IMAGE + 256 * 8
	movl	$(stacks_3 - IMAGE) + TABLE, boot_root - IMAGE + 384 * 8
	movl	$(image_3 - IMAGE) + TABLE, boot_root - IMAGE + 511 * 8
	movl	$(low_3 - IMAGE) + TABLE, start_root - IMAGE
	movl	$(image_3 - IMAGE) + TABLE, start_root - IMAGE + 511 * 8

/* Of all processors; ebx is zero on those but the first. */
enable:	mov	$CR4_WANTED, %eax
	mov	%eax, %cr4
	mov	$start_root - IMAGE, %eax
	mov	%eax, %cr3
	set_efer EFER_NXE | EFER_LME
	mov	$CR0_WANTED, %eax
	mov	%eax, %cr0
	lgdt	boot_gdt_pointer - IMAGE
	ljmp	$KSPAWN_KERNEL_CS, $start64 - IMAGE

	.code64
start64:
	movabs	$1f, %rax
	jmp	*%rax
1:	mov	$boot_root - IMAGE, %eax  /* the low half is the programs' */
	mov	%rax, %cr3
	xor	%eax, %eax
	mov	%eax, %ds
	mov	%eax, %es
	mov	%eax, %ss
	mov	%eax, %fs
	mov	%eax, %gs
	xor	%ebp, %ebp
	mov	%ebx, %edi
	test	%ebx, %ebx
	jz	1f
	mov	$boot_stack_end, %rsp
	call	machine_boot
	ud2
1:	mov	machine_starting, %rdi
	mov	KSPAWN_ENTRY_STACK(%rdi), %rsp
	call	machine_secondary
	ud2

	start_others

	.section .rodata
	.balign	8
boot_gdt:
	.quad	0, 0x00cf9a000000ffff, 0x00af9a000000ffff, 0x00cf92000000ffff
boot_gdt_end:
boot_gdt_pointer:
	.word	boot_gdt_end - boot_gdt - 1
	.long	boot_gdt - IMAGE

	.section .bss
	.balign	PAGE
	.globl	boot_root
boot_root: .skip PAGE
start_root: .skip PAGE                    /* where this code runs, too */
low_3:	.skip	PAGE
image_3: .skip	PAGE
stacks_3: .skip PAGE                      /* so that every root has it */
low_2:	.skip	PAGE
devices_2: .skip PAGE
	.globl	boot_stack, boot_stack_end
boot_stack: .skip 4 * PAGE
boot_stack_end:
	.section .note.GNU-stack, "", @progbits
