/* i386 boot.S: from the loader, in 32 bits without paging, to the kernel's own addresses */
#include <kspawn/arch/entry.h>

#define IMAGE 0x80000000
#define BOOT_CS 0x08
#define BOOT_DS 0x10
#include "../pc/boot.h"

#define PRESENT 1                 /* all that a root's entry has */
#define DEVICES 0xfe000000        /* up to the end of memory */
#define DEVICE_PAGES 16

	.section .text.boot, "ax"
	.globl	start
start:	/* ebx: the loader's structure */
	cld
	mov	$direct_2 - IMAGE, %edi   /* what is below 1 GiB */
	large_pages 512, 0, LARGE
	mov	$high_2 - IMAGE + (512 - DEVICE_PAGES) * 8, %edi
	large_pages DEVICE_PAGES, DEVICES, UNCACHED
	.irp	root, boot_root, start_root
	movl	$(direct_2 - IMAGE) + PRESENT, \root - IMAGE + 2 * 8
	movl	$(high_2 - IMAGE) + PRESENT, \root - IMAGE + 3 * 8
	.endr
	movl	$(direct_2 - IMAGE) + PRESENT, start_root - IMAGE

/* Of all processors; ebx is zero on those but the first. */
enable:	mov	$CR4_WANTED, %eax
	mov	%eax, %cr4
	mov	$start_root - IMAGE, %eax
	mov	%eax, %cr3
	set_efer EFER_NXE
	mov	$CR0_WANTED, %eax
	mov	%eax, %cr0
	mov	$1f, %eax
	jmp	*%eax
1:	mov	$boot_root - IMAGE, %eax  /* the low half is the programs' */
	mov	%eax, %cr3
	xor	%ebp, %ebp
	test	%ebx, %ebx
	jz	2f
	mov	$boot_stack_end - 16, %esp
	mov	%ebx, (%esp)
	call	machine_boot
	ud2
2:	mov	machine_starting, %edi
	mov	KSPAWN_ENTRY_STACK(%edi), %esp
	sub	$16, %esp
	mov	%edi, (%esp)
	call	machine_secondary
	ud2

	start_others

	.section .rodata
	.balign	8
boot_gdt:
	.quad	0, 0x00cf9a000000ffff, 0x00cf92000000ffff
boot_gdt_end:

	.section .bss
	.balign	PAGE
	.globl	boot_root
boot_root: .skip PAGE
start_root: .skip PAGE                    /* where this code runs, too */
direct_2: .skip	PAGE
high_2:	.skip	PAGE
	.globl	boot_stack, boot_stack_end
boot_stack: .skip 4 * PAGE
boot_stack_end:
	.section .note.GNU-stack, "", @progbits
