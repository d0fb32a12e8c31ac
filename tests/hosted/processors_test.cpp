/* tests/hosted/processors_test.cpp: kernel threads on several processors
 *
 * Tested here: processor.cpp, scheduler.cpp */
#include <atomic>

#include <kspawn/fork.h>
#include <kspawn/kthread.h>
#include <kspawn/wait.h>

#include "machine_test.hpp"
#include "processor.hpp"
#include "scheduler.hpp"

using namespace kspawn;
using namespace kspawn::test;

namespace {

constexpr unsigned processors = 4, rounds = 300;

hosted::machine_options with_processors()
{
	hosted::machine_options options = with_programs();
	options.processors = processors;
	return options;
}

std::atomic<unsigned> wrong; /* CHECK is not for several threads at once */

void expect(bool holds)
{
	if (!holds)
		wrong++;
}

int give_back(void *arg) { return int(reinterpret_cast<uintptr_t>(arg)); }

/// Creates, and waits for, a child.
void beget(unsigned round)
{
	const int code = int(round % 200);
	int status = -1;
	const int pid = kspawn_kernel_thread(give_back, reinterpret_cast<void *>(uintptr_t(code)), KSPAWN_SIGCHLD);
	expect(pid > 0);
	expect(kspawn_wait4(pid, &status, KSPAWN_WALL) == pid);
	expect(status == exited(code));
}

int until_stopped(void *)
{
	while (!kspawn_kthread_should_stop()) {
		kspawn_kthread_parkme();
		kspawn_kthread_wait();
	}
	return 7;
}

/// Parks, wakes and stops a held thread.
void drive()
{
	kspawn_task *held = nullptr;
	expect(kspawn_kthread_run(until_stopped, nullptr, &held) == 0);
	expect(kspawn_kthread_park(held) == 0);
	kspawn_kthread_unpark(held);
	expect(kspawn_kthread_stop(held) == 7);
}

int hammer(void *)
{
	for (unsigned round = 0; round < rounds; round++) {
		beget(round);
		drive();
		if (round % 16 == 0)
			hosted::migrate(round / 16 % processors);
	}
	return 0;
}

} // namespace

TEST_CASE("creations, wake-ups, ends and waits on four processors at once lose nothing")
{
	wrong = 0;
	in_kernel(
		[] {
			int workers[2 * processors];
			for (int &pid : workers)
				pid = kspawn_kernel_thread(hammer, nullptr, KSPAWN_SIGCHLD);
			for (int pid : workers)
				expect(wait_for(pid) == exited(0));
			return 0;
		},
		with_processors());
	CHECK(wrong == 0);
}

TEST_CASE("kernel threads are created on every processor, or with their parent")
{
	static std::atomic<unsigned> seen;
	seen = 0;
	const bool spread = GENERATE(true, false);
	auto options = with_processors();
	options.creations_spread = spread;
	in_kernel(
		[] {
			hosted::migrate(2);
			for (unsigned i = 0; i < processors; i++)
				kspawn_kernel_thread(
					[](void *) {
						seen |= 1u << hosted::this_processor().number;
						return 0;
					},
					nullptr, KSPAWN_SIGCHLD);
			while (kspawn_wait4(-1, nullptr, 0) > 0)
				;
			return 0;
		},
		options);
	CHECK(seen == (spread ? (1u << processors) - 1 : 1u << 2));
}

TEST_CASE("two tasks that change places between processors do not wait for each other")
{
	wrong = 0;
	in_kernel(
		[] {
			const auto to_and_fro = [](void *) {
				for (unsigned i = 0; i < 2000; i++) {
					hosted::migrate(i % 2);
					expect(hosted::this_processor().number == i % 2);
				}
				return 0;
			};
			for (unsigned i = 0; i < 4; i++)
				kspawn_kernel_thread(to_and_fro, nullptr, KSPAWN_SIGCHLD);
			while (kspawn_wait4(-1, nullptr, 0) > 0)
				;
			return 0;
		},
		with_processors());
	CHECK(wrong == 0);
}
