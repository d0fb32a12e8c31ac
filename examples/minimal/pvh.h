/* examples/minimal/pvh.h: by this note QEMU starts a PC at _start, in 32 bits without paging (Xen, "x86/HVM direct boot ABI") */
/* clang-format off */
#define XEN_ELFNOTE_PHYS32_ENTRY 18

	.globl	image_begins
	.set	image_begins, 0x100000
	.section .note.pvh, "a", @note
	.balign	4
	.long	4, 4, XEN_ELFNOTE_PHYS32_ENTRY
	.asciz	"Xen"
	.long	_start
