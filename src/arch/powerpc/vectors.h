/* powerpc vectors.h: vector registers of a user task, to and from its state at r3; r4 is lost */
/* clang-format off */
/* A vector register, in the order of bytes of stvx and lvx, which want an aligned address. vs32 to vs63 are v0 to v31. */
	.macro swap n
	xxpermdi \n, \n, \n, 2
	.endm
	.macro store_vector n, offset
	li	%r4, \offset
	swap	\n
	stxvd2x	\n, %r4, %r3
	swap	\n
	.endm
	.macro load_vector n, offset
	li	%r4, \offset
	lxvd2x	\n, %r4, %r3
	swap	\n
	.endm

	.macro each_number op
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, \
		28, 29, 30, 31
	\op	\n
	.endr
	.endm
	.macro store_v n
	store_vector 32+\n, KSPAWN_USER_VECTORS+16*\n
	.endm
	.macro load_v n
	load_vector 32+\n, KSPAWN_USER_VECTORS+16*\n
	.endm
	.macro store_lower n
	swap	\n
	stfd	\n, KSPAWN_USER_LOWER+8*\n(%r3)
	swap	\n
	.endm
/* The load of an upper half loses the lower one. Lost: v0 */
	.macro load_lower n
	li	%r4, KSPAWN_USER_LOWER+8*\n
	lxsdx	32, %r4, %r3
	xxpermdi \n, \n, 32, 0
	.endm

/* Lost: v0 */
	.macro store_vectors
	each_number store_v
	each_number store_lower
	mfvscr	0
	store_vector 32, KSPAWN_USER_VSCR
	mfspr	%r4, 256 /* VRSAVE */
	stw	%r4, KSPAWN_USER_VRSAVE(%r3)
	.endm
	.macro load_vectors
	each_number load_lower
	load_vector 32, KSPAWN_USER_VSCR
	mtvscr	0
	lwz	%r4, KSPAWN_USER_VRSAVE(%r3)
	mtspr	256, %r4
	each_number load_v
	.endm
