/* tests/generic/fork_test.cpp: fork, vfork and clone
 *
 * Tested here: creation.cpp */
#include <cstring>

#include "inject.hpp"
#include "tasks.hpp"

using namespace kspawn::test;

/* One number of an open file, for one child at a time. */
namespace {
constexpr int file_of_child = 40;
kspawn_task *opening;
int pid_opened, undone;
} // namespace

int kspawn_pidfd_open(kspawn_task *child)
{
	if (kspawn::hosted::inject::fails())
		return -KSPAWN_ENOMEM;
	CHECK(!opening);
	opening = child;
	return file_of_child;
}

void kspawn_pidfd_opened(int fd, kspawn_task *child, bool exists)
{
	CHECK((fd == file_of_child && child == opening));
	CHECK((child->parent != nullptr) == exists);
	opening = nullptr;
	undone += !exists;
	pid_opened = exists ? child->pid : 0;
}

namespace {

constexpr uint64_t known = KSPAWN_CLONE_VM | KSPAWN_CLONE_FS | KSPAWN_CLONE_FILES | KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_PTRACE |
			   KSPAWN_CLONE_VFORK | KSPAWN_CLONE_PARENT | KSPAWN_CLONE_THREAD | KSPAWN_CLONE_SYSVSEM |
			   KSPAWN_CLONE_SETTLS | KSPAWN_CLONE_PARENT_SETTID | KSPAWN_CLONE_CHILD_CLEARTID |
			   KSPAWN_CLONE_DETACHED | KSPAWN_CLONE_UNTRACED | KSPAWN_CLONE_CHILD_SETTID | KSPAWN_CLONE_IO |
			   KSPAWN_CLONE_CLEAR_SIGHAND | KSPAWN_CLONE_PIDFD;
constexpr unsigned long thread_flags = KSPAWN_CLONE_VM | KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_THREAD;

int clone(uint64_t flags, int exit_signal = KSPAWN_SIGCHLD, uintptr_t parent_tid = 0, uintptr_t child_tid = 0)
{
	kspawn_clone_args args = {};
	args.flags = flags;
	args.exit_signal = exit_signal;
	args.parent_tid = parent_tid;
	args.child_tid = child_tid;
	args.pidfd = parent_tid;
	return kspawn_clone(&args);
}

/// Refused with this errno, and no trace of a child.
void check_refused(int got, int err)
{
	CHECK(got == -err);
	CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WNOHANG | KSPAWN_WALL) == -KSPAWN_ECHILD);
}

} // namespace

TEST_CASE("clone refuses every bit it does not know")
{
	in_kernel([] {
		as_user([] {
			const auto before = in_use();
			for (unsigned bit = 0; bit < 64; bit++)
				if (!(known & (uint64_t(1) << bit)))
					check_refused(clone(uint64_t(1) << bit), KSPAWN_EINVAL);
			CHECK(in_use() == before);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("clone refuses threads that do not share what threads share")
{
	in_kernel([] {
		as_user([] {
			const auto before = in_use();
			for (unsigned long more : { 0ul, KSPAWN_CLONE_FS, KSPAWN_CLONE_VFORK, KSPAWN_CLONE_SETTLS }) {
				check_refused(clone(more | KSPAWN_CLONE_THREAD), KSPAWN_EINVAL);
				check_refused(clone(more | KSPAWN_CLONE_THREAD | KSPAWN_CLONE_VM), KSPAWN_EINVAL);
				check_refused(clone(more | KSPAWN_CLONE_THREAD | KSPAWN_CLONE_SIGHAND), KSPAWN_EINVAL);
				check_refused(clone(more | KSPAWN_CLONE_SIGHAND), KSPAWN_EINVAL);
			}
			CHECK(in_use() == before);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("clone refuses exit signals that do not exist")
{
	in_kernel([] {
		as_user([] {
			for (int sig : { -1, KSPAWN_SIGNAL_MAX + 1, 255, 256, INT_MAX, INT_MIN })
				check_refused(clone(0, sig), KSPAWN_EINVAL);
			for (int sig : { 0, SIGURG, SIGWINCH }) { /* which do no harm to the parent */
				const int pid = clone(0, sig);
				CHECK(pid > 0);
				CHECK(kspawn_wait4(pid, nullptr, 0) == -KSPAWN_ECHILD);
				CHECK(kspawn_wait4(pid, nullptr, KSPAWN_WCLONE) == pid);
			}
			return 0;
		});
		return 0;
	});
}

TEST_CASE("clone refuses to share signal handlers and to reset them at once")
{
	in_kernel([] {
		as_user([] {
			check_refused(clone(KSPAWN_CLONE_VM | KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_CLEAR_SIGHAND), KSPAWN_EINVAL);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("CLONE_CLEAR_SIGHAND resets the handlers of the child alone")
{
	in_kernel([] {
		as_user([] {
			const auto handlers = [](kspawn_task *task) -> int & {
				return kspawn::hosted::process::of(task).shared[KSPAWN_RES_SIGHAND - 1]->value;
			};
			handlers(kspawn_current()) = 7;
			for (uint64_t flag : { uint64_t(0), uint64_t(KSPAWN_CLONE_CLEAR_SIGHAND) }) {
				const int pid = clone(flag);
				kspawn_task *child = find(pid);
				CHECK(handlers(child) == (flag ? 0 : 7));
				CHECK(handlers(kspawn_current()) == 7);
				kspawn_task_put(child);
				CHECK(wait_for(pid) == exited(5));
			}
			return 0;
		});
		return 0;
	});
}

namespace {

kspawn_clone_args with_pidfd(uint64_t more = 0)
{
	kspawn_clone_args args = {};
	args.flags = KSPAWN_CLONE_PIDFD | more;
	args.exit_signal = KSPAWN_SIGCHLD;
	args.pidfd = scratch();
	args.parent_tid = scratch() + 4;
	return args;
}

} // namespace

TEST_CASE("CLONE_PIDFD opens a file for the child, whose number the parent reads")
{
	in_kernel([] {
		as_user([] {
			const kspawn_clone_args args = with_pidfd(KSPAWN_CLONE_PARENT_SETTID);
			poke(scratch(), 0);
			undone = pid_opened = 0;
			const int pid = kspawn_clone(&args);
			CHECK(pid > 0);
			CHECK(pid_opened == pid);
			CHECK(peek<int>(kspawn_current(), args.pidfd) == file_of_child);
			CHECK(peek<int>(kspawn_current(), args.parent_tid) == pid);
			CHECK(undone == 0);
			CHECK(wait_for(pid) == exited(5));
			pid_opened = 0;
			CHECK(wait_for(clone(0)) == exited(5));
			CHECK(pid_opened == 0);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("CLONE_PIDFD refuses one place for two numbers, threads and CLONE_DETACHED, and asks for no file")
{
	in_kernel([] {
		as_user([] {
			const auto before = in_use();
			undone = pid_opened = 0;
			kspawn_clone_args args = with_pidfd(KSPAWN_CLONE_PARENT_SETTID);
			args.parent_tid = args.pidfd;
			check_refused(kspawn_clone(&args), KSPAWN_EINVAL);
			for (uint64_t more : { uint64_t(KSPAWN_CLONE_DETACHED), uint64_t(thread_flags) }) {
				args = with_pidfd(more);
				check_refused(kspawn_clone(&args), KSPAWN_EINVAL);
			}
			CHECK((undone == 0 && pid_opened == 0));
			CHECK(in_use() == before);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("CLONE_PIDFD: the file of a child that does not come to be is undone")
{
	in_kernel([] {
		as_user([] {
			kspawn_clone_args args = with_pidfd();
			poke(scratch(), 0);
			const auto before = in_use();
			undone = pid_opened = 0;
			int refused = 0;
			for (uintptr_t bad : hostile_addresses()) {
				args.pidfd = bad;
				check_refused(kspawn_clone(&args), KSPAWN_EFAULT);
				CHECK(undone == ++refused);
			}
			args = with_pidfd();
			__atomic_fetch_or(&kspawn_current()->flags, KSPAWN_TF_KILLED, __ATOMIC_RELAXED);
			const int err = kspawn_clone(&args);
			__atomic_fetch_and(&kspawn_current()->flags, ~uint32_t(KSPAWN_TF_KILLED), __ATOMIC_RELAXED);
			check_refused(err, KSPAWN_EINTR);
			CHECK(undone == refused + 1);
			CHECK(pid_opened == 0);
			CHECK(in_use() == before);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("the system calls clone and clone3 have a place for the file's number")
{
	in_kernel([] {
		as_user([] {
			struct {
				uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls;
			} args = { KSPAWN_CLONE_PIDFD, scratch(), 0, 0, KSPAWN_SIGCHLD, 0, 0, 0 };
			poke(scratch(), 0);
			poke(scratch() + 64, args);
			const int pid = int(call(KSPAWN_NR_clone3, { scratch() + 64, sizeof(args) }));
			CHECK((pid > 0 && pid_opened == pid));
			CHECK(peek<int>(kspawn_current(), scratch()) == file_of_child);
			CHECK(wait_for(pid) == exited(5));
			return 0;
		});
		return 0;
	});
}

TEST_CASE("CLONE_PARENT makes a sibling, which has its maker's parent and exit signal")
{
	in_kernel([] {
		const auto before = in_use();
		static int sibling;
		const int maker = thread([] {
			CHECK(become_user() == 0);
			kspawn_current()->exit_signal = 10;
			sibling = clone(KSPAWN_CLONE_PARENT, KSPAWN_SIGCHLD);
			kspawn_task *task = find(sibling);
			CHECK(task->parent == kspawn_current()->parent);
			CHECK(task->exit_signal == 10);
			CHECK(task->leader == task);
			kspawn_task_put(task);
			CHECK(kspawn_wait4(sibling, nullptr, KSPAWN_WALL) == -KSPAWN_ECHILD);
			kspawn_exit(0);
			return 0;
		});
		CHECK(kspawn_wait4(maker, nullptr, KSPAWN_WALL) == maker);
		CHECK(kspawn_wait4(sibling, nullptr, KSPAWN_WCLONE) == sibling);
		CHECK(in_use() == before);
		return 0;
	});
}

TEST_CASE("CLONE_PARENT gives EINVAL and leaks nothing where the parent never waits")
{
	const bool of_init = GENERATE(true, false);
	in_kernel([of_init] {
		const auto refused = [] {
			CHECK(become_user() == 0);
			poke(scratch(), 111);
			const auto before = in_use();
			check_refused(clone(KSPAWN_CLONE_PARENT | KSPAWN_CLONE_PARENT_SETTID, 0, scratch()), KSPAWN_EINVAL);
			check_refused(clone(thread_flags | KSPAWN_CLONE_PARENT, 0), KSPAWN_EINVAL);
			CHECK(peek<int>(kspawn_current(), scratch()) == 111);
			CHECK(in_use() == before);
			kspawn_exit_group(0);
			return 0;
		};
		if (of_init)
			return refused();
		thread(refused, 0);
		yield();
		return 0;
	});
}

TEST_CASE("clone takes every supported flag")
{
	in_kernel([] {
		as_user([] {
			const auto before = in_use();
			for (unsigned bit = 8; bit < 64; bit++) {
				uint64_t flags = uint64_t(1) << bit;
				if (!(known & flags) || flags == KSPAWN_CLONE_THREAD || flags == KSPAWN_CLONE_PARENT)
					continue;
				if (flags == KSPAWN_CLONE_SIGHAND)
					flags |= KSPAWN_CLONE_VM;
				const int pid = clone(flags, KSPAWN_SIGCHLD, scratch(), scratch() + 16);
				INFO("flags " << flags);
				CHECK(wait_for(pid) == exited(5));
			}
			CHECK(in_use()[0] == before[0]);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("a child is complete when it is published, and has its parent's registers except the result")
{
	in_kernel([] {
		as_user([] {
			kspawn_task *parent = kspawn_current();
			const kspawn_pt_regs before = *kspawn_current_pt_regs();
			const int pid = kspawn_fork();
			CHECK(memcmp(&before, kspawn_current_pt_regs(), sizeof(before)) == 0);
			kspawn_task *child = find(pid);
			CHECK(child->pid == pid);
			CHECK(child->tgid == pid);
			CHECK(child->pgid == parent->pgid);
			CHECK(child->leader == child);
			CHECK(child->parent == parent);
			CHECK(child->exit_signal == KSPAWN_SIGCHLD);
			CHECK(child->flags == KSPAWN_TF_LINKED);
			CHECK(child->state == KSPAWN_TASK_LIVE);
			kspawn_pt_regs expected = before;
			kspawn_pt_regs_set_ret(&expected, 0);
			CHECK(memcmp(&expected, child->regs, sizeof(expected)) == 0);
			kspawn_task_put(child);
			CHECK(wait_for(pid) == exited(5));
			return 0;
		});
		return 0;
	});
}

TEST_CASE("a clone has the stack and TLS it was given, a plain one its parent's")
{
	in_kernel([] {
		as_user([] {
			const uintptr_t sp = kspawn_pt_regs_sp(kspawn_current_pt_regs());
			const uintptr_t tls = kspawn_pt_regs_tls(kspawn_current_pt_regs());
			for (int given = 0; given < 4; given++) {
				kspawn_clone_args args = {};
				args.exit_signal = KSPAWN_SIGCHLD;
				args.flags = given & 1 ? KSPAWN_CLONE_SETTLS : 0;
				args.tls = 0x123450;
				args.stack = given & 2 ? sp - 4096 : 0;
				const int pid = kspawn_clone(&args);
				kspawn_task *child = find(pid);
				CHECK(kspawn_pt_regs_sp(child->regs) == (given & 2 ? sp - 4096 : sp));
				CHECK(kspawn_pt_regs_tls(child->regs) == (given & 1 ? 0x123450 : tls));
				CHECK(kspawn_kill(child, 9) == 0);
				kspawn_task_put(child);
				CHECK(wait_for(pid) == 9);
			}
			return 0;
		});
		return 0;
	});
}

TEST_CASE("a thread is in its creator's process and has no parent of its own")
{
	in_kernel([] {
		as_user([] {
			kspawn_task *self = kspawn_current();
			const int tid = clone(thread_flags, KSPAWN_SIGCHLD);
			kspawn_task *thread = find(tid);
			CHECK(thread->pid == tid);
			CHECK(thread->tgid == self->tgid);
			CHECK(thread->leader == self);
			CHECK(thread->parent == nullptr);
			CHECK(thread->exit_signal == 0);
			CHECK(self->threads == 2);
			CHECK(self->live == 2);
			CHECK(kspawn_wait4(tid, nullptr, KSPAWN_WALL) == -KSPAWN_ECHILD);
			kspawn_task_put(thread);
			kspawn_exit_group(0); /* before the thread's turn */
			return 0;
		});
		return 0;
	});
}

TEST_CASE("tids are written in the parent and in the child, and nowhere else")
{
	in_kernel([] {
		as_user([] {
			const uintptr_t at = scratch();
			poke(at, 111);
			poke(at + 4, 222);
			poke(at + 8, 333);
			const int pid = clone(KSPAWN_CLONE_PARENT_SETTID | KSPAWN_CLONE_CHILD_SETTID, KSPAWN_SIGCHLD, at, at + 4);
			kspawn_task *child = find(pid);
			CHECK(peek<int>(kspawn_current(), at) == pid);
			CHECK(peek<int>(kspawn_current(), at + 4) == 222);
			CHECK(peek<int>(child, at) == 111);
			CHECK(peek<int>(child, at + 4) == pid);
			CHECK(peek<int>(child, at + 8) == 333);
			CHECK(child->clear_tid == 0);
			kspawn_task_put(child);
			CHECK(wait_for(pid) == exited(5));
			return 0;
		});
		return 0;
	});
}

TEST_CASE("a hostile tid address changes nothing, and the other is written")
{
	in_kernel([] {
		as_user([] {
			std::vector<uintptr_t> addresses = hostile_addresses();
			addresses.push_back(0);
			constexpr uint64_t both = KSPAWN_CLONE_PARENT_SETTID | KSPAWN_CLONE_CHILD_SETTID;
			for (uintptr_t bad : addresses) {
				INFO("address " << bad);
				poke(scratch(), 1);
				CHECK(wait_for(clone(both, KSPAWN_SIGCHLD, bad, bad)) == exited(5));
				CHECK(wait_for(clone(KSPAWN_CLONE_CHILD_CLEARTID, KSPAWN_SIGCHLD, 0, bad)) == exited(5));
				CHECK(peek<int>(kspawn_current(), scratch()) == 1);
				const int pid = clone(both, KSPAWN_SIGCHLD, scratch(), bad);
				CHECK(peek<int>(kspawn_current(), scratch()) == pid);
				CHECK(wait_for(pid) == exited(5));
			}
			return 0;
		});
		check_goes_on();
		return 0;
	});
}

TEST_CASE("a TLS that no program may have gives EPERM and no child, but is not looked at without SETTLS")
{
	in_kernel([] {
		as_user([] {
			kspawn_clone_args args = {};
			args.exit_signal = KSPAWN_SIGCHLD;
			args.tls = UINTPTR_MAX;
			CHECK(wait_for(kspawn_clone(&args)) == exited(5));
			if (kspawn_tls_valid(args.tls))
				return 0;
			const auto before = in_use();
			args.flags = KSPAWN_CLONE_SETTLS;
			check_refused(kspawn_clone(&args), KSPAWN_EPERM);
			CHECK(in_use() == before);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("fork returns once in the parent and once in the child")
{
	const bool child_first = GENERATE(false, true);
	auto options = with_programs();
	options.child_first = child_first;
	int returns = 0;
	const outcome o = in_kernel(
		[&returns] {
			as_user(
				[&returns] {
					const int pid = kspawn_fork();
					returns++;
					CHECK(pid > 0);
					CHECK(wait_for(pid) == exited(0));
					return 0;
				},
				{ "/echo", "once" });
			return 0;
		},
		options);
	CHECK(returns == 1);
	CHECK(count_of(o.console, "once\n") == 1);
}

TEST_CASE("a task that is being killed has no more children")
{
	in_kernel([] {
		const int pid = user([] {
			const auto before = in_use();
			CHECK(kspawn_kill(kspawn_current(), 9) == 0);
			CHECK(kspawn_fork() == -KSPAWN_EINTR);
			CHECK(kspawn_vfork() == -KSPAWN_EINTR);
			CHECK(clone(thread_flags, 0) == -KSPAWN_EINTR);
			CHECK(in_use() == before);
			kspawn_user_work(kspawn_current_pt_regs());
			return 1;
		});
		CHECK(wait_for(pid) == 9);
		return 0;
	});
}

TEST_CASE("pids that are exhausted give EAGAIN, and fork works again when some are back")
{
	auto options = with_programs();
	options.tasks = 8;
	in_kernel(
		[] {
			const auto before = in_use();
			as_user([] {
				const auto inside = in_use();
				for (int round = 0; round < 3; round++) {
					std::vector<int> pids;
					int pid;
					while ((pid = kspawn_fork()) > 0)
						pids.push_back(pid);
					CHECK(pid == -KSPAWN_EAGAIN);
					CHECK(pids.size() == 5);
					CHECK(kspawn_vfork() == -KSPAWN_EAGAIN);
					CHECK(clone(thread_flags, 0) == -KSPAWN_EAGAIN);
					for (int child : pids)
						CHECK(wait_for(child) == exited(5));
				}
				CHECK(in_use()[3] == inside[3]);
				return 0;
			});
			CHECK(in_use() == before);
			check_goes_on();
			return 0;
		},
		options);
}

TEST_CASE("vfork returns when its child has ended, with the memory shared until then")
{
	in_kernel([] {
		as_user([] {
			const size_t address_spaces = kspawn::hosted::in_use().address_spaces;
			static size_t during;
			const int other = thread([] {
				during = kspawn::hosted::in_use().address_spaces;
				return 0;
			});
			const int pid = kspawn_vfork();
			CHECK(during == address_spaces);
			int status = 0;
			CHECK(kspawn_wait4(pid, &status, KSPAWN_WNOHANG) == pid);
			CHECK(status == exited(5));
			CHECK(wait_for(other) == exited(0));
			return 0;
		});
		return 0;
	});
}

TEST_CASE("vfork's parent sleeps until its child execs or ends, however it ends")
{
	for (bool hooks : { false, true }) {
		auto options = with_programs();
		options.child_first = options.switch_in_hooks = hooks;
		const outcome o = run_program({ "/vforks" }, options);
		INFO(o.console);
		CHECK(o.status == exited(0));
		CHECK(o.console.find("vforks: ok\n") != std::string::npos);
	}
}

TEST_CASE("vfork's child outlives a parent that is killed, with the word that it wakes")
{
	for (bool hooks : { false, true }) {
		auto options = with_programs();
		options.child_first = options.switch_in_hooks = hooks;
		const outcome o = run_program({ "/vforks", "orphan" }, options);
		INFO(o.console);
		CHECK(o.status == exited(0));
		CHECK(o.console.find("vforks: ok\n") != std::string::npos);
	}
}

TEST_CASE("a vfork's parent that is killed returns at once and releases the child")
{
	in_kernel([] {
		const auto before = in_use();
		static int child;
		const int pid = user(
			[] {
				child = kspawn_vfork();
				CHECK(child > 0);
				CHECK(kspawn_current()->flags & KSPAWN_TF_KILLED);
				kspawn_user_work(kspawn_current_pt_regs());
				return 1;
			},
			{ "/storm", "yield" });
		yield(10);
		CHECK(kill_pid(pid, 15) == 0);
		CHECK(wait_for(pid) == 15);
		CHECK(kspawn_wait4(child, nullptr, KSPAWN_WNOHANG) == 0);
		CHECK(kill_pid(child, 9) == 0);
		CHECK(wait_for(child) == 9);
		CHECK(in_use() == before);
		return 0;
	});
}

TEST_CASE("an auto-reaped child of vfork keeps its pid until the parent has woken")
{
	auto options = with_programs();
	options.tasks = 8;
	in_kernel(
		[] {
			const auto before = in_use();
			static int parent, worn;
			worn = 0;
			parent = user([] { return kspawn_vfork() > 0 && worn ? 0 : 1; }, { "/storm", "yield" });
			yield(2);
			kspawn_task *child = find(parent)->children;
			kspawn_task_put(child->parent);
			child->flags |= KSPAWN_TF_AUTOREAP;
			CHECK(kspawn_kill(child, 9) == 0);
			while (child->state != KSPAWN_TASK_ZOMBIE)
				kspawn_sched_yield();
			CHECK(child->vfork_word == 0);
			for (worn = 1; worn < 50; worn++) {
				kspawn_task *other = nullptr;
				CHECK(kspawn_kthread_create(run_function, nullptr, &other) == 0);
				CHECK(other->pid != child->pid);
				CHECK(kspawn_kthread_stop(other) == -KSPAWN_EINTR);
			}
			CHECK(wait_for(parent) == exited(0));
			CHECK(in_use() == before);
			return 0;
		},
		options);
}

TEST_CASE("without memory a page fault kills its task alone")
{
	auto options = with_programs();
	options.frames = 96;
	options.quantum_us = 60'000'000; /* no other task runs between the last frame and the fault */
	in_kernel(
		[] {
			const auto before = in_use();
			const int hog = spawn({ "/storm", "pages", "4000" });
			const int modest = spawn({ "/storm", "pages", "4" });
			CHECK(wait_for(hog) == 11);
			CHECK(wait_for(modest) == exited(0));
			CHECK(in_use() == before);
			check_goes_on();
			return 0;
		},
		options);
}

TEST_CASE("without memory exec gives ENOMEM, and works again when some is back")
{
	auto options = with_programs();
	options.frames = 64;
	in_kernel(
		[] {
			const auto before = in_use();
			as_user([] {
				auto &memory = kspawn::hosted::the_machine().memory;
				std::vector<kspawn::hosted::frame_t> hoard;
				while (kspawn::hosted::frame_t frame = memory.alloc())
					hoard.push_back(frame);
				const auto without = in_use();
				CHECK(become_user({ "/echo" }) == -KSPAWN_ENOMEM);
				CHECK(in_use() == without);
				for (auto frame : hoard)
					memory.put(frame);
				CHECK(become_user({ "/echo" }) == 0);
				return 0;
			});
			CHECK(in_use() == before);
			check_goes_on();
			return 0;
		},
		options);
}
