/* src/generic/futex_waken.cpp: wakes or moves the waiters of futexes */
#include "futex.hpp"

namespace {

/// -EAGAIN if the word is not `expected`; -EFAULT if its page is not there.
int move_if(uintptr_t at, const uint32_t *expected, const kspawn_futex_key &from, const kspawn_futex_key &to, int wake, int move)
{
	futex_lock lock;
	uint32_t value;
	const int err = expected ? kspawn_futex_load(at, &value) : 0;
	if (err)
		return err;
	if (expected && value != *expected)
		return -KSPAWN_EAGAIN;
	return kspawn_futex_move(from, to, wake, move);
}

} // namespace

int kspawn_futex_wake_word(const futex_word &word, int count, uint32_t bitset)
{
	if (!bitset)
		return -KSPAWN_EINVAL;
	kspawn_futex_key key;
	const int err = futex_key(word, key);
	if (err)
		return err;
	futex_lock lock;
	return kspawn_futex_wake_some(key, count, bitset);
}

void kspawn_futex_clear_tid(uintptr_t at) { (void)kspawn_futex_wake_word({ at, true }, 1, futex_match_any); }

int kspawn_futex_requeue(const futex_word &from, const futex_word &to, int wake, int move, const uint32_t *expected)
{
	if (wake < 0 || move < 0)
		return -KSPAWN_EINVAL;
	for (;;) {
		kspawn_futex_key key, key2;
		int err = futex_key(from, key);
		if (!err)
			err = futex_key(to, key2);
		if (err)
			return err;
		const int done = move_if(from.at, expected, key, key2, wake, move);
		if (done != -KSPAWN_EFAULT)
			return done;
		err = kspawn_futex_bring_in(from.at);
		if (err)
			return err;
	}
}
