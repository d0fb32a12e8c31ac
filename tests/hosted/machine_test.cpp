/* tests/hosted/machine_test.cpp: the machine as a whole: its options, its end, and what it stands
 *
 * Tested here: host_error.cpp, process.cpp */
#include "generic/tasks.hpp"

using namespace kspawn::test;

namespace {

void check_program(const std::vector<std::string> &argv, const kspawn::hosted::machine_options &options)
{
	const outcome o = run_program(argv, options);
	INFO(argv[0] << ": " << o.console);
	CHECK(o.status == exited(0));
}

} // namespace

TEST_CASE("a machine in which nothing can happen any more says so")
{
	const outcome o = in_kernel_that_may_panic([] {
		static uint32_t never;
		sleep_on(never);
		return 0;
	});
	CHECK(o.panic == "every task sleeps and nothing can wake one");
}

TEST_CASE("a hook that is called under a lock of the core and calls what takes it is found")
{
	const outcome o = in_kernel_that_may_panic([] {
		kspawn_lock(KSPAWN_LOCK_TREE);
		return kspawn_kill(kspawn_current(), 9);
	});
	CHECK(o.panic == "a lock of the core is taken twice: a hook that is called under it calls the core");
}

TEST_CASE("the lock of the tree inside the lock of the pids is found")
{
	const outcome o = in_kernel_that_may_panic([] {
		kspawn_lock(KSPAWN_LOCK_PID);
		return kspawn_kill(kspawn_current(), 9);
	});
	CHECK(o.panic == "the lock of the tree is taken inside another");
}

TEST_CASE("a sleep under a lock of the core is found")
{
	const outcome o = in_kernel_that_may_panic([] {
		static uint32_t never;
		kspawn_lock(KSPAWN_LOCK_TREE);
		return kspawn_wait_word(&never, 0, KSPAWN_KILLABLE);
	});
	CHECK(o.panic == "a hook that may sleep was called under a lock of the core");
}

TEST_CASE("what a machine has leaked is counted")
{
	static uint32_t never;
	const outcome o = in_kernel_that_may_panic([] {
		for (int i = 0; i < 3; i++)
			thread([] { return sleep_on(never); });
		spawn({ "/storm", "yield" });
		yield(3);
		return 0;
	});
	CHECK(o.panic.empty());
	CHECK(o.leaked.tasks == 4);
	CHECK(o.leaked.stacks == 4);
	CHECK(o.leaked.pids == 4);
	CHECK(o.leaked.address_spaces == 1);
	CHECK(o.leaked.frames > 0);
}

TEST_CASE("one machine after another finds everything as the first did")
{
	for (int i = 0; i < 20; i++)
		CHECK(run_program({ "/storm", "exit", std::to_string(i) }).status == exited(i));
}

TEST_CASE("all programs run with a tick at every turn, with children first, and with switches in all hooks")
{
	const int mode = native ? GENERATE(0, 1, 2, 3) : 3;
	for (const char *name : { "/init", "/tree", "/threads", "/cow", "/regs", "/vforks", "/crash" }) {
		auto options = with_programs();
		options.quantum_us = short_quantum;
		options.child_first = mode & 1;
		options.switch_in_hooks = mode & 2;
		check_program({ name }, options);
	}
}

TEST_CASE("thousands of forks, execs and waits leave nothing")
{
	check_program({ "/storm", "exec", native ? "3000" : "300" }, with_programs());
}

TEST_CASE("pids wrap around many times with live holders")
{
	auto options = with_programs();
	options.tasks = 32;
	in_kernel(
		[] {
			const auto before = kspawn::test::in_use();
			kspawn_task *held = nullptr;
			CHECK(kspawn_kthread_create(run_function, nullptr, &held) == 0);
			static uint32_t go;
			go = 0;
			const int sleeper = thread([] { return sleep_on(go); });
			const int zombie = thread([] { return 7; });
			for (int i = 0; i < 1000; i++) {
				const int pid = thread([] { return 3; });
				CHECK(pid > 1);
				CHECK(pid < 32);
				CHECK((pid != held->pid && pid != sleeper && pid != zombie));
				CHECK(wait_for(pid) == exited(3));
			}
			set(go);
			CHECK(wait_for(sleeper) == exited(0));
			CHECK(wait_for(zombie) == exited(7));
			CHECK(kspawn_kthread_stop(held) == -KSPAWN_EINTR);
			CHECK(kspawn::test::in_use() == before);
			return 0;
		},
		options);
}

TEST_CASE("a deep chain of forks and a wide one")
{
	check_program({ "/storm", "deep", native ? "300" : "60" }, with_programs());
	check_program({ "/storm", "fork", native ? "1000" : "200" }, with_programs());
}

TEST_CASE("a storm of programs under ticks in which some are killed at any moment")
{
	auto options = with_programs();
	options.quantum_us = short_quantum;
	options.switch_in_hooks = true;
	in_kernel(
		[] {
			const auto before = kspawn::test::in_use();
			for (int round = 0; round < (native ? 60 : 15); round++) {
				const int storm = spawn({ "/storm", "exec", "5" });
				const int victim = spawn({ "/storm", "exec", "20" }); /* whose orphans end */
				yield(1 + round * 7 % 90);
				kill_pid(victim, 9);
				CHECK(wait_for(storm) == exited(0));
				const int status = wait_for(victim);
				CHECK((status == 9 || status == exited(0)));
				while (kspawn_wait4(-1, nullptr, 0) > 0)
					;
				CHECK(kspawn::test::in_use() == before);
			}
			return 0;
		},
		options);
}
