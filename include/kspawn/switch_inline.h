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

#if __has_include(<kspawn/arch/switch_inline.h>)
#include <kspawn/arch/switch_inline.h>
#define KSPAWN_SWITCH_INLINE 1
#define KSPAWN_INLINE_KEEP_FRAME_POINTER __asm__("" : : "X"(__builtin_frame_address(0)));
#else /* calls of the two functions of arch.h */
#define KSPAWN_SWITCH_INLINE 0
#define KSPAWN_INLINE_KEEP_FRAME_POINTER
#define KSPAWN_INLINE_SWITCH return kspawn_switch_to(prev, next);
#define KSPAWN_INLINE_SWITCH_FP return kspawn_switch_to_fp(prev, next);
#define KSPAWN_INLINE_SWITCH_AWAY kspawn_switch_to(prev, next);
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
 * from the processor takes longer than a whole switch (stmxcsr: 15 cycles on AMD's Zen 4). A kernel that changes them by
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
