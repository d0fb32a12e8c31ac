/* src/generic/futex_queue.cpp: the table of waiters; all of it under KSPAWN_LOCK_FUTEX */
#include <kspawn/atomic.h>

#include "futex.hpp"
#include "waiters.hpp"

namespace {

bool same(const kspawn_futex_key &a, const kspawn_futex_key &b) { return a.object == b.object && a.offset == b.offset; }

/// An address that only chooses the bucket. Keys of words that differ may share one.
const uint32_t *word_of(const kspawn_futex_key &key)
{
	return reinterpret_cast<const uint32_t *>(uintptr_t(key.object) + uintptr_t(key.offset));
}

/// The sleeper takes the lock before it leaves its stack, so that `waiter` is valid to the end.
void wake(futex_waiter &waiter)
{
	kspawn_waiters_remove(&waiter.link);
	kspawn_atomic_store(&waiter.woken, 1, __ATOMIC_RELEASE);
	kspawn_wake_word(&waiter.woken);
}

/// Calls `visit` with the waiters of a key, oldest first, until it returns false. It may take out the one that it gets, or
/// add it again behind the others.
template <class Visit>
void each(const kspawn_futex_key &key, Visit visit)
{
	kspawn_waiter *const oldest = *bucket_of(*kspawn_futex_waiters(), word_of(key));
	kspawn_waiter *const last = oldest ? oldest->prev : nullptr;
	for (kspawn_waiter *at = oldest, *next; at; at = next) {
		next = at == last ? nullptr : at->next;
		auto &waiter = *reinterpret_cast<futex_waiter *>(at);
		if (same(waiter.key, key) && !visit(waiter))
			return;
	}
}

} // namespace

void kspawn_futex_add(futex_waiter &waiter)
{
	waiter.link.word = word_of(waiter.key);
	kspawn_waiters_add(kspawn_futex_waiters(), &waiter.link);
}

int kspawn_futex_wake_some(const kspawn_futex_key &key, int count, uint32_t bitset)
{
	int woken = 0;
	each(key, [&](futex_waiter &waiter) {
		if (!(waiter.bitset & bitset))
			return true;
		wake(waiter);
		return ++woken < count;
	});
	return woken;
}

int kspawn_futex_move(const kspawn_futex_key &from, const kspawn_futex_key &to, int wakes, int moves)
{
	int done = 0;
	each(from, [&](futex_waiter &waiter) {
		if (done - wakes >= moves)
			return false;
		if (++done <= wakes) {
			wake(waiter);
			return true;
		}
		kspawn_waiters_remove(&waiter.link);
		waiter.key = to;
		kspawn_futex_add(waiter);
		return true;
	});
	return done;
}
