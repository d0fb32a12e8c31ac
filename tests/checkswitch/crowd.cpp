/* tests/checkswitch/crowd.cpp: many tasks that switch to one another at random */
#include "checkswitch.hpp"

namespace checkswitch {
namespace {

constexpr uint32_t depths = 8;
constexpr uint64_t status = 0x5ca1ab1e;

/// The crowd that runs; there is one at a time.
struct state {
	const crowd *all = nullptr;
	random_numbers random{ 0 };
	uint64_t left = 0;      /* switches */
	bool is_ending = false; /* then each task that is entered goes to its end */
	uint32_t ended = 0;     /* tasks */
	task *first = nullptr;
} now;

task &task_of(uint32_t i) { return *reinterpret_cast<task *>(now.all->memory + i * now.all->share); }

void leave_for(task &next, form *how)
{
	task &self = running();
	for (size_t i = 0; i < TEST_REGISTERS; i++)
		self.in[i] = (now.random() & registers[i].mask) | registers[i].always;
	switch_to(self, next, how);
}

/// From a call depth of its own, with something on the stack at each.
__attribute__((noinline)) void descend(uint32_t depth)
{
	volatile uint64_t canary[3];
	const uint64_t value = now.random();
	for (auto &word : canary)
		word = value;
	if (depth)
		descend(depth - 1);
	else
		leave_for(task_of(now.random.below(now.all->tasks)), now.all->ways[now.random.below(now.all->ways_count)]);
	for (auto &word : canary)
		if (word != value)
			checkswitch_complain("a word on the stack", word, value);
}

void wander()
{
	while (now.left > 0) {
		now.left--;
		descend(now.random.below(depths));
	}
}

void enter(kspawn_thread *) { check_entry(in_schedule_tail, running()); }

int body(void *arg)
{
	check_entry(in_fn, running());
	if (arg != &running())
		checkswitch_complain("the argument of fn", reinterpret_cast<uintptr_t>(arg),
				     reinterpret_cast<uintptr_t>(&running()));
	wander();
	while (!now.is_ending)
		leave_for(*now.first, kspawn_switch_to);
	return int(status);
}

void returned(int rv)
{
	check_entry(in_fn_returned, running());
	if (rv != int(status))
		checkswitch_complain("what fn returned", uint64_t(rv), status);
}

void end(kspawn_pt_regs *)
{
	check_entry(in_return_to_user, running());
	now.ended++;
	leave_for(*now.first, now.all->ends_by);
}

void make_fresh(task &self)
{
	auto *memory = reinterpret_cast<unsigned char *>(&self) + ((sizeof(task) + 63) & ~size_t(63));
	self.stack.lowest = memory + stack::zone;
	self.stack.size = size_t(reinterpret_cast<unsigned char *>(&self) + now.all->share - memory) - 2 * stack::zone;
	self.stack.poison();
	kspawn_thread_args args = {};
	args.fn = kspawn_test_fn;
	args.arg = &self;
	bear(self, args);
	self.flags = TEST_FLAGS_USED;
}

} // namespace

uint32_t run(const crowd &all)
{
	now = {};
	now.all = &all;
	now.random = random_numbers(all.seed);
	now.left = all.switches;
	now.first = &task_of(0);
	*now.first = {};
	now.first->flags = TEST_FLAGS_CALM;
	for (uint32_t i = 1; i < all.tasks; i++)
		make_fresh(task_of(i));
	start_over(*now.first);
	on({ enter, body, returned, end });
	wander();
	now.is_ending = true;
	for (uint32_t i = 1; i < all.tasks; i++)
		leave_for(task_of(i), all.wakes_by);
	return now.ended;
}

} // namespace checkswitch
