/* bench/life/kernel.cpp: hooks that are calls, and the scheduler */
#include "kernel.hpp"

#include <kspawn/errno.h>
#include <kspawn/switch_inline.h>

struct life_state life;

namespace {

/// What init is to do; `asked` counts and is slept on.
struct {
	uint32_t asked, done;
	void (*what)(uint64_t n);
	uint64_t n;
} job;

constexpr decltype(job) no_job = {};
constexpr life_state empty = {};

__attribute__((noinline)) void schedule()
{
	kspawn_task *prev = life.current, *next = life_next();
	if (next != prev)
		kspawn_finish_switch(kspawn_switch_inline(&prev->thread, &next->thread));
}

int init_main(void *)
{
	for (uint32_t seen = 0;; seen++) {
		while (job.asked == seen)
			kspawn_wait_word(&job.asked, seen, KSPAWN_UNINTERRUPTIBLE);
		job.what(job.n);
		job.done++;
	}
}

template <class T>
T *some(bench::life_kernel::memory zeroes, size_t count)
{
	return static_cast<T *>(zeroes(count * sizeof(T)));
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

void boot(uint32_t tasks, uint32_t ready, size_t stack_size, memory zeroes)
{
	life = empty;
	job = no_job;
	tasks++; /* init */
	const uint32_t room = power_of_two(ready + 1), all = power_of_two(tasks), buckets = all > 8 ? all / 4 : all;
	life.ready = { some<kspawn_task *>(zeroes, room), room - 1, 0, 0 };
	kspawn_waiters_init(&life.waiters, some<kspawn_waiter *>(zeroes, buckets), buckets);
	kspawn_pid_init(&life.pids, some<kspawn_pid_slot>(zeroes, tasks + 1), tasks + 1);
	life.tasks = some<kspawn_task>(zeroes, tasks);
	const auto shift = uint32_t(__builtin_ctz(unsigned(stack_size)));
	life.stacks = { some<unsigned char>(zeroes, tasks * stack_size), shift, 12 - shift, (1u << shift) / 64 / 2 - 1 };
	for (uint32_t i = tasks; i-- > 0;) {
		life_place_stack(&life.tasks[i]);
		life_cache(&life.tasks[i]);
	}
	for (uint32_t i = tasks; i-- > 0;) {
		life_place_stack(&life.tasks[i]);
		life_cache(&life.tasks[i]);
	}
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
	life_push(life.current);
	schedule();
}

} // namespace bench::life_kernel

void kspawn_schedule_tail(kspawn_thread *prev) { kspawn_finish_switch(prev); }

int kspawn_wait_word(const uint32_t *word, uint32_t seen, kspawn_sleep how)
{
	kspawn_task *self = life.current;
	if (how != KSPAWN_UNINTERRUPTIBLE && (self->flags & KSPAWN_TF_KILLED))
		return -KSPAWN_EINTR;
	if (*word != seen)
		return 0;
	kspawn_waiter sleeper = { word, self, nullptr, nullptr, nullptr };
	kspawn_waiters_add(&life.waiters, &sleeper);
	life.sleepers++;
	schedule();
	return 0;
}

void kspawn_return_to_user(kspawn_pt_regs *) { __builtin_trap(); }

void kspawn_panic(const char *) { __builtin_trap(); }
