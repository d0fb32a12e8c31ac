/* include/kspawn/atomic.h: the atomic operations of the core, on words of 32 bits */
#ifndef KSPAWN_ATOMIC_H
#define KSPAWN_ATOMIC_H

/* Functions or macros. `order` is one of the compiler's __ATOMIC_RELAXED, ACQUIRE, RELEASE and ACQ_REL.
 *
 *	uint32_t kspawn_atomic_load(const uint32_t *word, int order);
 *	void kspawn_atomic_store(uint32_t *word, uint32_t value, int order);
 *	uint32_t kspawn_atomic_exchange(uint32_t *word, uint32_t value, int order);
 *	uint32_t kspawn_atomic_fetch_add(uint32_t *word, uint32_t value, int order);    and sub, and, or
 *	bool kspawn_atomic_compare_exchange(uint32_t *word, uint32_t *expected, uint32_t value, bool weak, int success,
 *					    int failure);
 *
 * Each returns the word as it was before, and compare_exchange returns whether it wrote. As compiled, they are the
 * compiler's builtins. A machine without such instructions, for which the compiler would call a library, has
 * operations of its own in the port's <kspawn/arch/atomic.h>; a kernel may bring others, and names their header in
 * KSPAWN_ATOMIC_HEADER when it compiles the library. <kspawn/atomic_locked.h> makes all of them from a lock. */
#if defined(KSPAWN_ATOMIC_HEADER)
#include KSPAWN_ATOMIC_HEADER
#elif __has_include(<kspawn/arch/atomic.h>)
#include <kspawn/arch/atomic.h>
#else
#define kspawn_atomic_load __atomic_load_n
#define kspawn_atomic_store __atomic_store_n
#define kspawn_atomic_exchange __atomic_exchange_n
#define kspawn_atomic_fetch_add __atomic_fetch_add
#define kspawn_atomic_fetch_sub __atomic_fetch_sub
#define kspawn_atomic_fetch_and __atomic_fetch_and
#define kspawn_atomic_fetch_or __atomic_fetch_or
#define kspawn_atomic_compare_exchange __atomic_compare_exchange_n
#endif
#endif
