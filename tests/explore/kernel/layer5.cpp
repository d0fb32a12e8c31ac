/* tests/explore/kernel/layer5.cpp: the hooks of layer 5, for a scenario that has it */
#include "internal.hpp"

using namespace explore;

namespace kernel {

namespace {

constexpr uint32_t elements_max = 8, hands_max = 8;

/// Actions are never used again in one execution.
struct storage {
	kspawn_sigpool pool;
	kspawn_sigqueue elements[elements_max];
	kspawn_sighand hands[hands_max];
};
static_assert(layer5_at + sizeof(storage) <= arena_size);
uint32_t hands_used, hands_freed;
int groups_held;

storage &all() { return *reinterpret_cast<storage *>(arena + layer5_at); }

kspawn_sighand *new_hand()
{
	event(alloc_object, op_alloc, true);
	if (hands_used == hands_max)
		fail("too many processes with actions of their own");
	return &all().hands[hands_used++];
}

void free_hand(kspawn_sighand *hand)
{
	if (!hand)
		return;
	access(hand, sizeof(*hand), true, HERE);
	event(alloc_object, op_free, true);
	hands_freed++;
}

} // namespace

void layer5_begin()
{
	hands_used = hands_freed = 0;
	groups_held = 0;
	if (playing->layer5)
		kspawn_sigpool_init(&all().pool, all().elements, elements_max, elements_max);
}

void layer5_check()
{
	if (!playing->layer5)
		return;
	uint32_t unused = 0;
	for (const kspawn_sigqueue *element = all().pool.free; element; element = element->next)
		unused++;
	if (unused != elements_max)
		fail("pending signals are left: " + std::to_string(elements_max - unused));
	if (all().pool.stopped)
		fail("stopped processes are left");
	if (hands_used != hands_freed)
		fail("actions are left");
	if (groups_held != 0)
		fail("numbers of groups are left: " + std::to_string(groups_held));
}

void layer5_get(kspawn_task *child, kspawn_task *parent, bool share)
{
	kspawn_signal_fork(child, parent, share ? nullptr : new_hand());
}

void layer5_put(kspawn_task *task) { free_hand(kspawn_signal_exit(task)); }

bool layer5_pending(const kspawn_task *task)
{
	if (!playing->layer5)
		return false;
	const kspawn_signals &signals = slot(index_of(task))->signals;
	return load32(&signals.pends, __ATOMIC_ACQUIRE, HERE, false) != 0;
}

} // namespace kernel

using namespace kernel;

kspawn_signals *kspawn_signals_of(kspawn_task *task)
{
	if (host_of(task).idle)
		fail("signals_of an idle task", HERE);
	return &proc_of(task)->signals;
}

kspawn_sigpool *kspawn_signal_pool() { return &all().pool; }

void kspawn_signal_wake(kspawn_task *task) { kick(task, KSPAWN_INTERRUPTIBLE, "signal_wake", HERE); }

kspawn_task *kspawn_task_find(int pid) { return kspawn_pid_find(pids, pid); }

int kspawn_group_hold(int id)
{
	const int err = kspawn_pid_hold(pids, id);
	groups_held += err == 0;
	return err;
}

void kspawn_group_release(int id)
{
	groups_held--;
	kspawn_pid_release(pids, id);
}

int kspawn_child_status(kspawn_task *child, unsigned options)
{
	under_tree("child_status");
	return playing->layer5 ? kspawn_signal_child_status(child, options) : 0;
}

int kspawn_exec_unshare(kspawn_task *task)
{
	may_sleep("exec_unshare");
	if (playing->layer5 && kspawn_signal_shared(task))
		free_hand(kspawn_signal_unshare(task, new_hand()));
	return 0;
}

void kspawn_clear_sighand(kspawn_task *child)
{
	if (playing->layer5)
		kspawn_signal_reset(child);
}
