/* tests/generic/kill_test.cpp: the end of a whole process, whatever its tasks are doing */
#include <sys/syscall.h>

#include "tasks.hpp"

using namespace kspawn::test;

namespace {

uint32_t never, word;

} // namespace

TEST_CASE("a kill wakes a killable sleep, which ends with EINTR")
{
	in_kernel([] {
		static int got;
		got = 0;
		const int pid = user([] {
			got = kspawn_wait_word(&never, 0, KSPAWN_KILLABLE);
			kspawn_user_work(kspawn_current_pt_regs());
			return 1;
		});
		yield();
		CHECK(got == 0);
		CHECK(kill_pid(pid, 15) == 0);
		CHECK(wait_for(pid) == 15);
		CHECK(got == -KSPAWN_EINTR);
		return 0;
	});
}

TEST_CASE("a kill does not end a sleep that is not killable; the task exits after it")
{
	in_kernel([] {
		word = 0;
		static bool awake;
		awake = false;
		const int pid = user([] {
			sleep_on(word);
			awake = true;
			CHECK(kspawn_wait_word(&never, 0, KSPAWN_KILLABLE) == -KSPAWN_EINTR);
			kspawn_user_work(kspawn_current_pt_regs());
			return 1;
		});
		yield();
		CHECK(kill_pid(pid, 9) == 0);
		yield();
		CHECK(!awake);
		CHECK(kspawn_wait4(pid, nullptr, KSPAWN_WNOHANG) == 0);
		set(word);
		CHECK(wait_for(pid) == 9);
		CHECK(awake);
		return 0;
	});
}

TEST_CASE("a kill ends a program in user mode and in the kernel, with any signal")
{
	const auto argv = GENERATE(std::vector<std::string>{ "/storm", "spin" }, std::vector<std::string>{ "/storm", "yield" });
	in_kernel([&argv] {
		const auto before = in_use();
		for (int sig : { 1, 9, 64 }) {
			const int pid = spawn(argv);
			yield(5);
			CHECK(kill_pid(pid, sig) == 0);
			CHECK(wait_for(pid) == sig);
			CHECK(in_use() == before);
		}
		return 0;
	});
}

TEST_CASE("a new thread that is killed never sees user mode")
{
	const outcome o = in_kernel([] {
		as_user(
			[] {
				const int pid = kspawn_fork();
				CHECK(kill_pid(pid, 9) == 0);
				CHECK(wait_for(pid) == 9);
				return 0;
			},
			{ "/echo", "alive" });
		return 0;
	});
	CHECK(o.console == "");
}

TEST_CASE("the first to end a process decides its status")
{
	in_kernel([] {
		const int pid = spawn({ "/storm", "spin" });
		yield(3);
		CHECK(kill_pid(pid, 9) == 0);
		CHECK(kill_pid(pid, 15) == 0);
		CHECK(kill_pid(pid, 1) == 0);
		CHECK(wait_for(pid) == 9);

		const int exits = user([] {
			CHECK(kspawn_kill(kspawn_current(), 6) == 0);
			kspawn_exit_group(exited(3));
			return 1;
		});
		CHECK(wait_for(exits) == 6);
		return 0;
	});
}

TEST_CASE("a kill comes too late for a process that is exiting, and for a zombie")
{
	auto options = with_programs();
	options.switch_in_hooks = true; /* between the beginning of exit and its end */
	in_kernel(
		[] {
			const int pid = user([] { return 3; });
			kspawn_task *task = find(pid);
			while (!(task->flags & KSPAWN_TF_EXITING))
				kspawn_sched_yield();
			CHECK(task->state == KSPAWN_TASK_LIVE);
			CHECK(kspawn_kill(task, 9) == 0);
			while (task->state != KSPAWN_TASK_ZOMBIE)
				kspawn_sched_yield();
			CHECK(kspawn_kill(task, 9) == 0);
			kspawn_task_put(task);
			CHECK(wait_for(pid) == exited(3));
			return 0;
		},
		options);
}

TEST_CASE("a kill at any moment of a process of threads ends all of it with its status")
{
	const std::string sibling = GENERATE("spins", "yields", "waits", "vforks");
	auto options = with_programs();
	options.quantum_us = short_quantum;
	in_kernel(
		[&sibling] {
			const auto before = in_use();
			for (int when = 0; when < 12; when++) {
				const int pid = spawn({ "/groups", "exit", "thread", sibling });
				yield(when);
				const int err = kill_pid(pid, 9);
				const int status = wait_for(pid);
				INFO("after " << when << " yields, sibling " << sibling << ", status " << status);
				CHECK((err == -KSPAWN_EPERM || status == 9 || status == exited(7)));
				while (kspawn_wait4(-1, nullptr, 0) > 0)
					;
				CHECK(in_use() == before);
			}
			return 0;
		},
		options);
}

TEST_CASE("kill returns ESRCH for free pids")
{
	in_kernel([] {
		as_user([] {
			CHECK(call(SYS_kill, { 4000, 9 }) == -KSPAWN_ESRCH);
			CHECK(call(SYS_kill, { 1000000, 9 }) == -KSPAWN_ESRCH);
			CHECK(call(SYS_kill, { 1, 9 }) == 0); /* init, a kernel thread, ignores it */
			return 0;
		});
		return 0;
	});
}

TEST_CASE("exit_group ends the sleeping threads too, with its status")
{
	in_kernel([] {
		const auto before = in_use();
		const int pid = user(
			[] {
				kspawn_clone_args args = {};
				args.flags = KSPAWN_CLONE_VM | KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_THREAD;
				for (int i = 0; i < 10; i++)
					CHECK(kspawn_clone(&args) > 0);
				yield(2);
				CHECK(kspawn_current()->live == 11);
				kspawn_exit_group(exited(77));
				return 1;
			},
			{ "/storm", "yield" });
		CHECK(wait_for(pid) == exited(77));
		CHECK(in_use() == before);
		return 0;
	});
}
