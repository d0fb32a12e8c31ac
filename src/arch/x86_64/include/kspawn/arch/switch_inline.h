/* x86_64 switch_inline.h: the code of the inline forms, for <kspawn/switch_inline.h> */
/* clang-format off */
#ifndef KSPAWN_ARCH_SWITCH_INLINE_H
#define KSPAWN_ARCH_SWITCH_INLINE_H

/* Bytes below the stack pointer that are the compiler's. No macro of a compiler
 * reports -mno-red-zone: with it, define this as 0, and a sleeping thread takes a
 * line of the cache less. (System V ABI, AMD64 supplement, 3.2.2) */
#ifndef KSPAWN_RED_ZONE
#define KSPAWN_RED_ZONE 128
#endif

#define KSPAWN_INLINE_LETTERS
#define KSPAWN_INLINE_LEFT "a"
#define KSPAWN_INLINE_TO "D"
#define KSPAWN_INLINE_LOST                                                                                             \
	"rbx", "rcx", "rsi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "cc"
#define KSPAWN_INLINE_KEPT_FP
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

#define KSPAWN_INLINE_LEAVE(save)                                                                                      \
	"sub	%[size], %%rsp\n\t"                                                                                    \
	"mov	%%rbp, %c[fp](%%rsp)\n\t"                                                                              \
	"lea	1f(%%rip), %%rcx\n\t"                                                                                  \
	"mov	%%rcx, (%%rsp)\n\t" save                                                                               \
	"mov	%%rsp, (%[left])\n\t"
#define KSPAWN_INLINE_GO "mov	(%[to]), %%rsp\n\tjmp	*(%%rsp)\n\t"
#define KSPAWN_INLINE_BACK(landed, load)                                                                               \
	"1:	endbr64\n\tmov	%c[fp](%%rsp), %%rbp\n\t" landed load "add	%[size], %%rsp"

#define KSPAWN_INLINE_SAVE_FP "stmxcsr	%c[control](%%rsp)\n\tfnstcw	%c[control] + 4(%%rsp)\n\t"
#define KSPAWN_INLINE_LOAD_FP "ldmxcsr	%c[control](%%rsp)\n\tfldcw	%c[control] + 4(%%rsp)\n\t"
#define KSPAWN_INLINE_COPY_IN "d"
#define KSPAWN_INLINE_SAVE_COPY "mov	%[copy], %c[control](%%rsp)\n\t"
#define KSPAWN_INLINE_LOAD_COPY "mov	%c[control](%%rsp), %[copy]\n\t"
/* MXCSR's exception flags are not kept: its low 6 bits. (System V ABI, AMD64 supplement, 3.2.3) */
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
#endif
