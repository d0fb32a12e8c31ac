/* layer0.c: threads: one queue of the tasks that can run, and the switch */
#include "kernel.h"

static struct kspawn_rq queue;
static struct kspawn_task *slots[TASKS];

void scheduler_start(void)
{
	if (kspawn_rq_init(&queue, slots, 1, TASKS) || kspawn_fork_idle(&cpu.idle.task))
		kspawn_panic("there is no scheduler");
	kspawn_entry_set_task(&cpu.entry, cpu.current);
}

void ready(struct kspawn_task *task)
{
	if (kspawn_rq_push(&queue, task, 0))
		kspawn_panic("a task is in the queue twice");
}

void load_user(struct process *p)
{
	machine_load_root(p->mm ? p->mm->root : kernel_root);
	if (p->mm)
		kspawn_user_load(p->user_state);
}

void schedule(void)
{
	struct kspawn_task *prev = cpu.current, *next = kspawn_rq_pop(&queue);

	if (!next)
		next = &cpu.idle.task;
	if (next == prev)
		return;
	if (process_of(prev)->mm)
		kspawn_user_save(process_of(prev)->user_state);
	next->on_cpu = 1;
	cpu.current = next;
	kspawn_entry_set_task(&cpu.entry, next);
	load_user(process_of(next));
	kspawn_finish_switch(kspawn_switch_to(&prev->thread, &next->thread));
}

/* A new thread begins here, and not in schedule(). */
void kspawn_schedule_tail(struct kspawn_thread *prev) { kspawn_finish_switch(prev); }

void yield(void)
{
	if (cpu.current != &cpu.idle.task)
		ready(cpu.current);
	schedule();
}

/* There are no interrupts: what sleeps when this runs sleeps forever. */
void idle_loop(void)
{
	while (queue.ready)
		schedule();
	kspawn_panic("every task sleeps");
}
