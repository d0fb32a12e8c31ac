/* src/hosted/scheduler.cpp: which task runs on which processor */
#include "scheduler.hpp"

#include <algorithm>
#include <csignal>
#include <mutex>
#include <sched.h>
#include <utility>

#include <kspawn/errno.h>
#include <kspawn/fork.h>
#include <kspawn/futex.h>
#include <kspawn/kthread.h>
#include <kspawn/signal.h>
#include <kspawn/trace.h>
#include <kspawn/wait.h>

#include "host_error.hpp"
#include "machine.hpp"
#include "processor.hpp"
#include "spinlock.hpp"
#include "stacks.hpp"
#include "trap.hpp"

using namespace kspawn::hosted;

namespace {

constexpr uint32_t level_first = 0, level_normal = 1;

/// Queues, sleeping tasks and idle processors; never held across a switch.
spinlock scheduler_lock;
spinlock core_locks[KSPAWN_LOCK_COUNT];
unsigned dozing;

using hold = std::lock_guard<spinlock>;

void push(kspawn_task *task, uint32_t level = level_normal)
{
	processor &there = *the_machine().processors[process::of(task).cpu];
	if (kspawn_rq_push(&there.queue, task, level))
		die("a task is in the run queue twice");
	if (there.dozes)
		there.ring();
}

/// A sleeper is queued where it ran, so that it is off that processor by the
/// time it is taken.
void wake(kspawn_task *task)
{
	process::of(task).asleep = false;
	kspawn_trace_sched_wakeup(task);
	push(task);
}

/* The clock is the machine's own. Each look at a queue takes 1 us, and when every processor dozes it is at once the time
 * that the next task waits for. So no test waits, or depends on how busy the computer is. */
constexpr uint64_t step_ns = 1000;
constexpr uint64_t real_time_ahead = 1'000'000'000'000; /* of the clock that never goes back */

bool time_is_up(const process &p) { return p.wake_at && p.wake_at <= the_machine().now; }

void wake_timed()
{
	for (process *p : the_machine().timed)
		if (p->asleep && time_is_up(*p)) {
			kspawn_waiters_remove(&p->sleep);
			wake(&p->task);
		}
}

/// False if no task waits for a time.
bool skip_to_next_time()
{
	machine &m = the_machine();
	uint64_t next = 0;
	for (const process *p : m.timed)
		if (p->asleep && (!next || p->wake_at < next))
			next = p->wake_at;
	if (next > m.now)
		m.now = next;
	wake_timed();
	return next != 0;
}

bool runs_elsewhere(const kspawn_task *task)
{
	return __atomic_load_n(&task->on_cpu, __ATOMIC_ACQUIRE) && task != kspawn_current();
}

/// The next task; one that migrates here may still be on its way off another
/// processor and is left in the queue until then.
kspawn_task *take(processor &here)
{
	hold lock(scheduler_lock);
	if (the_machine().off)
		return &here.idle.task;
	the_machine().now += step_ns;
	wake_timed();
	kspawn_task *task = kspawn_rq_pop(&here.queue);
	if (!task)
		return &here.idle.task;
	if (!runs_elsewhere(task))
		return task;
	push(task);
	return &here.idle.task;
}

/// Returns false if there is no other task to run.
bool schedule_on(processor &here)
{
	kspawn_task *prev = kspawn_current();
	kspawn_task *next = take(here);
	if (next == prev)
		return false;
	the_machine().counted.switches++;
	__atomic_store_n(&next->on_cpu, 1, __ATOMIC_RELAXED);
	if (here.signal_stack_task)
		*here.signal_stack_task = next;
	process &from = process::of(prev), &to = process::of(next);
	from.fiber.leave_for(to.fiber, to.kernel_block + stack_bottom, stack_block - stack_bottom);
	kspawn_thread *left = kspawn_switch_to_fp(&prev->thread, &next->thread);
	from.fiber.arrive();
	kspawn_finish_switch(left);
	return true;
}

/// Why a sleep ends, or 0. Under the scheduler's lock.
int sleep_ends(process &p, kspawn_sleep how)
{
	if (how != KSPAWN_UNINTERRUPTIBLE && (__atomic_load_n(&p.task.flags, __ATOMIC_ACQUIRE) & KSPAWN_TF_KILLED))
		return -KSPAWN_EINTR;
	if (how != KSPAWN_INTERRUPTIBLE)
		return 0;
	if (std::exchange(p.signalled, false))
		return -KSPAWN_EINTR;
	return kspawn_signal_pending(&p.task) ? -KSPAWN_ERESTARTSYS : 0;
}

void end_sleep(process &p)
{
	kspawn_waiters_remove(&p.sleep);
	wake(&p.task);
}

void set_time(process &p, uint64_t until)
{
	std::vector<process *> &timed = the_machine().timed;
	if (p.wake_at)
		timed.erase(std::find(timed.begin(), timed.end(), &p));
	p.wake_at = until;
	if (until)
		timed.push_back(&p);
}

/// Under the scheduler's lock.
int why_awake(process &p, kspawn_sleep how)
{
	const int err = sleep_ends(p, how);
	return err ? err : time_is_up(p) ? -KSPAWN_ETIMEDOUT : 0;
}

/// Returns true if the current task must switch away; otherwise the reason in `err`.
bool fall_asleep(const uint32_t *word, uint32_t seen, kspawn_sleep how, uint64_t until, int &err)
{
	hold lock(scheduler_lock);
	process &p = process::current();
	set_time(p, until);
	err = why_awake(p, how);
	p.asleep = !err && __atomic_load_n(word, __ATOMIC_ACQUIRE) == seen;
	if (!p.asleep) {
		set_time(p, 0);
		return false;
	}
	p.sleep.word = word;
	p.sleep.task = &p.task;
	kspawn_waiters_add(&the_machine().sleepers, &p.sleep);
	p.how = how;
	return true;
}

/// Sleeps until the time `until` of the machine's clock, unless it is 0.
int sleep_on(const uint32_t *word, uint32_t seen, kspawn_sleep how, uint64_t until)
{
	may_sleep();
	int err;
	if (!fall_asleep(word, seen, how, until, err))
		return err;
	schedule();
	hold lock(scheduler_lock);
	process &p = process::current();
	err = why_awake(p, how);
	set_time(p, 0);
	return err;
}

bool is_user(const kspawn_task *task) { return !(task->flags & KSPAWN_TF_KTHREAD); }

unsigned first_place(const kspawn_task *task)
{
	const machine &m = the_machine();
	if (is_user(task))
		return 0;
	return m.options.creations_spread ? unsigned(m.counted.creations % m.options.processors) : process::current().cpu;
}

bool work_somewhere()
{
	for (const auto &p : the_machine().processors)
		if (p->queue.ready)
			return true;
	return false;
}

/// False if there is work.
bool doze(processor &here)
{
	const uint32_t seen = here.bell.load();
	{
		hold lock(scheduler_lock);
		if (here.queue.ready || the_machine().off)
			return false;
		here.dozes = true;
		if (++dozing == the_machine().options.processors && !work_somewhere() && !skip_to_next_time())
			the_machine().halt("every task sleeps and nothing can wake one");
	}
	here.doze(seen);
	hold lock(scheduler_lock);
	here.dozes = false;
	dozing--;
	return true;
}

} // namespace

void kspawn::hosted::idle_loop(processor &here)
{
	while (!the_machine().off) {
		/* a queued task that cannot run yet is still leaving another processor */
		if (!schedule_on(here) && !doze(here))
			sched_yield();
	}
}

void kspawn::hosted::schedule() { schedule_on(this_processor()); }

void kspawn::hosted::yield()
{
	{
		hold lock(scheduler_lock);
		push(kspawn_current());
	}
	schedule();
}

void kspawn::hosted::migrate(unsigned number)
{
	process &p = process::current();
	processor &here = this_processor();
	if (here.number == number)
		return;
	{
		hold lock(scheduler_lock);
		p.cpu = number;
		push(&p.task);
	}
	schedule_on(here);
}

void kspawn::hosted::interrupt(kspawn_task *task)
{
	process &p = process::of(task);
	hold lock(scheduler_lock);
	p.signalled = true;
	if (p.asleep && p.how == KSPAWN_INTERRUPTIBLE)
		end_sleep(p);
}

void kspawn::hosted::may_sleep()
{
	if (this_processor().locks_held)
		kspawn_panic("a hook that may sleep was called under a lock of the core");
	if (the_machine().options.switch_in_hooks && !(kspawn_current()->flags & KSPAWN_TF_IDLE))
		yield();
}

void kspawn_schedule_tail(kspawn_thread *prev)
{
	process::current().fiber.arrive();
	kspawn_finish_switch(prev);
}

kspawn_task *kspawn_current()
{
	const auto sp = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
	return *reinterpret_cast<kspawn_task **>(sp & ~(stack_block - 1));
}

void kspawn_task_publish(kspawn_task *task)
{
	machine &m = the_machine();
	trace_creation(task);
	const bool first = m.options.child_first && !(kspawn_current()->flags & KSPAWN_TF_IDLE);
	{
		hold lock(scheduler_lock);
		process::of(task).cpu = first_place(task);
		m.counted.creations++;
		push(task, first ? level_first : level_normal);
	}
	if (first)
		yield();
}

int kspawn_wait_word(const uint32_t *word, uint32_t seen, kspawn_sleep how) { return sleep_on(word, seen, how, 0); }

int kspawn_wait_word_until(const uint32_t *word, uint32_t seen, kspawn_sleep how, kspawn_clock clock, uint64_t until)
{
	const uint64_t ahead = clock == KSPAWN_CLOCK_REALTIME ? real_time_ahead : 0;
	const int err = sleep_on(word, seen, how, until > ahead ? until - ahead : 1);
	return err == -KSPAWN_ERESTARTSYS ? -KSPAWN_EINTR : err;
}

uint64_t kspawn_clock_now()
{
	hold lock(scheduler_lock);
	return the_machine().now;
}

void kspawn_wake_word(const uint32_t *word)
{
	hold lock(scheduler_lock);
	while (kspawn_task *task = kspawn_waiters_take(&the_machine().sleepers, word))
		wake(task);
}

uintptr_t kspawn_lock(kspawn_lock_id id)
{
	if (the_machine().stopped)
		return 0;
	processor &here = this_processor();
	if (here.locks_held & (1u << id))
		kspawn_panic("a lock of the core is taken twice: a hook that is called under it calls the core");
	if (id == KSPAWN_LOCK_TREE && here.locks_held)
		kspawn_panic("the lock of the tree is taken inside another");
	core_locks[id].lock();
	here.locks_held |= 1u << id;
	return 0;
}

void kspawn_unlock(kspawn_lock_id id, uintptr_t)
{
	if (the_machine().stopped)
		return;
	this_processor().locks_held &= ~(1u << id);
	core_locks[id].unlock();
}

void kspawn_kick(kspawn_task *task)
{
	process &p = process::of(task);
	hold lock(scheduler_lock);
	if (p.asleep && p.how != KSPAWN_UNINTERRUPTIBLE) {
		end_sleep(p);
	} else if (is_user(task) && runs_elsewhere(task)) {
		interrupt_user_mode();
	}
}

void kspawn_signal_wake(kspawn_task *task)
{
	process &p = process::of(task);
	hold lock(scheduler_lock);
	if (p.asleep && p.how == KSPAWN_INTERRUPTIBLE) {
		end_sleep(p);
	} else if (!p.asleep && is_user(task) && runs_elsewhere(task)) {
		interrupt_user_mode();
	}
}

void kspawn_task_exiting(kspawn_task *task)
{
	may_sleep();
	trace_end(task);
	kspawn_futex_exit(task);
	kspawn_exit_resources(task);
	kspawn_reparent_children(task);
}

void kspawn_process_dead(kspawn_task *leader) { kspawn_notify_parent(leader); }

void kspawn_final_switch()
{
	kspawn_task_finish(kspawn_current());
	schedule();
	die("an exited task resumed");
}

bool kspawn_child_event(kspawn_task *parent, kspawn_task *child)
{
	const bool kept = kspawn_signal_child(parent, child);
	return kept && (child->exit_signal != KSPAWN_SIGCHLD || !process::of(parent).ignores_children);
}

kspawn_task *kspawn_init_task() { return the_machine().pids.slots[1].task; }

void kspawn_sched_yield() { yield(); }

void kspawn_panic(const char *why)
{
	machine &m = the_machine();
	kspawn_task *task = kspawn_current();
	const kspawn_task *leader = task->leader;
	const bool init_ended = leader == kspawn_init_task() && (task->flags & KSPAWN_TF_LAST);
	if (init_ended)
		m.result.status = leader->flags & KSPAWN_TF_GROUP_EXIT ? leader->group_code : leader->exit_code;
	processor &here = this_processor();
	for (int id = 0; id < KSPAWN_LOCK_COUNT; id++)
		if (here.locks_held & (1u << id))
			kspawn_unlock(kspawn_lock_id(id), 0);
	m.halt(init_ended ? "" : why);
	schedule_on(here);
	die("the machine runs after its end");
}
