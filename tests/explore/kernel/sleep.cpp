/* tests/explore/kernel/sleep.cpp: sleepers on words */
#include "internal.hpp"

using namespace explore;

namespace kernel {

static void wake_one(int n, op what)
{
	hproc &h = hp[n];
	h.asleep = false;
	h.word = nullptr;
	push(n, what);
}

void end_sleep(kspawn_task *task, kspawn_sleep least)
{
	hproc &h = host_of(task);
	if (!h.asleep || h.sleep < least)
		return release(h.lock);
	unqueue_sleeper(index_of(task));
	wake_one(index_of(task), op_kick);
}

namespace {

bool is_killed(const kspawn_task *task) { return load32(&task->flags, __ATOMIC_ACQUIRE, HERE, false) & KSPAWN_TF_KILLED; }

/// An error if something ends a sleep of this kind, which need not come from a wake up.
int why_awake(const kspawn_task *task, kspawn_sleep how)
{
	if (how != KSPAWN_UNINTERRUPTIBLE && is_killed(task))
		return -KSPAWN_EINTR;
	if (how == KSPAWN_INTERRUPTIBLE && is_signalled(task))
		return -KSPAWN_EINTR;
	if (how == KSPAWN_INTERRUPTIBLE && layer5_pending(task))
		return -KSPAWN_ERESTARTSYS;
	return host_of(task).timed && time_is_up() ? -KSPAWN_ETIMEDOUT : 0;
}

/// Puts the current task to sleep, with its processor still running it; or returns false with the reason in `err`.
bool fall_asleep(const uint32_t *word, uint32_t seen, kspawn_sleep how, uintptr_t pc, int &err)
{
	sched_hold hold;
	const int n = index_of(kspawn_current());
	hproc &h = hp[n];
	object &w = word_object(word);
	acquire(w);
	acquire(h.lock);
	event(w, op_wait, true);
	event(h.lock, op_wait, true);
	err = why_awake(kspawn_current(), how);
	h.asleep = !err && load32(word, __ATOMIC_ACQUIRE, pc, false) == seen;
	if (h.asleep) {
		h.sleep = how;
		h.word = word;
		queue_sleeper(n);
	}
	release(h.lock);
	release(w);
	return h.asleep;
}

} // namespace

void kick(kspawn_task *task, kspawn_sleep least, const char *name, uintptr_t pc)
{
	under_tree(name);
	point(op_kick, task, pc);
	sched_hold hold;
	hproc &h = host_of(task);
	if (h.st != hproc::used)
		fail(std::string(name) + " of a freed task", pc);
	acquire(h.lock);
	event(h.lock, op_kick, true);
	end_sleep(task, least);
}

} // namespace kernel

using namespace kernel;

static int sleep_at(const uint32_t *word, uint32_t seen, kspawn_sleep how, uintptr_t pc)
{
	may_sleep("wait_word");
	point(op_wait, word, pc);
	if (spurious_left && may_happen(spurious_left)) {
		note("wait_word returns early");
		return 0;
	}
	int err;
	if (!fall_asleep(word, seen, how, pc, err))
		return err;
	schedule();
	return why_awake(kspawn_current(), how);
}

int kspawn_wait_word(const uint32_t *word, uint32_t seen, kspawn_sleep how) { return sleep_at(word, seen, how, HERE); }

int kspawn_wait_word_until(const uint32_t *word, uint32_t seen, kspawn_sleep how, kspawn_clock, uint64_t)
{
	current_host().timed = true;
	const int err = sleep_at(word, seen, how, HERE);
	current_host().timed = false;
	return err;
}

void kspawn_wake_word(const uint32_t *word)
{
	const uintptr_t pc = HERE;
	if (vps[cur].locks & (1u << KSPAWN_LOCK_PID))
		fail("wake_word under the lock of the pids", pc);
	if (kernel_memory(word) == memory::freed)
		fail("use after free: wake_word of " + describe(word), pc);
	point(op_wake, word, pc);
	if (kernel_memory(word) == memory::freed)
		fail("use after free: wake_word of " + describe(word), pc);
	sched_hold hold;
	object &w = word_object(word);
	acquire(w);
	event(w, op_wake, true);
	for (int n; (n = take_sleeper(word)) >= 0;) {
		acquire(hp[n].lock);
		event(hp[n].lock, op_wake, true);
		wake_one(n, op_wake);
	}
	release(w);
}

void kspawn_kick(kspawn_task *task) { kick(task, KSPAWN_KILLABLE, "kick", HERE); }
