/* src/generic/futex.hpp: tasks that wait for futexes, in the kernel's table */
#ifndef KSPAWN_FUTEX_HPP
#define KSPAWN_FUTEX_HPP

#include <kspawn/errno.h>
#include <kspawn/futex.h>

#include "freestanding.hpp"

constexpr uint32_t futex_match_any = UINT32_MAX;

/// A user word, as a call names it.
struct futex_word {
	uintptr_t at;
	bool shared;
};

/// On the stack of the task that waits. KSPAWN_LOCK_FUTEX guards all of it.
struct futex_waiter {
	kspawn_waiter link; /* first; its word stands for the key in the table */
	kspawn_futex_key key;
	uint32_t bitset;
	uint32_t woken; /* 1: out of the table; the task sleeps on it, and writes nothing to it */
};

/// The end of a wait, in ns of a clock.
struct futex_deadline {
	kspawn_clock clock;
	uint64_t at;
};

namespace {

class futex_lock {
	scoped_lock lock{ KSPAWN_LOCK_FUTEX };
};

/// -EINVAL, or errors of the hook.
inline int futex_key(const futex_word &word, kspawn_futex_key &key)
{
	return word.at % sizeof(uint32_t) ? -KSPAWN_EINVAL : kspawn_futex_key_of(word.at, word.shared, &key);
}

} // namespace

extern "C" {

/* ---- under KSPAWN_LOCK_FUTEX ---- */

/// Adds a waiter whose key is set.
void kspawn_futex_add(futex_waiter &waiter);
/// Wakes the oldest waiters with this key and a bit of `bitset`: at least one, and no
/// more than `count`. Returns their number.
int kspawn_futex_wake_some(const kspawn_futex_key &key, int count, uint32_t bitset);
/// Wakes the `wake` oldest waiters and gives the next `move` of them another key.
/// Returns how many these are.
int kspawn_futex_move(const kspawn_futex_key &from, const kspawn_futex_key &to, int wake, int move);

/* ---- without ---- */

/// Brings in the page of a word that kspawn_futex_load did not find. -EFAULT
int kspawn_futex_bring_in(uintptr_t at);
int kspawn_futex_wait(const futex_word &word, uint32_t seen, uint32_t bitset, const futex_deadline *deadline);
int kspawn_futex_wake_word(const futex_word &word, int count, uint32_t bitset);
/// `expected`, unless NULL, is what the first word must be: -EAGAIN.
int kspawn_futex_requeue(const futex_word &from, const futex_word &to, int wake, int move, const uint32_t *expected);
/// Changes the second word as `encoded` says, and wakes waiters of the first, and of the second if its old value
/// compares as `encoded` says.
int kspawn_futex_wake_op(const futex_word &first, const futex_word &second, int wake, int wake_second, uint32_t encoded);
}
#endif
