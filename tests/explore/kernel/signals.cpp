/* tests/explore/kernel/signals.cpp: signals that end a sleep or a process, and what a parent does with its children's signals */
#include "internal.hpp"

#include <csignal>

using namespace explore;

namespace kernel {

/// Takes and gives the kernel's own lock of a process, in one step.
static void step(object &lock, op what)
{
	acquire(lock);
	event(lock, what, true);
	release(lock);
}

void signal(kspawn_task *task)
{
	point(op_kick, task, HERE);
	sched_hold hold;
	hproc &h = host_of(task);
	acquire(h.lock);
	event(h.lock, op_kick, true);
	h.signalled = true;
	end_sleep(task, KSPAWN_INTERRUPTIBLE);
}

bool is_signalled(const kspawn_task *task)
{
	if (!playing->signals)
		return false;
	step(host_of(task).lock, op_wait);
	return host_of(task).signalled;
}

void handle_signals()
{
	if (!playing->signals)
		return;
	step(current_host().lock, op_kick);
	current_host().signalled = false;
}

namespace {

void set_child_action(child_action action)
{
	const uintptr_t flags = kspawn_lock(KSPAWN_LOCK_TREE);
	host_of(kspawn_current()->leader).on_child = action;
	kspawn_unlock(KSPAWN_LOCK_TREE, flags);
}

} // namespace

void ignore_children() { set_child_action(child_action::ignore); }
void handle_children() { set_child_action(child_action::handle); }

void die_with_parent()
{
	step(current_host().lock, op_kick);
	current_host().dies_with_parent = true;
}

} // namespace kernel

using namespace kernel;

bool kspawn_child_event(kspawn_task *parent, kspawn_task *child)
{
	under_tree("child_event");
	if (host_of(parent).st != hproc::used || host_of(child).st != hproc::used)
		fail("child_event with a freed task", HERE);
	if (parent->leader != parent)
		fail("child_event with a parent that leads no process", HERE);
	if (playing->layer5)
		return kspawn_signal_child(parent, child);
	if (child->exit_signal == SIGKILL)
		kspawn_kill_locked(parent, SIGKILL);
	if (child->exit_signal != KSPAWN_SIGCHLD)
		return true;
	if (host_of(parent).on_child == child_action::handle)
		kernel::signal(parent);
	return host_of(parent).on_child != child_action::ignore;
}

void kspawn_task_usage(kspawn_task *leader, kspawn_rusage *usage)
{
	if (host_of(leader).st != hproc::used)
		fail("task_usage of a freed task", HERE);
	usage->user[0] = leader->pid;
}

void kspawn_parent_died(kspawn_task *task)
{
	no_core_lock("parent_died");
	hproc &h = host_of(task);
	if (h.st != hproc::used)
		fail("parent_died of a freed task", HERE);
	if (!playing->signals)
		return;
	point(op_kick, task, HERE);
	if (h.st != hproc::used)
		fail("parent_died of a task that is freed meanwhile", HERE);
	step(h.lock, op_kick);
	if (h.dies_with_parent)
		kspawn_kill(task, SIGKILL);
}
