/* include/kspawn/atomic_locked.h: the operations of <kspawn/atomic.h> for a machine without atomic instructions */
#ifndef KSPAWN_ATOMIC_LOCKED_H
#define KSPAWN_ATOMIC_LOCKED_H

#include <stdbool.h>
#include <stdint.h>

/* Included by a header that has defined these two, and empty without them:
 *
 *	uintptr_t KSPAWN_ATOMIC_LOCK(const void *word)
 *	void KSPAWN_ATOMIC_UNLOCK(const void *word, uintptr_t state)
 *
 * Between the two no other code changes `word`: interrupts are off, which is enough on one processor; on several a
 * spinlock is held, one for all words or one chosen by the address. They are barriers of the compiler, and of memory
 * where several processors run. They are called with interrupts on or off, and UNLOCK restores what LOCK has found. */
#ifdef KSPAWN_ATOMIC_LOCK

#define KSPAWN_ATOMIC_LOCKED(name, result)                                                     \
	static inline uint32_t kspawn_atomic_##name(uint32_t *word, uint32_t value, int order) \
	{                                                                                      \
		const uintptr_t state = KSPAWN_ATOMIC_LOCK(word);                              \
		const uint32_t was = *(volatile uint32_t *)word;                               \
		(void)order;                                                                   \
		*(volatile uint32_t *)word = (result);                                         \
		KSPAWN_ATOMIC_UNLOCK(word, state);                                             \
		return was;                                                                    \
	}
KSPAWN_ATOMIC_LOCKED(exchange, value)
KSPAWN_ATOMIC_LOCKED(fetch_add, was + value)
KSPAWN_ATOMIC_LOCKED(fetch_sub, was - value)
KSPAWN_ATOMIC_LOCKED(fetch_and, was &(value))
KSPAWN_ATOMIC_LOCKED(fetch_or, was | value)
#undef KSPAWN_ATOMIC_LOCKED

/// Under the lock for its barriers.
static inline uint32_t kspawn_atomic_load(const uint32_t *word, int order)
{
	const uintptr_t state = KSPAWN_ATOMIC_LOCK(word);
	const uint32_t value = *(const volatile uint32_t *)word;

	(void)order;
	KSPAWN_ATOMIC_UNLOCK(word, state);
	return value;
}

/// Under the lock: between the load and the store of another operation it would be lost.
static inline void kspawn_atomic_store(uint32_t *word, uint32_t value, int order)
{
	(void)kspawn_atomic_exchange(word, value, order);
}

static inline bool kspawn_atomic_compare_exchange(uint32_t *word, uint32_t *expected, uint32_t value, bool weak, int success,
						  int failure)
{
	const uintptr_t state = KSPAWN_ATOMIC_LOCK(word);
	const uint32_t was = *(volatile uint32_t *)word;
	const bool same = was == *expected;

	(void)weak, (void)success, (void)failure;
	if (same)
		*(volatile uint32_t *)word = value;
	KSPAWN_ATOMIC_UNLOCK(word, state);
	*expected = was;
	return same;
}
#endif
#endif
