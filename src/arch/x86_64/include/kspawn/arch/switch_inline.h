/* x86_64 switch_inline.h: the frame and the code of the inline forms */
#ifndef KSPAWN_ARCH_SWITCH_INLINE_H
#define KSPAWN_ARCH_SWITCH_INLINE_H

/* Bytes below the stack pointer that are the compiler's. No macro of a compiler
 * reports -mno-red-zone: with it, define this as 0, and a sleeping thread takes a
 * line of the cache less. (System V ABI, AMD64 supplement, 3.2.2) */
#ifndef KSPAWN_RED_ZONE
#define KSPAWN_RED_ZONE 128
#endif

struct kspawn_inline_frame {
	uint64_t resume;
	uint64_t rbp;
};

struct kspawn_inline_fp_frame {
	uint64_t resume;
	uint64_t rbp;
	uint32_t mxcsr; /* and fcw: as in the copy of the control words */
	uint32_t fcw;
	uint64_t unused;
};

KSPAWN_ASSERT(offsetof(struct kspawn_inline_frame, rbp) == KSPAWN_INLINE_FRAME_POINTER, "kspawn_thread_where");
KSPAWN_ASSERT(offsetof(struct kspawn_inline_frame, rbp) == offsetof(struct kspawn_inline_fp_frame, rbp), "one code for both");

/* What a call may lose besides what the code names. */
#ifdef __AVX512F__
#define KSPAWN_INLINE_LOST_512                                                                                                 \
	, "xmm16", "xmm17", "xmm18", "xmm19", "xmm20", "xmm21", "xmm22", "xmm23", "xmm24", "xmm25", "xmm26", "xmm27", "xmm28", \
		"xmm29", "xmm30", "xmm31", "k1", "k2", "k3", "k4", "k5", "k6", "k7"
#else
#define KSPAWN_INLINE_LOST_512
#endif
#ifdef __SSE__
#define KSPAWN_INLINE_LOST_FP                                                                                                 \
	, "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", \
		"xmm14", "xmm15", "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)" KSPAWN_INLINE_LOST_512
#else
#define KSPAWN_INLINE_LOST_FP
#endif

/* The compiler's frame is 16 bytes above rbp: breg7 8, deref, plus_uconst 16. */
#define KSPAWN_INLINE_CFA "5, 0x77, 8, 0x06, 0x23, 16"

/* clang-format off */
/* in   rax prev, rdi next, rdx a copy of the control words
 * out  rax the previous thread, rdx the copy that this thread had
 * kept rbp; the compiler saves what it needs
 */
#define KSPAWN_INLINE_CODE(frame, save, load, copy)                                                                    \
	struct kspawn_thread *left, *lost;                                                                             \
	__asm__ volatile("sub	%[size], %%rsp\n\t"                                                                    \
			 "mov	%%rbp, %c[rbp](%%rsp)\n\t"                                                             \
			 "lea	1f(%%rip), %%rcx\n\t"                                                                  \
			 "mov	%%rcx, (%%rsp)\n\t" save                                                               \
			 "mov	%%rsp, (%%rax)\n\t"                                                                    \
			 "mov	(%%rdi), %%rsp\n\t"                                                                    \
			 "jmp	*(%%rsp)\n\t" KSPAWN_INLINE_LANDING                                                    \
			 "1: endbr64\n\t"                                                                              \
			 "mov	%c[rbp](%%rsp), %%rbp\n\t" KSPAWN_INLINE_LANDED load                                   \
			 "add	%[size], %%rsp"                                                                        \
			 : "=a"(left), "=D"(lost), copy                                                                \
			 : "0"(prev), "1"(next), [size] "i"(sizeof(struct frame) + KSPAWN_RED_ZONE),                   \
			   [rbp] "i"(offsetof(struct frame, rbp)),                                                     \
			   [mxcsr] "i"(offsetof(struct kspawn_inline_fp_frame, mxcsr)),                                \
			   [fcw] "i"(offsetof(struct kspawn_inline_fp_frame, fcw))                                     \
			 : "rbx", "rcx", "rsi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "cc",            \
			   "memory" KSPAWN_INLINE_LOST_FP)

#define KSPAWN_INLINE_SWITCH                                                                                           \
	uint64_t lost_too;                                                                                             \
	KSPAWN_INLINE_CODE(kspawn_inline_frame, "", "", "=d"(lost_too));                                               \
	return left;
/* MXCSR's exception flags are not kept: its low 6 bits. (System V ABI, AMD64 supplement, 3.2.3) */
#define KSPAWN_INLINE_SWITCH_COPIED                                                                                    \
	KSPAWN_INLINE_CODE(kspawn_inline_fp_frame, "mov	%%rdx, %c[mxcsr](%%rsp)\n\t",                                  \
			   "mov	%c[mxcsr](%%rsp), %%rdx\n\t", "+d"(control));
#define KSPAWN_CONTROL_READ()                                                                                          \
	({                                                                                                             \
		uint32_t mxcsr;                                                                                        \
		uint16_t fcw;                                                                                          \
		__asm__ volatile("stmxcsr %0\n\tfnstcw %1" : "=m"(mxcsr), "=m"(fcw));                                  \
		(mxcsr & ~0x3fu) | (uint64_t)fcw << 32;                                                                \
	})
struct __attribute__((may_alias)) kspawn_control_words {
	uint32_t mxcsr;
	uint16_t fcw;
};
#define KSPAWN_CONTROL_LOAD(copy)                                                                                      \
	__asm__ volatile("ldmxcsr %0\n\tfldcw %1"                                                                      \
			 :                                                                                             \
			 : "m"(((const struct kspawn_control_words *)&(copy))->mxcsr),                                 \
			   "m"(((const struct kspawn_control_words *)&(copy))->fcw))
#define KSPAWN_INLINE_SWITCH_FP                                                                                        \
	uint64_t lost_too;                                                                                             \
	KSPAWN_INLINE_CODE(kspawn_inline_fp_frame,                                                                     \
			   "stmxcsr	%c[mxcsr](%%rsp)\n\t"                                                          \
			   "fnstcw	%c[fcw](%%rsp)\n\t",                                                           \
			   "ldmxcsr	%c[mxcsr](%%rsp)\n\t"                                                          \
			   "fldcw	%c[fcw](%%rsp)\n\t",                                                           \
			   "=d"(lost_too));                                                                            \
	return left;
#define KSPAWN_INLINE_SWITCH_AWAY                                                                                      \
	__asm__ volatile("mov	(%[next]), %%rsp\n\t"                                                                  \
			 "jmp	*(%%rsp)"                                                                              \
			 :                                                                                             \
			 : "a"(prev), [next] "r"(next)                                                                 \
			 : "memory");
#endif
