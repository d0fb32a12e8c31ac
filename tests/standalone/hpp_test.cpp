/* tests/standalone/hpp_test.cpp: each bare word is the C function of its name */
#include <catch2/catch.hpp>

#include <kspawn/kspawn.hpp>

#include <type_traits>

#include "hpp_host.hpp"

namespace {

using kspawn_test::call;

/// A distinct address for each type.
template <class T>
T *at(std::uintptr_t n)
{
	return reinterpret_cast<T *>(0x1000 * n);
}

kspawn::thread *const one = at<kspawn::thread>(1), *const two = at<kspawn::thread>(2);
kspawn::task *const task = at<kspawn::task>(3);
kspawn::task **const tasks = at<kspawn::task *>(4);
kspawn::fn *const fn = reinterpret_cast<kspawn::fn *>(0x5000);
kspawn::pt_regs *const regs = at<kspawn::pt_regs>(6);
kspawn::pid_table *const pids = at<kspawn::pid_table>(7);
kspawn::rq *const queue = at<kspawn::rq>(8);
kspawn::waiters *const sleepers = at<kspawn::waiters>(9);
kspawn::waiter *const sleeper = at<kspawn::waiter>(10);
int *const number = at<int>(11);

template <class T>
void returned(T value)
{
	if constexpr (std::is_same_v<T, bool>)
		CHECK(value);
	else
		CHECK(std::uintptr_t(value) == kspawn_test::result);
}

void called(const char *name, std::vector<std::uintptr_t> args = {})
{
	const std::vector<call> seen = kspawn_test::calls();
	CAPTURE(name);
	REQUIRE(seen.size() == 1);
	CHECK(seen[0].name == name);
	CHECK(seen[0].args == args);
}

/// Takes an address or a number as the host records it.
template <class... Args>
std::vector<std::uintptr_t> with(Args... args)
{
	return { std::uintptr_t(args)... };
}

/* The result is what the C function returned, the arguments what it was given. */
#define FORWARDS(word, ...) (returned(kspawn::word(__VA_ARGS__)), called("kspawn_" #word, with(__VA_ARGS__)))
#define FORWARDS_VOID(word, ...) (kspawn::word(__VA_ARGS__), called("kspawn_" #word, with(__VA_ARGS__)))

struct process : kspawn::task {
	int number;
};

} // namespace

TEST_CASE("the functions of threads and kernel threads call C's")
{
	FORWARDS(copy_thread, one, at<kspawn::thread_args>(12));
	FORWARDS(switch_to, one, two);
	FORWARDS(switch_to_fp, one, two);
	FORWARDS(current_pt_regs);
	FORWARDS(kernel_thread, fn, number, 17);
	FORWARDS(kthread_create, fn, number, tasks);
	FORWARDS(kthread_run, fn, number, tasks);
	FORWARDS_VOID(kthread_start, task);
	FORWARDS(kthread_stop, task);
	FORWARDS(kthread_should_stop);
	FORWARDS_VOID(kthread_wait);
	FORWARDS(fork_idle, task);
	FORWARDS_VOID(task_get, task);
	FORWARDS_VOID(task_put, task);
	FORWARDS(leader_get, task);
	FORWARDS_VOID(finish_switch, one);
	FORWARDS_VOID(task_finish, task);
	FORWARDS_VOID(task_recycle, task);
	CHECK_THROWS_AS(kspawn::exit(3), kspawn_test::ended);
	called("kspawn_exit", with(3));
}

TEST_CASE("the functions of fork, exec and wait call C's")
{
	const kspawn::clone_args args{};
	FORWARDS(fork);
	FORWARDS(vfork);
	returned(kspawn::clone(args));
	called("kspawn_clone", with(&args));
	FORWARDS_VOID(exit_resources, task);
	FORWARDS(kernel_execve, at<const char>(18), at<const char *const>(13), at<const char *const>(14));
	FORWARDS(wait4, 7, number, KSPAWN_WNOHANG);
	FORWARDS(kill, task, 9);
	FORWARDS_VOID(user_work, regs);
	FORWARDS_VOID(reparent_children, task);
	FORWARDS_VOID(notify_parent, task);
	CHECK_THROWS_AS(kspawn::exit_group(4), kspawn_test::ended);
	called("kspawn_exit_group", with(4));
}

TEST_CASE("the functions of pids and of a scheduler's parts call C's")
{
	FORWARDS(pid_init, pids, at<kspawn::pid_slot>(15), 16u);
	FORWARDS(pid_alloc, pids, task);
	FORWARDS(pid_hold, pids, 5);
	FORWARDS_VOID(pid_release, pids, 5);
	FORWARDS_VOID(pid_free, pids, 5);
	CHECK(kspawn::pid_put(pids, task));
	called("kspawn_pid_put", with(pids, task));
	FORWARDS(pid_find, pids, 5);
	FORWARDS_VOID(pid_assign, pids, 5, task);
	FORWARDS(rq_init, queue, tasks, 3u, 4u);
	FORWARDS(rq_push, queue, task, 2u);
	FORWARDS(rq_pop, queue);
	FORWARDS(waiters_init, sleepers, at<kspawn::waiter *>(16), 8u);
	FORWARDS_VOID(waiters_add, sleepers, sleeper);
	FORWARDS_VOID(waiters_remove, sleeper);
	FORWARDS(waiters_take, sleepers, at<const uint32_t>(17));
}

TEST_CASE("default arguments: kernel_thread auto-reaps, execve has no environment, wait4 takes any child")
{
	returned(kspawn::kernel_thread(fn));
	called("kspawn_kernel_thread", with(fn, 0, 0));
	returned(kspawn::kernel_execve(nullptr, nullptr));
	called("kspawn_kernel_execve", with(0, 0, 0));
	returned(kspawn::wait4());
	called("kspawn_wait4", with(-1, 0, 0));
}

TEST_CASE("current is the running task, as the structure that is built on it")
{
	static_assert(std::is_same_v<decltype(kspawn::current()), kspawn::task *>);
	static_assert(std::is_same_v<decltype(kspawn::current<process>()), process *>);
	returned(kspawn::current());
	called("kspawn_current");
	returned(kspawn::current<process>());
	called("kspawn_current");
}
