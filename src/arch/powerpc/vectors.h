/* powerpc vectors.h: vector registers of a user task, to and from its state at r3; r4 and r5 are lost */
/* clang-format off */

/* Vector n at r3 and r4, in the order of bytes of stvx and lvx, which want an aligned address. vs32 to vs63 are v0 to v31. */
	.macro swap n
	xxpermdi \n, \n, \n, 2
	.endm
	.macro in_order n
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	swap	\n
#endif
	.endm
	.macro store_vector n
#ifdef KSPAWN_USER_LOWER
	in_order 32+\n
	stxvd2x	32+\n, %r4, %r3
	in_order 32+\n
#else
	stvx	\n, %r4, %r3
#endif
	.endm
	.macro load_vector n
#ifdef KSPAWN_USER_LOWER
	lxvd2x	32+\n, %r4, %r3
	in_order 32+\n
#else
	lvx	\n, %r4, %r3
#endif
	.endm

	.macro each_number op
	.irp	n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, \
		28, 29, 30, 31
	\op	\n
	.endr
	.endm
/* All of them, one after the other. */
	.macro each_vector op
	li	%r4, KSPAWN_USER_VECTORS - 16
	li	%r5, 16
	each_number \op
	.endm
	.macro store_next n
	add	%r4, %r4, %r5
	store_vector \n
	.endm
	.macro load_next n
	add	%r4, %r4, %r5
	load_vector \n
	.endm

/* The load of an upper half loses the lower one. Lost: v0 */
	.macro store_lower n
#ifdef KSPAWN_USER_LOWER
	swap	\n
	stfd	\n, KSPAWN_USER_LOWER+8*\n(%r3)
	swap	\n
#endif
	.endm
	.macro load_lower n
#ifdef KSPAWN_USER_LOWER
	li	%r4, KSPAWN_USER_LOWER+8*\n
	lxsdx	32, %r4, %r3
	xxpermdi \n, \n, 32, 0
#endif
	.endm

/* Lost: v0 */
	.macro store_vectors
	each_number store_lower
	each_vector store_next
	mfvscr	0
	store_next 0
	mfspr	%r4, 256 /* VRSAVE */
	stw	%r4, KSPAWN_USER_VRSAVE(%r3)
	.endm
	.macro load_v0
	li	%r4, KSPAWN_USER_VECTORS
	load_vector 0
	.endm
	.macro load_vectors
	each_number load_lower
	li	%r4, KSPAWN_USER_VSCR
	load_vector 0
	mtvscr	0
	lwz	%r4, KSPAWN_USER_VRSAVE(%r3)
	mtspr	256, %r4
	each_vector load_next
	.endm
