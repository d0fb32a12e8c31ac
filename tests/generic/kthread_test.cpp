/* tests/generic/kthread_test.cpp: kernel threads whose creator holds a reference
 *
 * Tested here: kthread_creation.cpp */
#include "tasks.hpp"

using namespace kspawn::test;

namespace {

int runs;
int value;

int plain(void *)
{
	runs++;
	return value;
}

int until_told(void *)
{
	runs++;
	while (!kspawn_kthread_should_stop())
		kspawn_kthread_wait();
	return value;
}

int until_seen(void *)
{
	runs++;
	while (!kspawn_kthread_should_stop())
		kspawn_sched_yield();
	return value;
}

/// The held task, or NULL with a failed test.
kspawn_task *create(kspawn_fn *fn)
{
	kspawn_task *task = nullptr;
	runs = 0;
	CHECK(kspawn_kthread_create(fn, nullptr, &task) == 0);
	return task;
}

} // namespace

TEST_CASE("a created kthread does not run before it is started")
{
	in_kernel([] {
		const auto before = in_use();
		kspawn_task *task = create(plain);
		yield();
		CHECK(runs == 0);
		CHECK(task->parent == nullptr);
		CHECK(find(task->pid) == nullptr);
		kspawn_kthread_start(task);
		yield();
		CHECK(runs == 1);
		CHECK(kspawn_kthread_stop(task) == value);
		CHECK(in_use() == before);
		return 0;
	});
}

TEST_CASE("a kthread stopped before its start has not run and leaks nothing")
{
	in_kernel([] {
		const auto before = in_use();
		kspawn_task *task = create(plain);
		CHECK(kspawn_kthread_stop(task) == -KSPAWN_EINTR);
		yield();
		CHECK(runs == 0);
		CHECK(in_use() == before);
		return 0;
	});
}

TEST_CASE("kthread_stop returns fn's full int, whether the thread has exited, sleeps or runs")
{
	kspawn_fn *const fn = GENERATE(plain, until_told, until_seen);
	const bool early = GENERATE(false, true);
	in_kernel([&] {
		const auto before = in_use();
		for (int v : { 0, 1, -1, 256, 0x12345678, INT_MAX, INT_MIN, -KSPAWN_EINTR }) {
			value = v;
			runs = 0;
			kspawn_task *task = nullptr;
			CHECK(kspawn_kthread_run(fn, nullptr, &task) == 0);
			if (!early)
				yield();
			CHECK(kspawn_kthread_stop(task) == v);
			CHECK(runs == 1);
			CHECK(in_use() == before);
		}
		return 0;
	});
}

TEST_CASE("a kthread that ended by itself keeps its pid and result until it is stopped")
{
	auto options = with_programs();
	options.tasks = 16;
	in_kernel(
		[] {
			value = 0x7654321;
			kspawn_task *task = nullptr;
			CHECK(kspawn_kthread_run(plain, nullptr, &task) == 0);
			const int pid = task->pid;
			for (int i = 0; i < 100; i++) {
				const int other = thread([] { return 0; });
				CHECK(other != pid);
				CHECK(wait_for(other) == exited(0));
			}
			CHECK(task->stack == nullptr);
			CHECK(task->state == KSPAWN_TASK_ZOMBIE);
			CHECK(kspawn_kthread_stop(task) == 0x7654321);
			return 0;
		},
		options);
}

TEST_CASE("a kthread that ends by exit is stopped too")
{
	in_kernel([] {
		kspawn_task *task = nullptr;
		const auto exits = [](void *) {
			kspawn_exit(exited(3));
			return 1;
		};
		CHECK(kspawn_kthread_run(exits, nullptr, &task) == 0);
		CHECK(kspawn_kthread_stop(task) == 0);
		return 0;
	});
}

TEST_CASE("a kthread is not a child")
{
	in_kernel([] {
		kspawn_task *task = create(until_told);
		kspawn_kthread_start(task);
		CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WALL) == -KSPAWN_ECHILD);
		kspawn_kthread_stop(task);
		CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WALL) == -KSPAWN_ECHILD);
		return 0;
	});
}

TEST_CASE("kthread_wait returns when it is asked to stop or park, and through no other wake up")
{
	in_kernel([] {
		static bool returned;
		returned = false;
		const auto waits = [](void *) {
			kspawn_kthread_wait();
			returned = true;
			CHECK(kspawn_kthread_should_stop());
			return 6;
		};
		kspawn_task *task = nullptr;
		CHECK(kspawn_kthread_run(waits, nullptr, &task) == 0);
		yield();
		kspawn_wake_word(&task->kthread);
		yield();
		CHECK(!returned);
		kspawn_kthread_unpark(task);
		yield();
		CHECK(!returned);
		CHECK(kspawn_kthread_stop(task) == 6);
		CHECK(returned);
		return 0;
	});
}

TEST_CASE("an unpark ends a park in progress with EAGAIN, and the next park parks")
{
	in_kernel([] {
		static kspawn_task *task;
		static bool may_park;
		static int got;
		may_park = false;
		const auto parks_late = [](void *) {
			while (!kspawn_kthread_should_stop()) {
				if (may_park)
					kspawn_kthread_parkme();
				kspawn_sched_yield();
			}
			return 0;
		};
		CHECK(kspawn_kthread_run(parks_late, nullptr, &task) == 0);
		const int parker = thread([] {
			got = kspawn_kthread_park(task);
			return 0;
		});
		yield();
		kspawn_kthread_unpark(task);
		CHECK(wait_for(parker) == exited(0));
		CHECK(got == -KSPAWN_EAGAIN);
		may_park = true;
		CHECK(kspawn_kthread_park(task) == 0);
		kspawn_kthread_unpark(task);
		CHECK(kspawn_kthread_stop(task) == 0);
		return 0;
	});
}

TEST_CASE("kthread_stop stops only its own thread")
{
	in_kernel([] {
		CHECK(!kspawn_kthread_should_stop());
		kspawn_task *first = nullptr, *second = nullptr;
		value = 5;
		CHECK(kspawn_kthread_run(until_told, nullptr, &first) == 0);
		CHECK(kspawn_kthread_run(until_told, nullptr, &second) == 0);
		yield();
		CHECK(kspawn_kthread_stop(first) == 5);
		yield();
		CHECK(second->state == KSPAWN_TASK_LIVE);
		CHECK(!kspawn_kthread_should_stop());
		CHECK(kspawn_kthread_stop(second) == 5);
		return 0;
	});
}

TEST_CASE("a kthread without fn is refused and leaks nothing")
{
	in_kernel([] {
		const auto before = in_use();
		kspawn_task *task = nullptr;
		CHECK(kspawn_kthread_create(nullptr, nullptr, &task) == -KSPAWN_EINVAL);
		CHECK(kspawn_kthread_run(nullptr, nullptr, &task) == -KSPAWN_EINVAL);
		CHECK(in_use() == before);
		return 0;
	});
}

TEST_CASE("many kthreads are created, some never started, and stopped in another order")
{
	in_kernel([] {
		const auto before = in_use();
		std::vector<kspawn_task *> tasks(300);
		value = 1234567;
		for (auto &task : tasks)
			CHECK(kspawn_kthread_create(until_told, nullptr, &task) == 0);
		for (size_t i = 0; i < tasks.size(); i++)
			if (i % 3)
				kspawn_kthread_start(tasks[i]);
		yield(2);
		for (size_t i = 0; i < tasks.size(); i++) {
			const size_t n = i * 7 % tasks.size();
			CHECK(kspawn_kthread_stop(tasks[n]) == (n % 3 ? value : -KSPAWN_EINTR));
		}
		CHECK(in_use() == before);
		return 0;
	});
}

TEST_CASE("a kthread that has become a program is waited for by its holder")
{
	in_kernel([] {
		const auto before = in_use();
		kspawn_task *task = nullptr;
		const auto execs = [](void *) { return become_user({ "/echo" }); };
		CHECK(kspawn_kthread_run(execs, nullptr, &task) == 0);
		CHECK(kspawn_kthread_stop(task) == 0);
		yield();
		CHECK(in_use() == before);
		return 0;
	});
}

TEST_CASE("killing a kernel thread is refused")
{
	in_kernel([] {
		value = 8;
		kspawn_task *task = nullptr;
		CHECK(kspawn_kthread_run(until_told, nullptr, &task) == 0);
		yield();
		CHECK(kspawn_kill(task, 9) == -KSPAWN_EPERM);
		CHECK(kspawn_kill(kspawn_current(), 9) == -KSPAWN_EPERM);
		yield();
		CHECK(task->state == KSPAWN_TASK_LIVE);
		CHECK(kspawn_kthread_stop(task) == 8);
		return 0;
	});
}
