/* src/generic/signal_queue.cpp: pending signals, and what is known of them, in elements of the kernel's pool */
#include "signal.hpp"

namespace {

/// A process may have `most` elements, or fewer, for signals of which each counts; the others are few.
kspawn_sigqueue *allocate(kspawn_signal_group &of, bool bounded)
{
	kspawn_sigpool &pool = *kspawn_signal_pool();
	kspawn_sigqueue *element = pool.free;
	if (!element || (bounded && of.queued + of.fewer >= pool.most))
		return nullptr;
	pool.free = element->next;
	of.queued++;
	return element;
}

void release(kspawn_signal_group &of, kspawn_sigqueue *element)
{
	kspawn_sigpool &pool = *kspawn_signal_pool();
	element->next = pool.free;
	pool.free = element;
	of.queued--;
}

void append(kspawn_sigpending &to, kspawn_sigqueue *element)
{
	element->next = to.last ? to.last->next : element;
	if (to.last)
		to.last->next = element;
	to.last = element;
}

/// Takes the element behind `before` out of the ring.
kspawn_sigqueue *unlink_after(kspawn_sigpending &from, kspawn_sigqueue *before)
{
	kspawn_sigqueue *element = before->next;
	before->next = element->next;
	if (element == from.last)
		from.last = element == before ? nullptr : before;
	return element;
}

/// Returns the element in front of the oldest one of `set`, or NULL.
kspawn_sigqueue *find_before(const kspawn_sigpending &in, const kspawn_sigset &set)
{
	kspawn_sigqueue *before = in.last;
	if (!before)
		return nullptr;
	do {
		if (has(set, before->next->info.signo))
			return before;
		before = before->next;
	} while (before != in.last);
	return nullptr;
}

/// Linux's order: faults come first, then the lowest number.
int first_of(const kspawn_sigset &set)
{
	const kspawn_sigset urgent = set & faults;
	return first(any(urgent) ? urgent : set);
}

} // namespace

void kspawn_sigpool_init(kspawn_sigpool *pool, kspawn_sigqueue *elements, uint32_t count, uint32_t most)
{
	*pool = { nullptr, most, 0 };
	while (count-- > 0) {
		elements[count].next = pool->free;
		pool->free = &elements[count];
	}
}

bool kspawn_sigpending_add(kspawn_sigpending *to, kspawn_signal_group *of, const kspawn_siginfo *info, bool whole)
{
	kspawn_sigqueue *element = allocate(*of, info->signo >= KSPAWN_SIGRTMIN);
	if (element) {
		element->info = *info;
		append(*to, element);
	}
	if (element || !whole)
		add(to->set, info->signo);
	return element != nullptr;
}

void kspawn_sigpending_take(kspawn_sigpending *from, kspawn_signal_group *of, int sig, kspawn_siginfo *info)
{
	kspawn_sigqueue *before = find_before(*from, set_of(sig));
	if (before) {
		kspawn_sigqueue *element = unlink_after(*from, before);
		*info = element->info;
		release(*of, element);
	} else {
		*info = {};
		info->signo = sig;
	}
	if (!find_before(*from, set_of(sig)))
		remove(from->set, sig);
}

void kspawn_sigpending_drop(kspawn_sigpending *from, kspawn_signal_group *of, const kspawn_sigset &set)
{
	if (!any(from->set & set))
		return;
	while (kspawn_sigqueue *before = find_before(*from, set))
		release(*of, unlink_after(*from, before));
	from->set = from->set & ~set;
}

int kspawn_signal_take(kspawn_task *task, const kspawn_sigset &set, kspawn_siginfo *info)
{
	kspawn_signal_group &group = group_of(task->leader);
	kspawn_sigpending *const both[] = { &signals_of(task).pending, &group.pending };
	for (kspawn_sigpending *from : both) {
		const kspawn_sigset found = from->set & set;
		if (!any(found))
			continue;
		const int sig = first_of(found);
		kspawn_sigpending_take(from, &group, sig, info);
		return sig;
	}
	return 0;
}

void kspawn_signal_drop(kspawn_task *leader, const kspawn_sigset &set)
{
	kspawn_signal_group &group = group_of(leader);
	kspawn_sigpending_drop(&group.pending, &group, set);
	for_threads(leader, [&](kspawn_task *thread) { kspawn_sigpending_drop(&signals_of(thread).pending, &group, set); });
}
