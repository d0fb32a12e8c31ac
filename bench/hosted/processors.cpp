/* bench/hosted/processors.cpp: kernel threads of the machine come and go, on several processors, and wake each other */
#include <kspawn/fork.h>
#include <kspawn/kthread.h>
#include <kspawn/wait.h>

#include "contenders.hpp"
#include "in_machine.hpp"
#include "measure.hpp"
#include "processors.hpp"
#include "scheduler.hpp"

namespace bench {
namespace {

using namespace kspawn::hosted;

/// The caller's processor becomes `number`, and the host thread that it is stays on one of the host's.
void settle(unsigned number)
{
	migrate(number);
	stay_on(number);
}

// ---- create, run, exit, wait ----

const meeting by_sleeping = {
	[](const uint32_t *word, uint32_t seen) { (void)kspawn_wait_word(word, seen, KSPAWN_UNINTERRUPTIBLE); },
	kspawn_wake_word,
};

int nothing(void *) { return 0; }

void creations(uint64_t n)
{
	while (n--) {
		const int pid = kspawn_kernel_thread(nothing, nullptr, KSPAWN_SIGCHLD);
		expect(pid > 0 && kspawn_wait4(pid, nullptr, 0) == pid);
	}
}

struct racer {
	race *in;
	unsigned number;
};

int take_part(void *arg)
{
	const racer me = *static_cast<racer *>(arg);
	settle(me.number);
	me.in->take_part(me.number, creations);
	return 0;
}

std::vector<double> race_creations(const machine_options &options)
{
	race r(options.processors, by_sleeping);
	std::vector<racer> racers;
	for (unsigned number = 0; number < options.processors; number++)
		racers.push_back({ &r, number });
	in_machine(options, [&] {
		for (racer &one : racers)
			expect(kspawn_kernel_thread(take_part, &one, KSPAWN_SIGCHLD) > 0);
		while (kspawn_wait4(-1, nullptr, 0) > 0)
			;
	});
	return r.samples();
}

sampled creations_at_home(uint64_t size) { return race_creations(with_processors(unsigned(size))); }

sampled creations_in_turn(uint64_t size)
{
	machine_options options = with_processors(unsigned(size));
	options.creations_spread = true;
	return race_creations(options);
}

// ---- hand-over ----

enum : uint32_t { of_first, of_second, of_nobody };
uint32_t turn;

void give(uint32_t to)
{
	__atomic_store_n(&turn, to, __ATOMIC_RELEASE);
	kspawn_wake_word(&turn);
}

/// What came in its place.
uint32_t sleep_while(uint32_t value)
{
	uint32_t now;
	while ((now = __atomic_load_n(&turn, __ATOMIC_ACQUIRE)) == value)
		expect(kspawn_wait_word(&turn, value, KSPAWN_UNINTERRUPTIBLE) == 0);
	return now;
}

int answer(void *)
{
	settle(the_machine().options.processors - 1);
	while (sleep_while(of_first) != of_nobody)
		give(of_first);
	return 0;
}

void give_and_take(uint64_t n)
{
	for (; n > 1; n -= 2) {
		give(of_second);
		sleep_while(of_second);
	}
}

sampled hand_overs(uint64_t size)
{
	std::vector<double> samples;
	in_machine(with_processors(unsigned(size)), [&] {
		settle(0);
		const int second = kspawn_kernel_thread(answer, nullptr, KSPAWN_SIGCHLD);
		expect(second > 0);
		samples = sample_sleepers(60, 200e3, give_and_take);
		give(of_nobody);
		expect(kspawn_wait4(second, nullptr, 0) == second);
	});
	return samples;
}

} // namespace

std::vector<line> machine_processors()
{
	return {
		{ "kspawn machine, created with the parent", creations_at_home, processors() },
		{ "kspawn machine, created on each in turn", creations_in_turn, processors() },
	};
}

line machine_wakes() { return { "kspawn machine, wake_word and wait_word", hand_overs, processors() }; }

} // namespace bench
