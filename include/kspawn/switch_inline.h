/* include/kspawn/switch_inline.h: the switch, inlined into the one function that schedules */
#ifndef KSPAWN_SWITCH_INLINE_H
#define KSPAWN_SWITCH_INLINE_H

#include <kspawn/arch.h>
#if __has_include(<kspawn/arch/switch_inline.h>)
#include <kspawn/arch/switch_inline.h>
#define KSPAWN_SWITCH_INLINE 1
#else /* calls of the forms of arch.h */
#define KSPAWN_SWITCH_INLINE 0
#define KSPAWN_INLINE_SWITCH return kspawn_switch_to(prev, next);
#define KSPAWN_INLINE_SWITCH_FP return kspawn_switch_to_fp(prev, next);
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The contract is that of the two forms of arch.h, and each form resumes what any
 * other has saved. These store where they resume and the frame pointer, and have
 * the compiler keep what else it needs across them. They end in a jump to a
 * landing pad of their own, which is predicted well; a `ret` into another stack
 * never is.
 *
 * Use them in one function that is not inlined, schedule() or so: whatever has
 * them inlined keeps a frame pointer and saves every register.
 */

/// kspawn_switch_to, inline.
static inline __attribute__((always_inline)) struct kspawn_thread *kspawn_switch_inline(struct kspawn_thread *prev,
											 struct kspawn_thread *next)
{
	KSPAWN_INLINE_SWITCH
}

/// kspawn_switch_to_fp, inline.
static inline __attribute__((always_inline)) struct kspawn_thread *kspawn_switch_inline_fp(struct kspawn_thread *prev,
											    struct kspawn_thread *next)
{
	KSPAWN_INLINE_SWITCH_FP
}

#ifdef __cplusplus
}
#endif
#endif
