/* src/generic/robust_exit.cpp: the futexes that a task holds when it ends */
#include "robust_list.hpp"

#include <kspawn/fork.h>

#include "futex.hpp"

namespace {

/// What an entry's word is, once its task ends.
struct owned {
	uintptr_t at;
	uint32_t tid;
	bool inherits; /* priority inheritance: no waiter sleeps here */
	bool pending;
};

bool read(uintptr_t from, uintptr_t &word) { return kspawn_copy_from_user(&word, from, sizeof(word)) == 0; }

void wake(const owned &futex)
{
	if (!futex.inherits)
		kspawn_futex_clear_tid(futex.at);
}

/// Returns false if the word cannot be read or written.
bool mark_dead(const owned &futex)
{
	uint32_t value;
	if (futex.at % sizeof(value) || kspawn_copy_from_user(&value, futex.at, sizeof(value)))
		return false;
	if (futex.pending && !(value & KSPAWN_FUTEX_TID_MASK)) { /* unlocked, but no waiter was woken yet */
		wake(futex);
		return true;
	}
	while ((value & KSPAWN_FUTEX_TID_MASK) == futex.tid) {
		const uint32_t seen = value;
		if (kspawn_futex_exchange(futex.at, &value, (seen & KSPAWN_FUTEX_WAITERS) | KSPAWN_FUTEX_OWNER_DIED))
			return false;
		if (value != seen)
			continue;
		if (seen & KSPAWN_FUTEX_WAITERS)
			wake(futex);
		break;
	}
	return true;
}

owned futex_of(uintptr_t entry, const robust_head &head, uint32_t tid)
{
	return { (entry & ~uintptr_t(1)) + head.offset, tid, bool(entry & 1), false };
}

/// Reads the next entry before the futex of this one is free. Returns false if the list is malformed.
bool walk(uintptr_t list, const robust_head &head, uint32_t tid)
{
	const uintptr_t pending = head.pending & ~uintptr_t(1);
	uintptr_t entry = head.first;
	for (int left = KSPAWN_ROBUST_LIST_LIMIT; left > 0 && (entry & ~uintptr_t(1)) != list; left--) {
		uintptr_t next;
		const bool more = read(entry & ~uintptr_t(1), next);
		if ((entry & ~uintptr_t(1)) != pending && !mark_dead(futex_of(entry, head, tid)))
			return false;
		if (!more)
			return false;
		entry = next;
	}
	return true;
}

} // namespace

void kspawn_futex_exit(kspawn_task *task)
{
	const uintptr_t list = *kspawn_robust_list(task);
	robust_head head;
	if (!list)
		return;
	(void)kspawn_sys_set_robust_list(0, sizeof(head));
	const auto tid = uint32_t(task->pid);
	if (kspawn_copy_from_user(&head, list, sizeof(head)) || !walk(list, head, tid) || !(head.pending & ~uintptr_t(1)))
		return;
	owned last = futex_of(head.pending, head, tid);
	last.pending = true;
	mark_dead(last);
}
