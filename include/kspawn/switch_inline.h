/* include/kspawn/switch_inline.h: the switch, inlined into the kernel's schedule() */
#ifndef KSPAWN_SWITCH_INLINE_H
#define KSPAWN_SWITCH_INLINE_H

#include <kspawn/arch.h>

/* Unwind information, if the compiler writes any. It uses the frame pointer, which
 * KSPAWN_INLINE_KEEP_FRAME_POINTER makes the compiler keep. At the landing pad, the
 * frame pointer still holds the previous thread's value. CFI there finds the frame
 * through the new stack: KSPAWN_INLINE_CFA, a DWARF expression with its length.
 * (DWARF 5, 6.4.2.2) */
#ifdef __GCC_HAVE_DWARF2_CFI_ASM
#define KSPAWN_INLINE_LANDING ".cfi_remember_state\n\t.cfi_escape 0x0f, " KSPAWN_INLINE_CFA "\n\t"
#define KSPAWN_INLINE_LANDED ".cfi_restore_state\n\t"
#else
#define KSPAWN_INLINE_LANDING
#define KSPAWN_INLINE_LANDED
#endif

/* An offset, in the text of the code. */
#define KSPAWN_INLINE_TEXT(number) KSPAWN_INLINE_TEXT_OF(number)
#define KSPAWN_INLINE_TEXT_OF(number) #number

#if __has_include(<kspawn/arch/switch_inline.h>)
#include <kspawn/arch/switch_inline.h>
#define KSPAWN_SWITCH_INLINE 1
#define KSPAWN_INLINE_KEEP_FRAME_POINTER __asm__("" : : "X"(__builtin_frame_address(0)));
#else /* calls of the two functions of arch.h */
#define KSPAWN_SWITCH_INLINE 0
#define KSPAWN_INLINE_KEEP_FRAME_POINTER
#define KSPAWN_INLINE_SWITCH return kspawn_switch_to(prev, next);
#define KSPAWN_INLINE_SWITCH_AWAY kspawn_switch_to(prev, next);
#endif

/* The port's header has the text of the code:
 *
 *	KSPAWN_INLINE_LEAVE(save)     makes room; saves the frame pointer, label 1's address and, in %[left], the stack pointer
 *	KSPAWN_INLINE_GO              loads the stack pointer from %[to], and jumps
 *	KSPAWN_INLINE_BACK(landed, load)  label 1; loads the frame pointer, and gives the room back
 *	KSPAWN_INLINE_SAVE_FP, KSPAWN_INLINE_LOAD_FP  save and load control words, where there is floating point
 *	KSPAWN_INLINE_SAVE_COPY, KSPAWN_INLINE_LOAD_COPY  save and load %[copy], a copy of them, which is in KSPAWN_INLINE_COPY_IN
 *
 * with %[size] for the room, and %[fp] and %[control] for offsets in it; and what the compiler must know:
 *
 *	KSPAWN_INLINE_LEFT, KSPAWN_INLINE_TO  registers of the previous thread, which is the result, and of the next. Where the
 *	                              result has another, KSPAWN_INLINE_FROM is the previous thread's, %[from]
 *	KSPAWN_INLINE_LETTERS         all these registers are named by the letter of a constraint
 *	KSPAWN_INLINE_ADDRESS         the constraint of a register that may hold an address, if not any may
 *	KSPAWN_INLINE_LOST            what a call may lose, and all that it keeps but the frame pointer: the compiler saves it
 *	KSPAWN_INLINE_LOST_FP         floating point that a call may lose, after a comma; so KSPAWN_INLINE_KEPT_FP, if that is
 *	                              not the list of frame.h
 *	KSPAWN_INLINE_WORDS(WORD)     more words of the room: WORD(name, offset)
 *	KSPAWN_INLINE_CFA_IN          a register for %[cfa]: KSPAWN_INLINE_SAVE_CFA stores it, for KSPAWN_INLINE_CFA
 *	KSPAWN_RED_ZONE               bytes below the stack pointer that are the compiler's */
#if KSPAWN_SWITCH_INLINE
#ifndef KSPAWN_INLINE_WORDS
#define KSPAWN_INLINE_WORDS(WORD)
#endif
#ifndef KSPAWN_INLINE_ADDRESS
#define KSPAWN_INLINE_ADDRESS "r"
#endif
#ifndef KSPAWN_INLINE_KEPT_FP
#define KSPAWN_INLINE_QUOTED(name, number) #name
#define KSPAWN_INLINE_KEPT_FP , KSPAWN_KEPT_FP(KSPAWN_INLINE_QUOTED)
#endif
#ifndef KSPAWN_RED_ZONE
#define KSPAWN_RED_ZONE 0
#endif

/* clang-format off */
#define KSPAWN_INLINE_WORD(name, offset) KSPAWN_WORD_TYPE name;
struct kspawn_inline_frame {
	KSPAWN_WORD_TYPE resume, fp;
	KSPAWN_INLINE_WORDS(KSPAWN_INLINE_WORD)
} __attribute__((aligned(KSPAWN_STACK_ALIGN)));

struct kspawn_inline_fp_frame {
	KSPAWN_WORD_TYPE resume, fp;
	KSPAWN_INLINE_WORDS(KSPAWN_INLINE_WORD)
	KSPAWN_WORD_TYPE control;
} __attribute__((aligned(KSPAWN_STACK_ALIGN)));

KSPAWN_ASSERT(offsetof(struct kspawn_inline_frame, fp) == KSPAWN_INLINE_FRAME_POINTER, "kspawn_thread_where");
#define KSPAWN_INLINE_WORD_IS(name, offset) KSPAWN_ASSERT(offsetof(struct kspawn_inline_frame, name) == (offset), #name);
KSPAWN_INLINE_WORDS(KSPAWN_INLINE_WORD_IS)

#ifdef KSPAWN_INLINE_LETTERS
#define KSPAWN_INLINE_IN(type, name, where) type name
#define KSPAWN_INLINE_OPERAND(how, where) how where
#else
#define KSPAWN_INLINE_IN(type, name, where) register type name __asm__(where)
#define KSPAWN_INLINE_OPERAND(how, where) how "r"
#endif

#if defined(KSPAWN_INLINE_SAVE_CFA)
#define KSPAWN_INLINE_CFA_OF_FRAME register void *cfa __asm__(KSPAWN_INLINE_CFA_IN) = __builtin_dwarf_cfa();
#define KSPAWN_INLINE_CFA_OPERAND , [cfa] "+r"(cfa)
#else
#define KSPAWN_INLINE_SAVE_CFA ""
#ifdef KSPAWN_INLINE_CFA_IN
#define KSPAWN_INLINE_CFA_OF_FRAME register void *cfa __asm__(KSPAWN_INLINE_CFA_IN);
#define KSPAWN_INLINE_CFA_OPERAND , [cfa] "=r"(cfa)
#else
#define KSPAWN_INLINE_CFA_OF_FRAME
#define KSPAWN_INLINE_CFA_OPERAND
#endif
#endif

#ifdef KSPAWN_INLINE_FROM
#define KSPAWN_INLINE_PREV                                                                                             \
	register struct kspawn_thread *left __asm__(KSPAWN_INLINE_LEFT);                                               \
	register struct kspawn_thread *from __asm__(KSPAWN_INLINE_FROM) = prev;
#define KSPAWN_INLINE_PREV_OPERAND [left] "=r"(left), [from] "+r"(from)
#define KSPAWN_INLINE_AWAY_OPERANDS [left] "=r"(left) : [from] "r"(from)
#else
#define KSPAWN_INLINE_PREV KSPAWN_INLINE_IN(struct kspawn_thread *, left, KSPAWN_INLINE_LEFT) = prev;
#define KSPAWN_INLINE_PREV_OPERAND [left] KSPAWN_INLINE_OPERAND("+", KSPAWN_INLINE_LEFT)(left)
#define KSPAWN_INLINE_AWAY_OPERANDS : [left] KSPAWN_INLINE_OPERAND("", KSPAWN_INLINE_LEFT)(left)
#endif

#ifdef KSPAWN_INLINE_COPY_IN
#define KSPAWN_INLINE_COPY KSPAWN_INLINE_IN(uint64_t, copy, KSPAWN_INLINE_COPY_IN);
#define KSPAWN_INLINE_COPY_OPERAND(how) , [copy] KSPAWN_INLINE_OPERAND(how, KSPAWN_INLINE_COPY_IN)(copy)
#else
#define KSPAWN_INLINE_COPY
#define KSPAWN_INLINE_COPY_OPERAND(how)
#endif

#define KSPAWN_INLINE_CODE(frame, save, load, copied, lost_fp)                                                                 \
	KSPAWN_INLINE_PREV                                                                                             \
	KSPAWN_INLINE_IN(struct kspawn_thread *, to, KSPAWN_INLINE_TO) = next;                                         \
	KSPAWN_INLINE_CFA_OF_FRAME                                                                                     \
	__asm__ volatile(KSPAWN_INLINE_LEAVE(save) KSPAWN_INLINE_GO KSPAWN_INLINE_LANDING                              \
			 KSPAWN_INLINE_BACK(KSPAWN_INLINE_LANDED, load)                                                \
			 : KSPAWN_INLINE_PREV_OPERAND, [to] KSPAWN_INLINE_OPERAND("+", KSPAWN_INLINE_TO)(to)           \
			   KSPAWN_INLINE_CFA_OPERAND                                                                   \
			   KSPAWN_INLINE_COPY_OPERAND(copied)                                                          \
			 : [size] "i"(sizeof(struct frame) + KSPAWN_RED_ZONE), [fp] "i"(KSPAWN_INLINE_FRAME_POINTER),  \
			   [control] "i"(offsetof(struct kspawn_inline_fp_frame, control))                             \
			 : KSPAWN_INLINE_LOST, "memory" KSPAWN_INLINE_LOST_FP lost_fp);

#define KSPAWN_INLINE_SWITCH                                                                                           \
	KSPAWN_INLINE_COPY                                                                                             \
	KSPAWN_INLINE_CODE(kspawn_inline_frame, KSPAWN_INLINE_SAVE_CFA, "", "=", )                                    \
	return left;
#ifdef KSPAWN_INLINE_SAVE_FP
#define KSPAWN_INLINE_SWITCH_FP                                                                                        \
	KSPAWN_INLINE_COPY                                                                                             \
	KSPAWN_INLINE_CODE(kspawn_inline_fp_frame, KSPAWN_INLINE_SAVE_FP, KSPAWN_INLINE_LOAD_FP, "=",                  \
			   KSPAWN_INLINE_KEPT_FP)                                                                      \
	return left;
#ifdef KSPAWN_INLINE_COPY_IN
#define KSPAWN_INLINE_SWITCH_COPIED                                                                                    \
	KSPAWN_INLINE_IN(uint64_t, copy, KSPAWN_INLINE_COPY_IN) = control;                                             \
	KSPAWN_INLINE_CODE(kspawn_inline_fp_frame, KSPAWN_INLINE_SAVE_COPY, KSPAWN_INLINE_LOAD_COPY, "+",              \
			   KSPAWN_INLINE_KEPT_FP)                                                                      \
	control = copy;
#endif
#endif
#define KSPAWN_INLINE_SWITCH_AWAY                                                                                      \
	KSPAWN_INLINE_PREV                                                                                             \
	__asm__ volatile(KSPAWN_INLINE_GO : KSPAWN_INLINE_AWAY_OPERANDS, [to] KSPAWN_INLINE_ADDRESS(next) : "memory");
/* clang-format on */
#endif
#ifndef KSPAWN_INLINE_SWITCH_FP
#define KSPAWN_INLINE_SWITCH_FP return kspawn_switch_to_fp(prev, next);
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The contract of the two functions of arch.h holds, and each form resumes what any
 * other has saved. The inline forms store the resume address and the frame pointer,
 * and declare all other registers as clobbered. They end in a jump
 * to their own landing pad, which is predicted well; a `ret` into another stack
 * never is.
 *
 * Each switch is as long as the registers that the function around it has in use: it saves them. In one function that
 * is not inlined, such as schedule(), the code is small. Where each place that yields has the switch inlined, a yield is
 * up to ten times as fast: the jump of each place has one target, and no return is mispredicted.
 */

/// kspawn_switch_to, inline.
static inline __attribute__((always_inline)) struct kspawn_thread *kspawn_switch_inline(struct kspawn_thread *prev,
											struct kspawn_thread *next)
{
	KSPAWN_INLINE_KEEP_FRAME_POINTER
	KSPAWN_INLINE_SWITCH
}

/// kspawn_switch_to_fp, inline.
static inline __attribute__((always_inline)) struct kspawn_thread *kspawn_switch_inline_fp(struct kspawn_thread *prev,
											   struct kspawn_thread *next)
{
	KSPAWN_INLINE_KEEP_FRAME_POINTER
	KSPAWN_INLINE_SWITCH_FP
}

#if defined(KSPAWN_CONTROL) && defined(KSPAWN_INLINE_SWITCH_COPIED)
/* Floating point's control words in memory: on x86-64 and AArch64, where no exception flags are among them. To read them
 * from the processor takes longer than a whole switch (stmxcsr: 15 cycles on AMD's Zen 4), and so does a load where the
 * exception flags change (ldmxcsr: 200 cycles on Intel's Emerald Rapids). A kernel that changes the control words by
 * kspawn_control_set alone always has their copy: it defines KSPAWN_CONTROL, before it includes this file, as the copy of
 * the running processor, an lvalue of uint64_t. */

/// Returns the control words of the processor: the first value of its copy.
static inline uint64_t kspawn_control_read(void) { return KSPAWN_CONTROL_READ(); }

/// Changes the control words of the processor, and the copy.
static inline void kspawn_control_set(uint64_t control)
{
	KSPAWN_CONTROL = control;
	KSPAWN_CONTROL_LOAD(KSPAWN_CONTROL);
}

/// kspawn_switch_inline_fp by the copy, which is in the frame while the thread sleeps. The kernel uses no other form that
/// keeps floating point.
static inline __attribute__((always_inline)) struct kspawn_thread *kspawn_switch_inline_control(struct kspawn_thread *prev,
												struct kspawn_thread *next)
{
	uint64_t control = KSPAWN_CONTROL;

	KSPAWN_INLINE_KEEP_FRAME_POINTER
	KSPAWN_INLINE_SWITCH_COPIED
	if (control != KSPAWN_CONTROL)
		kspawn_control_set(control);
	return left;
}
#endif

/// The last switch of an exiting thread. Saves nothing; `prev` never resumes. Its
/// stack may be freed once `next` runs.
static inline __attribute__((always_inline, noreturn)) void kspawn_switch_away(struct kspawn_thread *prev,
									       struct kspawn_thread *next)
{
	KSPAWN_INLINE_KEEP_FRAME_POINTER
	KSPAWN_INLINE_SWITCH_AWAY
	__builtin_unreachable();
}

#ifdef __cplusplus
}
#endif
#endif
