/* bench/life/kernel.cpp: hooks that are calls, and the scheduler */
#include "kernel.hpp"

#include <cstdlib>
#include <cstring>

#include <kspawn/switch_inline.h>

#include "hooks.h"
#include "slab.hpp"

struct life_kernel life;

namespace {

kspawn_task *pop()
{
	kspawn_task *next = kspawn_rq_pop(&life.ready);
	return next ? next : &life.idle;
}

} // namespace

__attribute__((noinline)) void life_schedule()
{
	kspawn_task *prev = life.current, *next = pop();
	if (next == prev)
		return;
	life.current = next;
	next->on_cpu = 1;
	kspawn_task_switched(kspawn_switch_inline(&prev->thread, &next->thread));
}

void kspawn_schedule_tail(kspawn_thread *prev)
{
	kspawn_task_switched(prev);
}

void kspawn_final_switch()
{
	kspawn_task *prev = life.current, *next = pop();
	kspawn_task_finish(prev);
	life.current = next;
	next->on_cpu = 1;
	kspawn_switch_away(&prev->thread, &next->thread);
}

int kspawn_task_alloc(kspawn_task **out)
{
	life_task *block = life.free;
	if (!block)
		return -KSPAWN_ENOMEM;
	kspawn_task *task = &block->task;
	const int pid = kspawn_pid_alloc(&life.pids, task);
	if (pid < 0)
		return pid;
	life.free = block->next_free;
	void *stack = block->stack;
	const size_t stack_size = block->stack_size;
	*task = {};
	task->pid = pid;
	task->stack = stack;
	task->stack_size = stack_size;
	*out = task;
	return 0;
}

void kspawn_task_free(kspawn_task *task)
{
	kspawn_pid_free(&life.pids, task->pid);
	auto *block = reinterpret_cast<life_task *>(task);
	block->next_free = life.free;
	life.free = block;
}

int kspawn_wait_word(const uint32_t *word, uint32_t seen, bool killable)
{
	kspawn_task *self = life.current;
	if (killable && (self->flags & KSPAWN_TF_KILLED))
		return -KSPAWN_EINTR;
	if (*word != seen)
		return 0;
	kspawn_waiter sleeper = {};
	sleeper.word = word;
	sleeper.task = self;
	kspawn_waiters_add(&life.waiters, &sleeper);
	life.sleepers++;
	life_schedule();
	return 0;
}
