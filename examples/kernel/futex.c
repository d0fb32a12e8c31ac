/* futex.c: the core's hooks of futexes */
#include <kspawn/futex.h>

#include "kernel.h"

enum { BUCKETS = 64 };

struct kspawn_waiters *kspawn_futex_waiters(void)
{
	static struct kspawn_waiter *buckets[BUCKETS];
	static struct kspawn_waiters waiters = { buckets, BUCKETS };

	return &waiters;
}

uintptr_t *kspawn_robust_list(struct kspawn_task *task) { return &process_of(task)->robust_list; }

/* The frame of a page that processes share stays the same in all of them. */
int kspawn_futex_key_of(uintptr_t at, bool shared, struct kspawn_futex_key *key)
{
	struct kspawn_mm *mm = current()->mm;
	uintptr_t physical = 0;

	if (!mm || at < USER_LOW || at >= USER_TOP || (shared && mm_shared_word(mm, at, &physical)))
		return -EFAULT;
	key->object = physical ? NULL : mm;
	key->offset = physical ? physical : at;
	return 0;
}

int kspawn_futex_load(uintptr_t at, uint32_t *value) { return mm_peek(current()->mm, at, value); }

int kspawn_futex_exchange(uintptr_t at, uint32_t *expected, uint32_t value)
{
	return mm_exchange(current()->mm, at, expected, value);
}

void kspawn_futex_wake(uintptr_t at) { kspawn_futex_clear_tid(at); }
