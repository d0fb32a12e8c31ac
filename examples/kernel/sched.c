/* sched.c: who runs: one queue, sleepers by the word they wait on, kernel preemption */
#include <kspawn/kthread.h>
#include <kspawn/wait.h>

#include "kernel.h"

enum { QUEUE = 2 * TASKS_MAX, BUCKETS = 64, HZ = 250 };

/* Held across the switch: the next task lets go of it. */
static struct spinlock lock;
static struct kspawn_rq ready;
static struct kspawn_task *ready_slots[QUEUE];
static struct kspawn_waiters sleepers;
static struct kspawn_waiter *buckets[BUCKETS];
static struct process *timed;
static uint64_t tick_ns, tick_count;

struct cpu boot_cpu;

void scheduler_start(void *boot_stack, size_t size)
{
	struct kspawn_task *idle = &boot_cpu.idle.task;

	kspawn_rq_init(&ready, ready_slots, 1, QUEUE);
	kspawn_waiters_init(&sleepers, buckets, BUCKETS);
	if (kspawn_fork_idle(idle))
		kspawn_panic("the idle task was refused");
	idle->stack = boot_stack;
	idle->stack_size = size;
	boot_cpu.current = idle;
	kspawn_entry_use(&boot_cpu.entry, idle);
	tick_ns = divide(1000000000, (uint32_t)boot_option("hz", HZ));
	machine_timer(machine_now() + tick_ns);
}

/* ---- the switch; the caller has the lock ---- */

static void push(struct kspawn_task *task)
{
	if (kspawn_rq_push(&ready, task, 0))
		kspawn_panic("a task is in the run queue twice");
}

static void load_user(struct cpu *cpu, struct process *next)
{
	if (!next->mm)
		return;
	kspawn_user_load(next->user_state);
	if (cpu->mm != next->mm)
		machine_load_root(next->mm->root);
	cpu->mm = next->mm;
}

/* What follows every switch, on the stack of whoever goes on. */
static void after_switch(struct kspawn_thread *left)
{
	spin_unlock(&lock, false);
	kspawn_task_switched(left);
}

static void schedule(void)
{
	struct cpu *cpu = this_cpu();
	struct kspawn_task *prev = cpu->current, *next = kspawn_rq_pop(&ready);

	cpu->need_resched = false;
	if (!next)
		next = &cpu->idle.task;
	if (next == prev) {
		spin_unlock(&lock, false);
		return;
	}
	if (process_of(prev)->mm)
		kspawn_user_save(process_of(prev)->user_state);
	next->on_cpu = 1;
	cpu->current = next;
	kspawn_entry_use(&cpu->entry, next);
	machine_wire_stack(next->stack);
	load_user(cpu, process_of(next));
	after_switch(kspawn_switch_to(&prev->thread, &next->thread));
}

void kspawn_schedule_tail(struct kspawn_thread *prev)
{
	after_switch(prev);
	interrupts_enable();
}

void yield(void)
{
	uintptr_t interrupts = spin_lock(&lock);

	if (this_cpu()->current != &this_cpu()->idle.task)
		push(this_cpu()->current);
	schedule();
	interrupts_restore(interrupts);
}

void idle_loop(void)
{
	interrupts_disable();
	for (;;) {
		yield();
		if (!ready.ready)
			interrupts_wait();
	}
}

void kspawn_sched_yield(void)
{
	yield();
}

void kspawn_final_switch(void)
{
	interrupts_disable();
	kspawn_task_finish(kspawn_current());
	spin_lock(&lock);
	schedule();
	kspawn_panic("a dead task runs");
}

struct kspawn_task *kspawn_current(void)
{
	return this_cpu()->current;
}

void kspawn_task_publish(struct kspawn_task *task)
{
	uintptr_t interrupts = spin_lock(&lock);

	push(task);
	spin_unlock(&lock, interrupts);
}

/* ---- sleep ---- */

static bool killed(const struct process *p)
{
	return __atomic_load_n(&p->task.flags, __ATOMIC_ACQUIRE) & KSPAWN_TF_KILLED;
}

static void wake(struct process *p)
{
	p->asleep = false;
	push(&p->task);
}

static void add_timed(struct process *p)
{
	struct process **at = &timed;

	while (*at && (*at)->wake_at <= p->wake_at)
		at = &(*at)->next_timed;
	p->next_timed = *at;
	*at = p;
}

static void remove_timed(struct process *p)
{
	for (struct process **at = &timed; *at; at = &(*at)->next_timed) {
		if (*at == p) {
			*at = p->next_timed;
			return;
		}
	}
}

static int why_awake(const struct process *p, bool killable, bool interruptible)
{
	if ((killable || interruptible) && killed(p))
		return -EINTR;
	return interruptible && signal_waiting(p) ? -EINTR : 0;
}

static int sleep_on(const uint32_t *word, uint32_t seen, bool killable, bool interruptible, uint64_t until)
{
	struct process *p = current();
	uintptr_t interrupts = spin_lock(&lock);
	int err = why_awake(p, killable, interruptible);

	if (err || __atomic_load_n(word, __ATOMIC_ACQUIRE) != seen) {
		spin_unlock(&lock, interrupts);
		return err;
	}
	p->waiter = (struct kspawn_waiter){ .word = word, .task = &p->task };
	kspawn_waiters_add(&sleepers, &p->waiter);
	p->asleep = true;
	p->killable = killable;
	p->interruptible = interruptible;
	p->wake_at = until;
	if (until)
		add_timed(p);
	schedule();
	if (until)
		remove_timed(p);
	interrupts_restore(interrupts);
	return why_awake(p, killable, interruptible);
}

int kspawn_wait_word(const uint32_t *word, uint32_t seen, bool killable)
{
	return sleep_on(word, seen, killable, false, 0);
}

int wait_interruptible(const uint32_t *word, uint32_t seen, uint64_t until)
{
	const int err = sleep_on(word, seen, true, true, until);

	return err ? err : until && machine_now() >= until ? -ETIMEDOUT : 0;
}

void kspawn_wake_word(const uint32_t *word)
{
	uintptr_t interrupts = spin_lock(&lock);
	struct kspawn_task *task;

	while ((task = kspawn_waiters_take(&sleepers, word)))
		wake(process_of(task));
	spin_unlock(&lock, interrupts);
}

void wake_event(uint32_t *word)
{
	__atomic_fetch_add(word, 1, __ATOMIC_RELEASE);
	kspawn_wake_word(word);
}

static void end_sleep(struct process *p, bool of_kind)
{
	uintptr_t interrupts = spin_lock(&lock);

	if (p->asleep && of_kind) {
		kspawn_waiters_remove(&p->waiter);
		wake(p);
	}
	spin_unlock(&lock, interrupts);
}

void kspawn_kick(struct kspawn_task *task)
{
	struct process *p = process_of(task);

	end_sleep(p, p->killable || p->interruptible);
}

void wake_for_signal(struct process *p)
{
	end_sleep(p, p->interruptible);
}

/* ---- time ---- */

static void wake_timed(uint64_t now)
{
	uintptr_t interrupts = spin_lock(&lock);

	while (timed && timed->wake_at <= now) {
		struct process *p = timed;
		timed = p->next_timed;
		if (p->asleep) {
			kspawn_waiters_remove(&p->waiter);
			wake(p);
		}
	}
	spin_unlock(&lock, interrupts);
}

void tick(void)
{
	const uint64_t now = machine_now();

	tick_count++;
	machine_timer(now + tick_ns);
	wake_timed(now);
	console_poll();
	this_cpu()->need_resched = true;
}

uint64_t ticks(void)
{
	return tick_count;
}

/* ---- the core's locks ---- */

static struct spinlock core[KSPAWN_LOCK_COUNT];

uintptr_t kspawn_lock(enum kspawn_lock_id id)
{
	return spin_lock(&core[id]);
}

void kspawn_unlock(enum kspawn_lock_id id, uintptr_t interrupts)
{
	spin_unlock(&core[id], interrupts);
}
