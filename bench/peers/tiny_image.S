/* bench/peers/tiny_image.S: the tiny program as a file in this one */
	.section .rodata
	.globl bench_tiny, bench_tiny_end
	.balign 8
bench_tiny:
	.incbin BENCH_TINY
bench_tiny_end:
	.section .note.GNU-stack, "", %progbits
