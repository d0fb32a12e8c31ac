/* src/generic/futex_wait.cpp: a task waits for a futex */
#include <kspawn/atomic.h>
#include <kspawn/fork.h>

#include "futex.hpp"

namespace {

/// A wake-up between the comparison and the sleep finds the waiter in the table.
int add_if(futex_waiter &waiter, uintptr_t at, uint32_t seen)
{
	futex_lock lock;
	uint32_t value;
	const int err = kspawn_futex_load(at, &value);
	if (err)
		return err;
	if (value != seen)
		return -KSPAWN_EAGAIN;
	kspawn_futex_add(waiter);
	return 0;
}

int add(futex_waiter &waiter, const futex_word &word, uint32_t seen)
{
	for (;;) {
		int err = futex_key(word, waiter.key);
		if (err)
			return err;
		err = add_if(waiter, word.at, seen);
		if (err != -KSPAWN_EFAULT)
			return err;
		err = kspawn_futex_bring_in(word.at);
		if (err)
			return err;
	}
}

int sleep_once(const futex_waiter &waiter, const futex_deadline *deadline)
{
	if (!deadline)
		return kspawn_wait_word(&waiter.woken, 0, KSPAWN_INTERRUPTIBLE);
	return kspawn_wait_word_until(&waiter.woken, 0, KSPAWN_INTERRUPTIBLE, deadline->clock, deadline->at);
}

/// Takes the lock before the waiter goes: the task that woke it may still be at work on it.
int leave(futex_waiter &waiter, int why)
{
	futex_lock lock;
	if (waiter.woken)
		return 0;
	kspawn_waiters_remove(&waiter.link);
	return why;
}

} // namespace

int kspawn_futex_bring_in(uintptr_t at)
{
	uint32_t value;
	return kspawn_copy_from_user(&value, at, sizeof(value));
}

int kspawn_futex_wait(const futex_word &word, uint32_t seen, uint32_t bitset, const futex_deadline *deadline)
{
	if (!bitset)
		return -KSPAWN_EINVAL;
	futex_waiter waiter = {};
	waiter.bitset = bitset;
	waiter.link.task = kspawn_current();
	int err = add(waiter, word, seen);
	if (err)
		return err;
	while (!err && !kspawn_atomic_load(&waiter.woken, __ATOMIC_ACQUIRE))
		err = sleep_once(waiter, deadline);
	return leave(waiter, err);
}
