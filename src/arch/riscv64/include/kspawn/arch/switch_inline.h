/* riscv64 switch_inline.h: the code of the inline forms, for <kspawn/switch_inline.h> */
/* clang-format off */
#ifndef KSPAWN_ARCH_SWITCH_INLINE_H
#define KSPAWN_ARCH_SWITCH_INLINE_H

#define KSPAWN_INLINE_LEFT "a0"
#define KSPAWN_INLINE_TO "a1"
#define KSPAWN_INLINE_LOST                                                                                             \
	"ra", "t0", "t1", "t2", "t3", "t4", "t5", "t6", "a2", "a3", "a4", "a5", "a6", "a7", "s1", "s2", "s3", "s4",    \
		"s5", "s6", "s7", "s8", "s9", "s10", "s11"
#if defined(__riscv_vector)
#define KSPAWN_INLINE_LOST_VECTOR                                                                                      \
	, "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", \
		"v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31"
#else
#define KSPAWN_INLINE_LOST_VECTOR
#endif
#ifdef __riscv_flen
#define KSPAWN_INLINE_LOST_FP                                                                                          \
	, "ft0", "ft1", "ft2", "ft3", "ft4", "ft5", "ft6", "ft7", "ft8", "ft9", "ft10", "ft11", "fa0", "fa1", "fa2",   \
		"fa3", "fa4", "fa5", "fa6", "fa7" KSPAWN_INLINE_LOST_VECTOR
#define KSPAWN_INLINE_SAVE_FP "frcsr	t1\n\t" KSPAWN_INLINE_S "	t1, %[control](sp)\n\t"
#define KSPAWN_INLINE_LOAD_FP KSPAWN_INLINE_L "	t1, %[control](sp)\n\tfscsr	t1\n\t"
#else
#define KSPAWN_INLINE_LOST_FP
#endif

/* A word; and the compiler's frame, which is right above s0: breg2 of its offset, deref. */
#if __riscv_xlen == 64
#define KSPAWN_INLINE_L "ld"
#define KSPAWN_INLINE_S "sd"
#define KSPAWN_INLINE_CFA "3, 0x72, 8, 0x06"
#else
#define KSPAWN_INLINE_L "lw"
#define KSPAWN_INLINE_S "sw"
#define KSPAWN_INLINE_CFA "3, 0x72, 4, 0x06"
#endif

/* The linker leaves lla as it is written, as dialect.h says of assembly. */
#define KSPAWN_INLINE_LEAVE(save)                                                                                      \
	"addi	sp, sp, -%[size]\n\t"                                                                                  \
	KSPAWN_INLINE_S "	s0, %[fp](sp)\n\t"                                                                     \
	".option push\n\t.option norelax\n\tlla	t1, 1f\n\t.option pop\n\t"                                         \
	KSPAWN_INLINE_S "	t1, (sp)\n\t" save                                                                     \
	KSPAWN_INLINE_S "	sp, (%[left])\n\t"
/* Through t1: a jump through ra or t0 would be predicted as a return. */
#define KSPAWN_INLINE_GO KSPAWN_INLINE_L "	sp, (%[to])\n\t" KSPAWN_INLINE_L "	t1, (sp)\n\tjr	t1\n\t"
#define KSPAWN_INLINE_BACK(landed, load)                                                                               \
	"1:	" KSPAWN_INLINE_L "	s0, %[fp](sp)\n\t" landed load "addi	sp, sp, %[size]"
#endif
