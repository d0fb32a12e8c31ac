/* bench/life/kernel.cpp: hooks that are calls, and the scheduler */
#include "kernel.hpp"

#include <cstdlib>

#include <kspawn/errno.h>
#include <kspawn/switch_inline.h>

#include "slab.hpp"

struct life_kernel life;

namespace {

constexpr uint32_t buckets_count = 1024;
kspawn_waiter *buckets[buckets_count];

/// What init is to do; `asked` counts and is slept on.
struct {
	uint32_t asked, done;
	void (*what)(uint64_t n);
	uint64_t n;
} job;

kspawn_task *next_task()
{
	kspawn_task *next = kspawn_rq_pop(&life.ready);
	if (!next)
		next = &life.idle;
	life.current = next;
	next->on_cpu = 1;
	return next;
}

__attribute__((noinline)) void schedule()
{
	kspawn_task *prev = life.current, *next = next_task();
	if (next != prev)
		kspawn_task_switched(kspawn_switch_inline(&prev->thread, &next->thread));
}

int init_main(void *)
{
	for (uint32_t seen = 0;; seen++) {
		while (job.asked == seen)
			kspawn_wait_word(&job.asked, seen, false);
		job.what(job.n);
		job.done++;
	}
}

uint32_t power_of_two(uint32_t n)
{
	uint32_t power = 1;
	while (power < n)
		power *= 2;
	return power;
}

} // namespace

namespace bench::life_kernel {

void boot(uint32_t tasks, size_t stack_size)
{
	tasks++; /* init */
	const uint32_t capacity = power_of_two(tasks);
	life.stack_size = stack_size;
	kspawn_rq_init(&life.ready, static_cast<kspawn_task **>(huge_pages(capacity * sizeof(kspawn_task *))), 1, capacity);
	kspawn_waiters_init(&life.waiters, buckets, buckets_count);
	kspawn_pid_init(&life.pids, static_cast<kspawn_pid_slot *>(huge_pages((tasks + 1) * sizeof(kspawn_pid_slot))), tasks + 1);
	auto *blocks = static_cast<life_block *>(huge_pages(tasks * sizeof(life_block)));
	const slab stacks(tasks, stack_size);
	for (uint32_t i = tasks; i-- > 0;) {
		blocks[i].stack = stacks.stack(i);
		blocks[i].task.sibling = i + 1 < tasks ? &blocks[i + 1].task : nullptr;
	}
	life.free = blocks;
	kspawn_fork_idle(&life.idle);
	life.current = &life.idle;
	const int pid = kspawn_kernel_thread(init_main, nullptr, 0);
	life.init = life.pids.slots[pid].task;
}

void run(void (*what)(uint64_t n), uint64_t n)
{
	job.what = what;
	job.n = n;
	job.asked++;
	kspawn_wake_word(&job.asked);
	while (job.done != job.asked)
		schedule();
}

void yield()
{
	kspawn_rq_push(&life.ready, life.current, 0);
	schedule();
}

} // namespace bench::life_kernel

void kspawn_schedule_tail(kspawn_thread *prev)
{
	kspawn_task_switched(prev);
}

void kspawn_final_switch()
{
	kspawn_task *prev = life.current;
	kspawn_task_finish(prev);
	kspawn_switch_away(&prev->thread, &next_task()->thread);
}

int kspawn_wait_word(const uint32_t *word, uint32_t seen, bool killable)
{
	kspawn_task *self = life.current;
	if (killable && (self->flags & KSPAWN_TF_KILLED))
		return -KSPAWN_EINTR;
	if (*word != seen)
		return 0;
	kspawn_waiter sleeper = { word, self, nullptr, nullptr, nullptr };
	kspawn_waiters_add(&life.waiters, &sleeper);
	life.sleepers++;
	schedule();
	return 0;
}

void kspawn_return_to_user(kspawn_pt_regs *)
{
	std::abort();
}

void kspawn_panic(const char *)
{
	std::abort();
}
