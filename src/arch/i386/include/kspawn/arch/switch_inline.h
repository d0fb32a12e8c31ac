/* i386 switch_inline.h: the code of the inline forms, for <kspawn/switch_inline.h> */
/* clang-format off */
#ifndef KSPAWN_ARCH_SWITCH_INLINE_H
#define KSPAWN_ARCH_SWITCH_INLINE_H

#define KSPAWN_INLINE_LETTERS
#define KSPAWN_INLINE_LEFT "a"
#define KSPAWN_INLINE_TO "d"
#define KSPAWN_INLINE_LOST "ebx", "ecx", "esi", "edi", "cc"
#define KSPAWN_INLINE_KEPT_FP
#ifdef __SSE__
#define KSPAWN_INLINE_LOST_SSE , "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7"
#else
#define KSPAWN_INLINE_LOST_SSE
#endif
#ifndef _SOFT_FLOAT
#define KSPAWN_INLINE_LOST_FP                                                                                          \
	, "st", "st(1)", "st(2)", "st(3)", "st(4)", "st(5)", "st(6)", "st(7)" KSPAWN_INLINE_LOST_SSE
#define KSPAWN_INLINE_SAVE_FP "stmxcsr	%c[control](%%esp)\n\tfnstcw	%c[control] + 4(%%esp)\n\t"
#define KSPAWN_INLINE_LOAD_FP "ldmxcsr	%c[control](%%esp)\n\tfldcw	%c[control] + 4(%%esp)\n\t"
#else
#define KSPAWN_INLINE_LOST_FP
#endif

/* The compiler's frame is 8 bytes above ebp: breg4 4, deref, plus_uconst 8. */
#define KSPAWN_INLINE_CFA "5, 0x74, 4, 0x06, 0x23, 8"

/* The word at the stack pointer: label 1. A call of the next instruction leaves the prediction of returns alone. */
#ifdef __PIC__
#define KSPAWN_INLINE_LEAVE(save)                                                                                      \
	"sub	%[size] - 4, %%esp\n\t"                                                                                \
	"call	2f\n"                                                                                                  \
	"2:	addl	$1f - 2b, (%%esp)\n\t"                                                                         \
	"mov	%%ebp, %c[fp](%%esp)\n\t" save                                                                         \
	"mov	%%esp, (%[left])\n\t"
#else
#define KSPAWN_INLINE_LEAVE(save)                                                                                      \
	"sub	%[size], %%esp\n\t"                                                                                    \
	"mov	%%ebp, %c[fp](%%esp)\n\t"                                                                              \
	"movl	$1f, (%%esp)\n\t" save                                                                                 \
	"mov	%%esp, (%[left])\n\t"
#endif
#define KSPAWN_INLINE_GO "mov	(%[to]), %%esp\n\tjmp	*(%%esp)\n\t"
#define KSPAWN_INLINE_BACK(landed, load) "1:	mov	%c[fp](%%esp), %%ebp\n\t" landed load "add	%[size], %%esp"
#endif
