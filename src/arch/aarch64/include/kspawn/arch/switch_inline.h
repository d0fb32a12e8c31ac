/* aarch64 switch_inline.h: the code of the inline forms, for <kspawn/switch_inline.h> */
/* clang-format off */
#ifndef KSPAWN_ARCH_SWITCH_INLINE_H
#define KSPAWN_ARCH_SWITCH_INLINE_H

/* x18 may be a temporary of the compiler's. No macro of a compiler says that it
 * is reserved, and Clang refuses to have a reserved one declared lost: with
 * -ffixed-x18, define KSPAWN_FIXED_X18. (AAPCS64, 6.1.1) */
#ifdef KSPAWN_FIXED_X18
#define KSPAWN_INLINE_LOST_X18
#else
#define KSPAWN_INLINE_LOST_X18 , "x18"
#endif

#define KSPAWN_INLINE_LEFT "x0"
#define KSPAWN_INLINE_TO "x1"
#define KSPAWN_INLINE_LOST                                                                                             \
	"x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16", "x17", "x19",       \
		"x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28", "x30", "cc" KSPAWN_INLINE_LOST_X18
#ifdef __ARM_FEATURE_SVE
#define KSPAWN_INLINE_LOST_SVE                                                                                         \
	, "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12", "p13", "p14", "p15"
#else
#define KSPAWN_INLINE_LOST_SVE
#endif

/* Clang's frame is 96 bytes above x29, as all callee-saved integers do: breg31 8, deref, plus_uconst 96. How far GCC's does
 * only GCC knows, so the code stores where: breg31 16, deref. */
#define KSPAWN_INLINE_CFA_IN "x2"
#define KSPAWN_INLINE_COPY_IN "x3"
#ifdef __clang__
#define KSPAWN_INLINE_CFA "5, 0x8f, 8, 0x06, 0x23, 96"
#else
#define KSPAWN_INLINE_CFA "3, 0x8f, 16, 0x06"
#ifdef __GCC_HAVE_DWARF2_CFI_ASM
#define KSPAWN_INLINE_WORDS(WORD) WORD(cfa, 16)
#define KSPAWN_INLINE_SAVE_CFA "str	%[cfa], [sp, #16]\n\t"
#endif
#endif

#ifdef __ARM_FP
#define KSPAWN_INLINE_LOST_FP                                                                                          \
	, "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23",      \
		"v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31" KSPAWN_INLINE_LOST_SVE
#ifdef KSPAWN_INLINE_SAVE_CFA
#define KSPAWN_INLINE_SAVE_COPY "stp	%[cfa], %[copy], [sp, #16]\n\t"
#else
#define KSPAWN_INLINE_SAVE_COPY "str	%[copy], [sp, %[control]]\n\t"
#endif
#define KSPAWN_INLINE_LOAD_COPY "ldr	%[copy], [sp, %[control]]\n\t"
#define KSPAWN_INLINE_SAVE_FP "mrs	%[copy], fpcr\n\t" KSPAWN_INLINE_SAVE_COPY
#define KSPAWN_INLINE_LOAD_FP KSPAWN_INLINE_LOAD_COPY "msr	fpcr, %[copy]\n\t"
#define KSPAWN_CONTROL_READ()                                                                                          \
	({                                                                                                             \
		uint64_t fpcr;                                                                                         \
		__asm__ volatile("mrs	%0, fpcr" : "=r"(fpcr));                                                       \
		fpcr;                                                                                                  \
	})
#define KSPAWN_CONTROL_LOAD(copy) __asm__ volatile("msr	fpcr, %0" : : "r"(copy))
#else
#define KSPAWN_INLINE_LOST_FP
#endif

#define KSPAWN_INLINE_LEAVE(save)                                                                                      \
	"adr	x16, 1f\n\tstp	x16, x29, [sp, #-%[size]]!\n\t" save "mov	x16, sp\n\tstr	x16, [%[left]]\n\t"
#define KSPAWN_INLINE_GO "ldr	x16, [%[to]]\n\tmov	sp, x16\n\tldr	x16, [sp]\n\tbr	x16\n\t"
#define KSPAWN_INLINE_BACK(landed, load) "1:	hint	#36\n\t" /* bti j */ load "ldp	xzr, x29, [sp], %[size]\n\t" landed
#endif
