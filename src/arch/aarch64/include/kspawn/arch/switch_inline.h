/* aarch64 switch_inline.h: the frame and the code of the inline forms */
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

struct kspawn_inline_frame {
	uint64_t resume;
	uint64_t x29;
	uint64_t cfa;  /* of unwind information by GCC */
	uint64_t fpcr; /* of the forms with floating point */
};

KSPAWN_ASSERT(offsetof(struct kspawn_inline_frame, x29) == KSPAWN_INLINE_FRAME_POINTER, "kspawn_thread_where");
KSPAWN_ASSERT(offsetof(struct kspawn_inline_frame, x29) == 8, "a pair with the resume address");
KSPAWN_ASSERT(offsetof(struct kspawn_inline_frame, cfa) == 16, "the form without it has a frame of 16 bytes");
KSPAWN_ASSERT(sizeof(struct kspawn_inline_frame) % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");

/* What a call may lose besides what the code names; what it keeps, d8 to d15, is
 * left alone, or lost to the form that has to keep them. */
#ifdef __ARM_FEATURE_SVE
#define KSPAWN_INLINE_LOST_SVE \
	, "p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10", "p11", "p12", "p13", "p14", "p15"
#else
#define KSPAWN_INLINE_LOST_SVE
#endif
#ifdef __ARM_FP
#define KSPAWN_INLINE_LOST_FP                                                                                                   \
	, "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v16", "v17", "v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", \
		"v26", "v27", "v28", "v29", "v30", "v31" KSPAWN_INLINE_LOST_SVE
#else
#define KSPAWN_INLINE_LOST_FP
#endif
#define KSPAWN_INLINE_KEPT_FP , "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15"

/* Clang's frame is 96 bytes above x29, as all callee-saved integers do: breg31 8,
 * deref, plus_uconst 96. How far GCC's does only GCC knows, so the code stores
 * where: breg31 16, deref. */
#ifdef __clang__
#define KSPAWN_INLINE_CFA "5, 0x8f, 8, 0x06, 0x23, 96"
#else
#define KSPAWN_INLINE_CFA "3, 0x8f, 16, 0x06"
#endif

#if defined(__GCC_HAVE_DWARF2_CFI_ASM) && !defined(__clang__)
#define KSPAWN_INLINE_CFA_OPERAND(cfa) "+r"(cfa)
#define KSPAWN_INLINE_CFA_VALUE = __builtin_dwarf_cfa()
#define KSPAWN_INLINE_SAVE "str	%[cfa], [sp, %[cfa_at]]\n\t"
#define KSPAWN_INLINE_SIZE sizeof(struct kspawn_inline_frame)
#else
#define KSPAWN_INLINE_CFA_OPERAND(cfa) "=r"(cfa)
#define KSPAWN_INLINE_CFA_VALUE
#define KSPAWN_INLINE_SAVE
#define KSPAWN_INLINE_SIZE offsetof(struct kspawn_inline_frame, cfa)
#endif

/* clang-format off */
/* in   x0 prev, x1 next, x2 the frame's address by unwind information, x3 a copy of FPCR: the only
 *      register left
 * out  x0 the previous thread, x3 the copy that this thread had
 * kept x29; the compiler saves what it needs
 */
#define KSPAWN_INLINE_CODE(bytes, save, load, copy, lost_fp)                                                           \
	register struct kspawn_thread *left __asm__("x0") = prev;                                                      \
	register struct kspawn_thread *to __asm__("x1") = next;                                                        \
	register void *cfa __asm__("x2") KSPAWN_INLINE_CFA_VALUE;                                                      \
	__asm__ volatile("adr	x16, 1f\n\t"                                                                           \
			 "stp	x16, x29, [sp, #-%[size]]!\n\t" save                                                   \
			 "mov	x16, sp\n\t"                                                                           \
			 "str	x16, [%[left]]\n\t"                                                                    \
			 "ldr	x16, [%[to]]\n\t"                                                                      \
			 "mov	sp, x16\n\t"                                                                           \
			 "ldr	x16, [sp]\n\t"                                                                         \
			 "br	x16\n\t" KSPAWN_INLINE_LANDING                                                         \
			 "1: hint	#36\n\t" /* bti j */ load                                                      \
			 "ldp	xzr, x29, [sp], %[size]\n\t" KSPAWN_INLINE_LANDED                                      \
			 : [left] "+r"(left), [to] "+r"(to), [cfa] KSPAWN_INLINE_CFA_OPERAND(cfa), [fpcr] copy         \
			 : [size] "i"(bytes), [cfa_at] "i"(offsetof(struct kspawn_inline_frame, cfa)),                 \
			   [fpcr_at] "i"(offsetof(struct kspawn_inline_frame, fpcr))                                   \
			 : "x4", "x5", "x6", "x7", "x8", "x9", "x10", "x11", "x12", "x13", "x14", "x15", "x16",        \
			   "x17", "x19", "x20", "x21", "x22", "x23", "x24", "x25", "x26", "x27", "x28", "x30", "cc",   \
			   "memory" KSPAWN_INLINE_LOST_X18 KSPAWN_INLINE_LOST_FP lost_fp)

#define KSPAWN_INLINE_SWITCH                                                                                           \
	uint64_t lost;                                                                                                 \
	KSPAWN_INLINE_CODE(KSPAWN_INLINE_SIZE, KSPAWN_INLINE_SAVE, "", "=r"(lost), );                                  \
	return left;
#ifdef __ARM_FP
#define KSPAWN_INLINE_SAVE_FPCR "stp	%[cfa], %[fpcr], [sp, %[cfa_at]]\n\t"
#define KSPAWN_INLINE_LOAD_FPCR "ldr	%[fpcr], [sp, %[fpcr_at]]\n\t"
#define KSPAWN_INLINE_SWITCH_COPIED                                                                                    \
	KSPAWN_INLINE_CODE(sizeof(struct kspawn_inline_frame), KSPAWN_INLINE_SAVE_FPCR, KSPAWN_INLINE_LOAD_FPCR,       \
			   "+r"(control), KSPAWN_INLINE_KEPT_FP);
#define KSPAWN_CONTROL_READ()                                                                                          \
	({                                                                                                             \
		uint64_t fpcr;                                                                                         \
		__asm__ volatile("mrs	%0, fpcr" : "=r"(fpcr));                                                       \
		fpcr;                                                                                                  \
	})
#define KSPAWN_CONTROL_LOAD(copy) __asm__ volatile("msr	fpcr, %0" : : "r"(copy))
#define KSPAWN_INLINE_SWITCH_FP                                                                                        \
	uint64_t lost;                                                                                                 \
	KSPAWN_INLINE_CODE(sizeof(struct kspawn_inline_frame), "mrs	%[fpcr], fpcr\n\t" KSPAWN_INLINE_SAVE_FPCR,     \
			   KSPAWN_INLINE_LOAD_FPCR "msr	fpcr, %[fpcr]\n\t", "=r"(lost), KSPAWN_INLINE_KEPT_FP);          \
	return left;
#else
#define KSPAWN_INLINE_SWITCH_FP return kspawn_switch_to_fp(prev, next);
#endif
#define KSPAWN_INLINE_SWITCH_AWAY                                                                                      \
	register struct kspawn_thread *left __asm__("x0") = prev;                                                      \
	__asm__ volatile("ldr	x16, [%[next]]\n\t"                                                                    \
			 "mov	sp, x16\n\t"                                                                           \
			 "ldr	x16, [sp]\n\t"                                                                         \
			 "br	x16"                                                                                   \
			 :                                                                                             \
			 : "r"(left), [next] "r"(next)                                                                 \
			 : "x16", "memory");
#endif
