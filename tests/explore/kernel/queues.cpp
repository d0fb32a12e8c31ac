/* tests/explore/kernel/queues.cpp: the queues of sched.h, under a scheduler's lock, next to the kernel's own, which know
 * what comes out of them */
#include "internal.hpp"

#include <kspawn/sched.h>

using namespace explore;

namespace kernel {

namespace {

/// One bucket and one level: all share them.
struct queues {
	kspawn_waiters sleepers;
	kspawn_waiter *bucket;
	kspawn_rq ready;
	kspawn_task *slots[slots_max];
};
static_assert(queues_at + sizeof(queues) <= layer5_at);
lock sched_lock;
unsigned sleeps;

queues &the_queues() { return *reinterpret_cast<queues *>(arena + queues_at); }

/// The oldest that sleeps on `word`, or -1.
int oldest_sleeper(const uint32_t *word)
{
	int oldest = -1;
	for (int n = opt.vps; n < slots_used; n++)
		if (hp[n].asleep && hp[n].word == word && (oldest < 0 || hp[n].slept < hp[oldest].slept))
			oldest = n;
	return oldest;
}

} // namespace

sched_hold::sched_hold() : irq_was(vps[cur].irq_off)
{
	if (!playing->queues)
		return;
	vps[cur].irq_off = true;
	take_lock_here(sched_lock);
}

sched_hold::~sched_hold()
{
	if (!playing->queues)
		return;
	give_lock(sched_lock);
	vps[cur].irq_off = irq_was;
}

void queues_reset()
{
	queues &q = the_queues();
	sched_lock = {};
	sched_lock.name = "the scheduler's lock";
	sched_lock.owner = -1;
	sleeps = 0;
	if (kspawn_waiters_init(&q.sleepers, &q.bucket, 1) || kspawn_rq_init(&q.ready, q.slots, 1, slots_max))
		fail("the queues were refused");
}

void queue_sleeper(int n)
{
	hp[n].slept = ++sleeps;
	if (!playing->queues)
		return;
	slot(n)->waiter = { hp[n].word, &slot(n)->task, nullptr, nullptr, nullptr };
	kspawn_waiters_add(&the_queues().sleepers, &slot(n)->waiter);
}

void unqueue_sleeper(int n)
{
	if (playing->queues)
		kspawn_waiters_remove(&slot(n)->waiter);
}

int take_sleeper(const uint32_t *word)
{
	const int n = oldest_sleeper(word);
	if (!playing->queues)
		return n;
	const kspawn_task *task = kspawn_waiters_take(&the_queues().sleepers, word);
	if (task != (n < 0 ? nullptr : &slot(n)->task))
		fail("waiters_take: another than the oldest sleeper of the word", HERE);
	return n;
}

void queue_ready(int n)
{
	if (playing->queues && kspawn_rq_push(&the_queues().ready, &slot(n)->task, 0))
		fail("rq_push fails", HERE);
}

void dequeue_ready(int n)
{
	if (!playing->queues)
		return;
	if (kspawn_rq_pop(&the_queues().ready) != (n < 0 ? nullptr : &slot(n)->task))
		fail("rq_pop: another than the oldest", HERE);
}

} // namespace kernel
