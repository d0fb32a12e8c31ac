/* pc/boot.h: words of the first instructions on a PC, in 32 bits without paging, and how the other processors come there
 *
 * boot.S defines IMAGE and, for start_others, BOOT_CS, BOOT_DS and boot_gdt to boot_gdt_end. */
/* clang-format off */
#define PAGE 4096
#define LARGE_PAGE 0x200000
#define TABLE (1 | 2)             /* present, writable */
#define LARGE (TABLE | 1 << 7)
#define UNCACHED (LARGE | 1 << 4)
#define CR0_WANTED 0x80010023     /* PG, WP, NE, MP, PE */
#define CR4_WANTED 0x620          /* OSXMMEXCPT, OSFXSR, PAE */
#define EFER 0xc0000080
#define EFER_NXE 0x800

/* Xen's note of a 32-bit entry, which QEMU takes too. (Xen, "x86/HVM direct boot ABI") */
	.globl	image_offset, image_loaded
	.set	image_offset, IMAGE
	.set	image_loaded, 0x100000
	.section .note.xen, "a", @note
	.long	4, 4, 18
	.asciz	"Xen"
	.long	start - IMAGE

/* Large pages from `from` on, with these bits, into the table at edi */
	.macro	large_pages count, from, bits
	mov	$\from + \bits, %eax
	mov	$\count, %ecx
1:	mov	%eax, (%edi)
	add	$LARGE_PAGE, %eax
	add	$8, %edi
	loop	1b
	.endm

	.macro	set_efer bits
	mov	$EFER, %ecx
	rdmsr
	or	$\bits, %eax
	wrmsr
	.endm

/* Another processor begins here, or rather in a copy below 1 MiB: in 16 bits, at the start of a segment. It continues in
 * `enable`, with zero in ebx. */
	.macro	start_others
	.code16
	.globl	trampoline, trampoline_end
trampoline:
	cli
	lgdtl	%cs:1f - trampoline
	mov	%cr0, %eax
	or	$1, %al
	mov	%eax, %cr0
	ljmpl	$BOOT_CS, $secondary - IMAGE
1:	.word	boot_gdt_end - boot_gdt - 1
	.long	boot_gdt - IMAGE
trampoline_end:
	.code32
secondary:
	mov	$BOOT_DS, %eax
	mov	%eax, %ds
	mov	%eax, %es
	mov	%eax, %ss
	xor	%ebx, %ebx
	jmp	enable
	.endm
