/* root.S: the archive of files, as it is */
	.section .rodata
	.balign	512
	.globl	root_tar, root_tar_end
root_tar:
	.incbin	"root.tar"
root_tar_end:
	.byte	0
	.section .note.GNU-stack, "", %progbits
