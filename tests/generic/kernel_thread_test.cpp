/* tests/generic/kernel_thread_test.cpp: kernel threads are created with their argument and end with their value */
#include "tasks.hpp"

using namespace kspawn::test;

namespace {

void *seen;

int sees(void *arg)
{
	seen = arg;
	return 0;
}

int returns(void *arg) { return int(reinterpret_cast<intptr_t>(arg)); }

} // namespace

TEST_CASE("R1: a kernel thread gets its argument bit by bit")
{
	in_kernel([] {
		for (uintptr_t bits :
		     { uintptr_t(0), ~uintptr_t(0), uintptr_t(1), ~(~uintptr_t(0) >> 1), uintptr_t(0x5555555555555555),
		       uintptr_t(0xaaaaaaaaaaaaaaaa), uintptr_t(0x0123456789abcdef) }) {
			auto *arg = reinterpret_cast<void *>(bits);
			seen = reinterpret_cast<void *>(~bits);
			CHECK(wait_for(kspawn_kernel_thread(sees, arg, KSPAWN_SIGCHLD)) == exited(0));
			CHECK(seen == arg);
		}
		return 0;
	});
}

TEST_CASE("R4: what fn returns is the exit code, in eight bits")
{
	in_kernel([] {
		for (int rv : { 0, 1, 127, 128, 255, 256, 257, -1, -256, INT_MAX, INT_MIN }) {
			const int pid = kspawn_kernel_thread(returns, reinterpret_cast<void *>(intptr_t(rv)), KSPAWN_SIGCHLD);
			CHECK(wait_for(pid) == (rv & 0xff) << 8);
		}
		return 0;
	});
}

TEST_CASE("a kernel thread may end by exit from anywhere")
{
	in_kernel([] {
		CHECK(wait_for(thread([] {
			      kspawn_exit(exited(42));
			      return 1;
		      })) == exited(42));
		return 0;
	});
}

TEST_CASE("a kernel thread without fn is refused and leaks nothing")
{
	in_kernel([] {
		const auto before = in_use();
		CHECK(kspawn_kernel_thread(nullptr, nullptr, 0) == -KSPAWN_EINVAL);
		CHECK(kspawn_kernel_thread(nullptr, nullptr, KSPAWN_SIGCHLD) == -KSPAWN_EINVAL);
		CHECK(in_use() == before);
		CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WNOHANG) == -KSPAWN_ECHILD);
		return 0;
	});
}

TEST_CASE("a kernel thread without exit signal is auto-reaped and has no parent")
{
	in_kernel([] {
		const auto before = in_use();
		const kspawn_task *parent = kspawn_current();
		const int pid = thread(
			[&] {
				parent = kspawn_current()->parent;
				return 3;
			},
			0);
		CHECK(pid > 0);
		CHECK(kspawn_wait4(pid, nullptr, KSPAWN_WALL) == -KSPAWN_ECHILD);
		yield();
		CHECK(parent == nullptr);
		CHECK(in_use() == before);
		CHECK(find(pid) == nullptr);
		return 0;
	});
}

TEST_CASE("a kernel thread with an exit signal is waited for, and keeps its pid but no stack until then")
{
	in_kernel([] {
		const auto before = in_use();
		const int pid = thread([] { return 3; });
		yield();
		kspawn_task *task = find(pid);
		CHECK(task);
		if (!task)
			return 1;
		CHECK(task->state == KSPAWN_TASK_ZOMBIE);
		CHECK(task->stack == nullptr);
		CHECK(task->on_cpu == 0);
		CHECK(task->parent == kspawn_current());
		CHECK(kspawn::hosted::in_use().stacks == before[2]);
		kspawn_task_put(task);
		CHECK(wait_for(pid) == exited(3));
		CHECK(in_use() == before);
		return 0;
	});
}

TEST_CASE("R5: current_pt_regs is a kernel thread's own before any exec")
{
	in_kernel([] {
		std::vector<kspawn_pt_regs *> all = { kspawn_current_pt_regs() };
		for (int i = 0; i < 3; i++) {
			thread([&all] {
				const kspawn_task *task = kspawn_current();
				all.push_back(kspawn_current_pt_regs());
				CHECK(all.back() == task->regs);
				CHECK(all.back() >= task->stack);
				yield();
				CHECK(kspawn_current_pt_regs() == task->regs);
				return 0;
			});
		}
		for (int i = 0; i < 3; i++)
			CHECK(kspawn_wait4(-1, nullptr, 0) > 0);
		std::sort(all.begin(), all.end());
		CHECK(std::unique(all.begin(), all.end()) == all.end());
		return 0;
	});
}

TEST_CASE("a kernel thread of a user task is created as every other, without memory")
{
	in_kernel([] {
		as_user([] {
			const auto before = in_use();
			const int pid = thread([] {
				CHECK(kspawn_current()->flags & KSPAWN_TF_KTHREAD);
				CHECK(kspawn::hosted::process::current().mm == nullptr);
				return 4;
			});
			CHECK(wait_for(pid) == exited(4));
			CHECK(in_use() == before);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("a thousand kernel threads live at once")
{
	in_kernel([] {
		const auto before = in_use();
		static uint32_t go;
		go = 0;
		int begun = 0, sum = 0;
		for (int i = 0; i < 1000; i++) {
			thread([&begun, i] {
				begun++;
				sleep_on(go);
				return i & 0xff;
			});
		}
		yield();
		CHECK(begun == 1000);
		set(go);
		for (int i = 0; i < 1000; i++) {
			int status = 0;
			CHECK(kspawn_wait4(-1, &status, 0) > 0);
			sum += status >> 8;
		}
		for (int i = 0; i < 1000; i++)
			sum -= i & 0xff;
		CHECK(sum == 0);
		CHECK(in_use() == before);
		return 0;
	});
}

TEST_CASE("kernel threads beyond the last pid or stack are refused, and there is room again when some end")
{
	auto options = with_programs();
	options.tasks = 16;
	in_kernel(
		[] {
			const auto before = in_use();
			static uint32_t go;
			go = 0;
			int created = 0, pid;
			while ((pid = thread([] { return sleep_on(go); })) > 0)
				created++;
			CHECK(pid == -KSPAWN_EAGAIN);
			CHECK(created == 14);
			set(go);
			while (created--)
				CHECK(kspawn_wait4(-1, nullptr, 0) > 0);
			CHECK(in_use() == before);
			check_goes_on();
			return 0;
		},
		options);
}

TEST_CASE("a kernel thread that fails to exec continues, and may exec another program")
{
	in_kernel([] {
		const int pid = thread([] {
			const kspawn_pt_regs *regs = kspawn_current_pt_regs();
			CHECK(become_user({ "/missing" }) == -KSPAWN_ENOENT);
			CHECK(kspawn_current()->flags & KSPAWN_TF_KTHREAD);
			CHECK(become_user({ "/echo", "-x", "12" }) == 0);
			CHECK(!(kspawn_current()->flags & KSPAWN_TF_KTHREAD));
			CHECK(kspawn_current_pt_regs() == regs);
			return 77; /* into the program, whose value counts */
		});
		CHECK(wait_for(pid) == exited(12));
		return 0;
	});
}

TEST_CASE("an auto-reaped kernel thread stays auto-reaped as a program")
{
	in_kernel([] {
		const auto before = in_use();
		CHECK(thread([] { return become_user({ "/echo", "-x", "12" }); }, 0) > 0);
		yield();
		CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WALL) == -KSPAWN_ECHILD);
		CHECK(in_use() == before);
		return 0;
	});
}

TEST_CASE("a kernel thread that execs is a child of the ordinary kind")
{
	in_kernel([] {
		const int pid = thread([] { return become_user({ "/echo", "-x", "12" }); }, 10);
		yield();
		CHECK(wait_for(pid) == exited(12));
		return 0;
	});
}
