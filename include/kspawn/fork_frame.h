/* include/kspawn/fork_frame.h: the first frame of a new thread, the same on every port */
#ifndef KSPAWN_FORK_FRAME_H
#define KSPAWN_FORK_FRAME_H

#include <kspawn/frame.h>
#include <kspawn/assert.h>

#ifndef __ASSEMBLER__
#include <kspawn/arch.h>
#include <kspawn/errno.h>
#endif

/* copy_thread writes it at the top of the stack, or at the bottom if the stack grows
 * up. ret_from_fork starts with the stack pointer at it and reads from it what it
 * calls. It calls only after that, since the frame is the start of the area that a
 * called function may write. */
#define KSPAWN_FORK_FRAME_RESUME (0 * KSPAWN_WORD)
#define KSPAWN_FORK_FRAME_FN (1 * KSPAWN_WORD)
#define KSPAWN_FORK_FRAME_ARG (2 * KSPAWN_WORD)
#define KSPAWN_FORK_FRAME_REGS (3 * KSPAWN_WORD)
#define KSPAWN_FORK_FRAME_BACKING (4 * KSPAWN_WORD) /* of a port with KSPAWN_STACK_PAIR */
#define KSPAWN_FORK_FRAME_WORDS ((4 + KSPAWN_STACK_PAIR) * KSPAWN_WORD)
/* What it takes of the stack, KSPAWN_CALL_AREA included. */
#if KSPAWN_FORK_FRAME_WORDS < KSPAWN_CALL_AREA
#define KSPAWN_FORK_FRAME_LEAST KSPAWN_CALL_AREA
#else
#define KSPAWN_FORK_FRAME_LEAST KSPAWN_FORK_FRAME_WORDS
#endif
#define KSPAWN_FORK_FRAME_SIZE ((KSPAWN_FORK_FRAME_LEAST + KSPAWN_STACK_ALIGN - 1) / KSPAWN_STACK_ALIGN * KSPAWN_STACK_ALIGN)

#ifndef __ASSEMBLER__
struct kspawn_fork_frame {
	KSPAWN_WORD_TYPE resume; /* code: kspawn_ret_from_fork's */
	KSPAWN_WORD_TYPE fn;     /* a pointer to a function, as C calls it; NULL in a user child */
	KSPAWN_WORD_TYPE arg;
	KSPAWN_WORD_TYPE regs; /* the new thread's user registers */
#if KSPAWN_STACK_PAIR
	KSPAWN_WORD_TYPE backing; /* where the stack of registers begins, which grows up */
#endif
};

KSPAWN_ASSERT(offsetof(struct kspawn_fork_frame, resume) == KSPAWN_FORK_FRAME_RESUME, "resume");
KSPAWN_ASSERT(offsetof(struct kspawn_fork_frame, fn) == KSPAWN_FORK_FRAME_FN, "fn");
KSPAWN_ASSERT(offsetof(struct kspawn_fork_frame, arg) == KSPAWN_FORK_FRAME_ARG, "arg");
KSPAWN_ASSERT(offsetof(struct kspawn_fork_frame, regs) == KSPAWN_FORK_FRAME_REGS, "regs");
KSPAWN_ASSERT(sizeof(struct kspawn_fork_frame) == KSPAWN_FORK_FRAME_WORDS, "size");
KSPAWN_ASSERT(KSPAWN_FORK_FRAME_SIZE + KSPAWN_SWITCH_SIZE <= KSPAWN_STACK_MIN,
	      "a new thread fits the smallest stack and switches away");

/// The lowest byte of a stack that is aligned as a frame is.
static inline uintptr_t kspawn_fork_frame_bottom(const struct kspawn_thread_args *args)
{
	return ((uintptr_t)args->stack + KSPAWN_STACK_ALIGN - 1) & ~(uintptr_t)(KSPAWN_STACK_ALIGN - 1);
}

/// The lowest byte of the first frame on a stack.
static inline uintptr_t kspawn_fork_frame_place(const struct kspawn_thread_args *args)
{
	const uintptr_t mask = KSPAWN_STACK_ALIGN - 1;

	if (KSPAWN_STACK_GROWS_UP)
		return kspawn_fork_frame_bottom(args);
	return (((uintptr_t)args->stack + args->stack_size) & ~mask) - KSPAWN_FORK_FRAME_SIZE;
}

/// kspawn_copy_thread, inline: most of it is folded if the compiler knows the
/// arguments.
static inline int kspawn_copy_thread_inline(struct kspawn_thread *t, const struct kspawn_thread_args *args)
{
	if (!args->stack || args->stack_size < KSPAWN_STACK_MIN)
		return -KSPAWN_EINVAL;
	if (args->parent_regs ? !args->regs : !args->fn)
		return -KSPAWN_EINVAL;

	struct kspawn_fork_frame *creation = (struct kspawn_fork_frame *)kspawn_fork_frame_place(args);
	creation->resume = KSPAWN_CODE_ADDRESS(kspawn_ret_from_fork);
	creation->fn = args->parent_regs ? 0 : (uintptr_t)args->fn;
	creation->arg = (uintptr_t)args->arg;
	creation->regs = (uintptr_t)args->regs;
#if KSPAWN_STACK_PAIR
	creation->backing = kspawn_fork_frame_bottom(args);
#endif
	t->sp = creation;
	return 0;
}
#endif
#endif
