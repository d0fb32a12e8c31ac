/* sched.c: the scheduler: a queue for each processor, sleepers by the word they wait on, kernel preemption */
#include <linux/time.h>

#include <kspawn/kthread.h>
#include <kspawn/trace.h>
#include <kspawn/wait.h>

#include "kernel.h"

enum { BUCKETS = 64 };

static uint32_t idle_cpus;         /* a bit for each that found nothing to run */
static struct spinlock sleep_lock; /* comes before a queue's lock */
static struct kspawn_waiters sleepers;
static struct kspawn_waiter *buckets[BUCKETS];
static struct process *timed;

void scheduler_start(void) { kspawn_waiters_init(&sleepers, buckets, BUCKETS); }

void scheduler_adopt(struct cpu *cpu, void *stack, size_t size)
{
	struct kspawn_task *idle = &cpu->idle.task;

	kspawn_rq_init(&cpu->ready, cpu->slots, 1, QUEUE);
	if (kspawn_fork_idle(idle))
		kspawn_panic("cannot create the idle task");
	idle->stack = stack;
	idle->stack_size = size;
	cpu->idle.cpu = cpu;
	cpu->current = idle;
	kspawn_entry_set_task(&cpu->entry, idle);
}

/* ---- queues ---- */

static uint32_t bit_of(const struct cpu *cpu) { return 1u << cpu->number; }

/* An idle processor looks for work: the queue's task, if it may run it, or any other. */
static void rouse(const struct cpu *preferred)
{
	const struct cpu *cpu = preferred;
	uint32_t idle;

	__atomic_thread_fence(__ATOMIC_SEQ_CST); /* it is idle, or it sees what was queued */
	idle = __atomic_load_n(&idle_cpus, __ATOMIC_RELAXED);
	if (!idle)
		return;
	for (unsigned n = 0; !(idle & bit_of(cpu)); n++)
		cpu = &cpus[n];
	idle = __atomic_fetch_and(&idle_cpus, ~bit_of(cpu), __ATOMIC_SEQ_CST);
	if ((idle & bit_of(cpu)) && cpu != this_cpu())
		machine_interrupt_cpu(cpu);
}

static void push(struct cpu *cpu, struct kspawn_task *task)
{
	spin_lock(&cpu->lock);
	if (kspawn_rq_push(&cpu->ready, task, 0))
		kspawn_panic("a task is in the run queue twice");
	spin_unlock(&cpu->lock, false);
}

/* A task that was woken on its way to sleep, or gave way, may still be on its processor, which alone may take it. */
static bool runs_elsewhere(const struct kspawn_task *task)
{
	return __atomic_load_n(&task->on_cpu, __ATOMIC_ACQUIRE) && task != this_cpu()->current;
}

static struct kspawn_task *take(struct cpu *from)
{
	struct kspawn_task *task;

	spin_lock(&from->lock);
	task = kspawn_rq_pop(&from->ready);
	if (task && runs_elsewhere(task)) {
		kspawn_rq_push(&from->ready, task, 0);
		task = NULL;
	}
	spin_unlock(&from->lock, false);
	return task;
}

static bool has_work(const struct cpu *cpu)
{
	return __atomic_load_n(&cpu->ready.tail[0], __ATOMIC_SEQ_CST) != __atomic_load_n(&cpu->ready.head[0], __ATOMIC_SEQ_CST);
}

static struct kspawn_task *choose(struct cpu *here)
{
	struct kspawn_task *task = has_work(here) ? take(here) : NULL;

	for (unsigned n = 0; n < CPUS_MAX && !task; n++) {
		if (has_work(&cpus[n]))
			task = take(&cpus[n]);
	}
	return task ? task : &here->idle.task;
}

/* What follows every switch. */
static void switched(struct kspawn_thread *prev)
{
	const struct kspawn_task *task = (const struct kspawn_task *)prev;
	const bool dead = __atomic_load_n(&task->state, __ATOMIC_RELAXED) == KSPAWN_TASK_DEAD;

	kspawn_finish_switch(prev);
	if (dead)
		processes_leave(-1);
}

/* ---- the switch: interrupts are off; the caller has queued the current task if it is still runnable ---- */

static void schedule(void)
{
	struct cpu *cpu = this_cpu();
	struct kspawn_task *prev = cpu->current, *next = choose(cpu);

	cpu->need_resched = false;
	if (next == prev)
		return;
	if (process_of(prev)->mm)
		kspawn_user_save(process_of(prev)->user_state);
	__atomic_store_n(&next->on_cpu, 1, __ATOMIC_RELAXED);
	__atomic_store_n(&process_of(next)->cpu, cpu, __ATOMIC_SEQ_CST);
	cpu->current = next;
	kspawn_entry_set_task(&cpu->entry, next);
	machine_wire_stack(next->stack);
	mm_load(process_of(next)->mm);
	if (process_of(next)->mm)
		kspawn_user_load(process_of(next)->user_state);
	switched(kspawn_switch_to(&prev->thread, &next->thread));
}

void kspawn_schedule_tail(struct kspawn_thread *prev)
{
	switched(prev);
	interrupts_enable();
}

void yield(void)
{
	const uintptr_t interrupts = interrupts_disable();
	struct cpu *cpu = this_cpu();

	cpu->need_resched = false;
	if (has_work(cpu)) {
		push(cpu, cpu->current);
		schedule();
	}
	interrupts_restore(interrupts);
}

static bool work_somewhere(void)
{
	bool any = false;

	for (unsigned n = 0; n < CPUS_MAX && !any; n++)
		any = has_work(&cpus[n]);
	return any;
}

/* Code that queues a task after the last look sees that this processor is idle. */
void idle_loop(void)
{
	interrupts_disable();
	tick_start();
	for (;;) {
		schedule();
		__atomic_fetch_or(&idle_cpus, bit_of(this_cpu()), __ATOMIC_SEQ_CST);
		if (!work_somewhere())
			interrupts_wait();
		__atomic_fetch_and(&idle_cpus, ~bit_of(this_cpu()), __ATOMIC_SEQ_CST);
	}
}

void kspawn_sched_yield(void) { yield(); }

void kspawn_final_switch(void)
{
	interrupts_disable();
	kspawn_task_finish(kspawn_current());
	schedule();
	kspawn_panic("an exited task resumed");
}

struct kspawn_task *kspawn_current(void) { return current_task(); }

void kspawn_task_publish(struct kspawn_task *task)
{
	const uintptr_t interrupts = interrupts_disable();

	process_of(task)->cpu = this_cpu();
	push(this_cpu(), task);
	rouse(this_cpu());
	interrupts_restore(interrupts);
}

/* ---- sleep ---- */

/* Where it went to sleep: it may not be off that processor yet. */
static void wake(struct process *p)
{
	p->asleep = false;
	kspawn_trace_sched_wakeup(&p->task);
	push(p->cpu, &p->task);
	rouse(p->cpu);
}

/* Wakes a task that waits for a word, without an event on it. */
static void wake_waiter(struct process *p)
{
	kspawn_waiters_remove(&p->waiter);
	wake(p);
}

static void add_timed(struct process *p)
{
	struct process **at = &timed;

	while (*at && (*at)->wake_at <= p->wake_at)
		at = &(*at)->next_timed;
	p->next_timed = *at;
	*at = p;
}

static void end_timed(struct process *p)
{
	const uintptr_t interrupts = spin_lock(&sleep_lock);
	struct process **at = &timed;

	while (*at && *at != p)
		at = &(*at)->next_timed;
	if (*at)
		*at = p->next_timed;
	spin_unlock(&sleep_lock, interrupts);
}

static int why_awake(struct process *p, enum kspawn_sleep how)
{
	if (how != KSPAWN_UNINTERRUPTIBLE && is_killed(p))
		return -EINTR;
	return how == KSPAWN_INTERRUPTIBLE && kspawn_signal_pending(&p->task) ? -KSPAWN_ERESTARTSYS : 0;
}

/* `until` is a time of `clock`, which is read under the lock: code that sets the clock sees all tasks that sleep by it. */
static int sleep_on(const uint32_t *word, uint32_t seen, enum kspawn_sleep how, int clock, uint64_t until)
{
	struct process *p = current();
	uintptr_t interrupts = spin_lock(&sleep_lock);
	int err = why_awake(p, how);

	if (err || __atomic_load_n(word, __ATOMIC_ACQUIRE) != seen) {
		spin_unlock(&sleep_lock, interrupts);
		return err;
	}
	p->waiter = (struct kspawn_waiter){ .word = word, .task = &p->task };
	kspawn_waiters_add(&sleepers, &p->waiter);
	p->asleep = true;
	p->how = how;
	p->by_date = clock != CLOCK_MONOTONIC;
	if (until) {
		p->wake_at = clock_time(clock, until);
		add_timed(p);
		timer_want(p->wake_at);
	}
	spin_unlock(&sleep_lock, false);
	schedule();
	if (until)
		end_timed(p);
	interrupts_restore(interrupts);
	return why_awake(p, how);
}

int kspawn_wait_word(const uint32_t *word, uint32_t seen, enum kspawn_sleep how)
{
	return sleep_on(word, seen, how, CLOCK_MONOTONIC, 0);
}

/* -EINTR, since a call that is made again would wait for the whole time. */
int kspawn_wait_word_until(const uint32_t *word, uint32_t seen, enum kspawn_sleep how, enum kspawn_clock clock, uint64_t until)
{
	const int by = clock == KSPAWN_CLOCK_REALTIME ? CLOCK_REALTIME : CLOCK_MONOTONIC;
	const int err = sleep_on(word, seen, how, by, until ? until : 1); /* 0 is no time */

	return err ? -EINTR : clock_now(by) >= until ? -ETIMEDOUT : 0;
}

uint64_t kspawn_clock_now(void) { return machine_now(); }

int wait_by_clock(const uint32_t *word, uint32_t seen, int clock, uint64_t until)
{
	const int err = sleep_on(word, seen, KSPAWN_INTERRUPTIBLE, clock, until);

	return err ? err : until && clock_now(clock) >= until ? -ETIMEDOUT : 0;
}

int wait_interruptible(const uint32_t *word, uint32_t seen, uint64_t until)
{
	return wait_by_clock(word, seen, CLOCK_MONOTONIC, until);
}

void kspawn_wake_word(const uint32_t *word)
{
	uintptr_t interrupts = spin_lock(&sleep_lock);
	struct kspawn_task *task;

	while ((task = kspawn_waiters_take(&sleepers, word)))
		wake(process_of(task));
	spin_unlock(&sleep_lock, interrupts);
}

void wake_event(uint32_t *word)
{
	__atomic_fetch_add(word, 1, __ATOMIC_RELEASE);
	kspawn_wake_word(word);
}

/* In user mode, on another processor: its next stop is the border. */
static void interrupt(struct process *p)
{
	struct cpu *cpu;

	__atomic_thread_fence(__ATOMIC_SEQ_CST); /* it is there, or it sees what it is interrupted for */
	cpu = __atomic_load_n(&p->cpu, __ATOMIC_RELAXED);
	if (__atomic_load_n(&p->task.on_cpu, __ATOMIC_ACQUIRE) && cpu != this_cpu())
		machine_interrupt_cpu(cpu);
}

static void end_sleep(struct process *p, bool of_kill)
{
	uintptr_t interrupts = spin_lock(&sleep_lock);

	if (!p->asleep)
		interrupt(p);
	else if (p->how == KSPAWN_INTERRUPTIBLE || (of_kill && p->how == KSPAWN_KILLABLE))
		wake_waiter(p);
	spin_unlock(&sleep_lock, interrupts);
}

void kspawn_kick(struct kspawn_task *task) { end_sleep(process_of(task), true); }

void kspawn_signal_wake(struct kspawn_task *task) { end_sleep(process_of(task), false); }

uint64_t wake_timed(uint64_t now)
{
	uintptr_t interrupts = spin_lock(&sleep_lock);
	uint64_t next;

	while (timed && timed->wake_at <= now) {
		struct process *p = timed;
		timed = p->next_timed;
		if (p->asleep)
			wake_waiter(p);
	}
	next = timed ? timed->wake_at : UINT64_MAX;
	spin_unlock(&sleep_lock, interrupts);
	return next;
}

void wake_by_date(void)
{
	uintptr_t interrupts = spin_lock(&sleep_lock);

	for (struct process *p = timed; p; p = p->next_timed) {
		if (p->asleep && p->by_date)
			wake_waiter(p);
	}
	spin_unlock(&sleep_lock, interrupts);
}

/* ---- the core's locks ---- */

static struct spinlock core[KSPAWN_LOCK_COUNT];

uintptr_t kspawn_lock(enum kspawn_lock_id id) { return spin_lock(&core[id]); }

void kspawn_unlock(enum kspawn_lock_id id, uintptr_t interrupts) { spin_unlock(&core[id], interrupts); }
