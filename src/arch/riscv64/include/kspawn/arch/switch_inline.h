/* riscv64 switch_inline.h: the frame and the code of the inline forms */
#ifndef KSPAWN_ARCH_SWITCH_INLINE_H
#define KSPAWN_ARCH_SWITCH_INLINE_H

struct kspawn_inline_frame {
	uintptr_t resume;
	uintptr_t s0;
} __attribute__((aligned(KSPAWN_STACK_ALIGN)));

struct kspawn_inline_fp_frame {
	uintptr_t resume;
	uintptr_t s0;
	uintptr_t fcsr;
} __attribute__((aligned(KSPAWN_STACK_ALIGN)));

KSPAWN_ASSERT(offsetof(struct kspawn_inline_frame, s0) == KSPAWN_INLINE_FRAME_POINTER, "kspawn_thread_where");
KSPAWN_ASSERT(offsetof(struct kspawn_inline_frame, s0) == offsetof(struct kspawn_inline_fp_frame, s0), "one code");
KSPAWN_ASSERT(sizeof(struct kspawn_inline_frame) % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");
KSPAWN_ASSERT(sizeof(struct kspawn_inline_fp_frame) % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");

/* What a call may lose besides what the code names; what it keeps, fs0 to fs11, is
 * left alone, or lost to the form that has to keep them. */
#ifdef __riscv_vector
#define KSPAWN_INLINE_LOST_VECTOR                                                                                             \
	, "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "v8", "v9", "v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17", \
		"v18", "v19", "v20", "v21", "v22", "v23", "v24", "v25", "v26", "v27", "v28", "v29", "v30", "v31"
#else
#define KSPAWN_INLINE_LOST_VECTOR
#endif
#ifdef __riscv_flen
#define KSPAWN_INLINE_LOST_FP                                                                                               \
	, "ft0", "ft1", "ft2", "ft3", "ft4", "ft5", "ft6", "ft7", "ft8", "ft9", "ft10", "ft11", "fa0", "fa1", "fa2", "fa3", \
		"fa4", "fa5", "fa6", "fa7" KSPAWN_INLINE_LOST_VECTOR
#else
#define KSPAWN_INLINE_LOST_FP
#endif
#define KSPAWN_INLINE_KEPT_FP , "fs0", "fs1", "fs2", "fs3", "fs4", "fs5", "fs6", "fs7", "fs8", "fs9", "fs10", "fs11"

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

/* clang-format off */
/* in   a0 prev, a1 next
 * out  a0 the previous thread
 * kept s0; the compiler saves what it needs
 * The jump goes through t1: one through ra or t0 would be predicted as a return.
 * The linker leaves lla as it is written, as dialect.h says of assembly.
 */
#define KSPAWN_INLINE_CODE(frame, save, load, lost_fp)                                                                 \
	register struct kspawn_thread *left __asm__("a0") = prev;                                                      \
	register struct kspawn_thread *to __asm__("a1") = next;                                                        \
	__asm__ volatile("addi	sp, sp, -%[size]\n\t"                                                                  \
			 KSPAWN_INLINE_S "	s0, %[s0](sp)\n\t"                                                     \
			 ".option push\n\t"                                                                            \
			 ".option norelax\n\t"                                                                         \
			 "lla	t1, 1f\n\t"                                                                            \
			 ".option pop\n\t"                                                                             \
			 KSPAWN_INLINE_S "	t1, (sp)\n\t" save                                                     \
			 KSPAWN_INLINE_S "	sp, (%[left])\n\t"                                                     \
			 KSPAWN_INLINE_L "	sp, (%[to])\n\t"                                                       \
			 KSPAWN_INLINE_L "	t1, (sp)\n\t"                                                          \
			 "jr	t1\n\t" KSPAWN_INLINE_LANDING                                                          \
			 "1: " KSPAWN_INLINE_L "	s0, %[s0](sp)\n\t" KSPAWN_INLINE_LANDED load                   \
			 "addi	sp, sp, %[size]"                                                                       \
			 : [left] "+r"(left), [to] "+r"(to)                                                            \
			 : [size] "i"(sizeof(struct frame)), [s0] "i"(offsetof(struct frame, s0)),                     \
			   [fcsr] "i"(offsetof(struct kspawn_inline_fp_frame, fcsr))                                   \
			 : "ra", "t0", "t1", "t2", "t3", "t4", "t5", "t6", "a2", "a3", "a4", "a5", "a6", "a7", "s1",   \
			   "s2", "s3", "s4", "s5", "s6", "s7", "s8", "s9", "s10", "s11",                               \
			   "memory" KSPAWN_INLINE_LOST_FP lost_fp);                                                    \
	return left

#define KSPAWN_INLINE_SWITCH KSPAWN_INLINE_CODE(kspawn_inline_frame, "", "", );
#ifdef __riscv_flen
#define KSPAWN_INLINE_SWITCH_FP                                                                                        \
	KSPAWN_INLINE_CODE(kspawn_inline_fp_frame,                                                                     \
			   "frcsr	t1\n\t"                                                                        \
			   KSPAWN_INLINE_S "	t1, %[fcsr](sp)\n\t",                                                  \
			   KSPAWN_INLINE_L "	t1, %[fcsr](sp)\n\t"                                                   \
			   "fscsr	t1\n\t",                                                                       \
			   KSPAWN_INLINE_KEPT_FP);
#else
#define KSPAWN_INLINE_SWITCH_FP return kspawn_switch_to_fp(prev, next);
#endif
#define KSPAWN_INLINE_SWITCH_AWAY                                                                                      \
	register struct kspawn_thread *left __asm__("a0") = prev;                                                      \
	__asm__ volatile(KSPAWN_INLINE_L "	sp, (%[next])\n\t"                                                     \
			 KSPAWN_INLINE_L "	t1, (sp)\n\t"                                                          \
			 "jr	t1"                                                                                    \
			 :                                                                                             \
			 : "r"(left), [next] "r"(next)                                                                 \
			 : "t1", "memory");
#endif
