/* include/kspawn/birth.h: the first frame of a new thread, the same on every port */
#ifndef KSPAWN_BIRTH_H
#define KSPAWN_BIRTH_H

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
#define KSPAWN_BIRTH_RESUME (0 * KSPAWN_WORD)
#define KSPAWN_BIRTH_FN (1 * KSPAWN_WORD)
#define KSPAWN_BIRTH_ARG (2 * KSPAWN_WORD)
#define KSPAWN_BIRTH_REGS (3 * KSPAWN_WORD)
#define KSPAWN_BIRTH_BACKING (4 * KSPAWN_WORD) /* of a port with KSPAWN_STACK_PAIR */
#define KSPAWN_BIRTH_WORDS ((4 + KSPAWN_STACK_PAIR) * KSPAWN_WORD)
/* What it takes of the stack, KSPAWN_CALL_AREA included. */
#if KSPAWN_BIRTH_WORDS < KSPAWN_CALL_AREA
#define KSPAWN_BIRTH_LEAST KSPAWN_CALL_AREA
#else
#define KSPAWN_BIRTH_LEAST KSPAWN_BIRTH_WORDS
#endif
#define KSPAWN_BIRTH_SIZE ((KSPAWN_BIRTH_LEAST + KSPAWN_STACK_ALIGN - 1) / KSPAWN_STACK_ALIGN * KSPAWN_STACK_ALIGN)

#ifndef __ASSEMBLER__
struct kspawn_birth {
	KSPAWN_WORD_TYPE resume; /* code: kspawn_ret_from_fork's */
	KSPAWN_WORD_TYPE fn;     /* a pointer to a function, as C calls it; NULL in a user child */
	KSPAWN_WORD_TYPE arg;
	KSPAWN_WORD_TYPE regs; /* the new thread's user registers */
#if KSPAWN_STACK_PAIR
	KSPAWN_WORD_TYPE backing; /* where the stack of registers begins, which grows up */
#endif
};

KSPAWN_ASSERT(offsetof(struct kspawn_birth, resume) == KSPAWN_BIRTH_RESUME, "resume");
KSPAWN_ASSERT(offsetof(struct kspawn_birth, fn) == KSPAWN_BIRTH_FN, "fn");
KSPAWN_ASSERT(offsetof(struct kspawn_birth, arg) == KSPAWN_BIRTH_ARG, "arg");
KSPAWN_ASSERT(offsetof(struct kspawn_birth, regs) == KSPAWN_BIRTH_REGS, "regs");
KSPAWN_ASSERT(sizeof(struct kspawn_birth) == KSPAWN_BIRTH_WORDS, "size");
KSPAWN_ASSERT(KSPAWN_BIRTH_SIZE + KSPAWN_SWITCH_SIZE <= KSPAWN_STACK_MIN,
	      "a new thread fits the smallest stack and switches away");

/// The lowest byte of a stack that is aligned as a frame is.
static inline uintptr_t kspawn_birth_bottom(const struct kspawn_thread_args *args)
{
	return ((uintptr_t)args->stack + KSPAWN_STACK_ALIGN - 1) & ~(uintptr_t)(KSPAWN_STACK_ALIGN - 1);
}

/// The lowest byte of the first frame on a stack.
static inline uintptr_t kspawn_birth_place(const struct kspawn_thread_args *args)
{
	const uintptr_t mask = KSPAWN_STACK_ALIGN - 1;

	if (KSPAWN_STACK_GROWS_UP)
		return kspawn_birth_bottom(args);
	return (((uintptr_t)args->stack + args->stack_size) & ~mask) - KSPAWN_BIRTH_SIZE;
}

/// kspawn_copy_thread, inline: most of it is folded if the compiler knows the
/// arguments.
static inline int kspawn_copy_thread_inline(struct kspawn_thread *t, const struct kspawn_thread_args *args)
{
	if (!args->stack || args->stack_size < KSPAWN_STACK_MIN)
		return -KSPAWN_EINVAL;
	if (args->from ? !args->child : !args->fn)
		return -KSPAWN_EINVAL;

	struct kspawn_birth *creation = (struct kspawn_birth *)kspawn_birth_place(args);
	creation->resume = KSPAWN_CODE_ADDRESS(kspawn_ret_from_fork);
	creation->fn = args->from ? 0 : (uintptr_t)args->fn;
	creation->arg = (uintptr_t)args->arg;
	creation->regs = (uintptr_t)args->child;
#if KSPAWN_STACK_PAIR
	creation->backing = kspawn_birth_bottom(args);
#endif
	t->sp = creation;
	return 0;
}
#endif
#endif
