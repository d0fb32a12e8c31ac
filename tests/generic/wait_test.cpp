/* tests/generic/wait_test.cpp: wait4 by kernel threads and by system call
 *
 * Tested here: sys_wait4.cpp, sys_waitid.cpp */
#include <sys/syscall.h>

#include "tasks.hpp"

using namespace kspawn::test;

int kspawn::test::pid_of_file;

int kspawn_pidfd(int fd, bool *at_once)
{
	*at_once = fd == 6;
	return fd == 5 || fd == 6 ? pid_of_file : fd == 7 ? -KSPAWN_ECHILD : -KSPAWN_EBADF;
}

namespace {

int exits(int code, int exit_signal = KSPAWN_SIGCHLD)
{
	return thread([code] { return code; }, exit_signal);
}

/// In the current process: sets its group and puts the old one.
int set_group(int pgid) { return int(call(SYS_setpgid, { 0, uintptr_t(pgid) })); }

} // namespace

/* Of each child something else. */
void kspawn_task_usage(kspawn_task *leader, kspawn_rusage *usage)
{
	usage->user[0] = leader->pid;
	usage->system[1] = 2 * leader->pid;
	usage->counts[13] = 3 * leader->pid;
}

namespace {

void check_usage(uintptr_t at, int pid)
{
	for (uintptr_t i = 0; i < 18; i++) {
		const long want = i == 0 ? pid : i == 3 ? 2 * pid : i == 17 ? 3 * pid : 0;
		CHECK(peek<long>(kspawn_current(), at + i * sizeof(long)) == want);
	}
}

} // namespace

TEST_CASE("wait by pid takes that child and no other")
{
	in_kernel([] {
		const int first = exits(1), second = exits(2), third = exits(3);
		CHECK(wait_for(second) == exited(2));
		CHECK(kspawn_wait4(second, nullptr, 0) == -KSPAWN_ECHILD);
		CHECK(wait_for(third) == exited(3));
		CHECK(wait_for(first) == exited(1));
		CHECK(kspawn_wait4(-1, nullptr, 0) == -KSPAWN_ECHILD);
		return 0;
	});
}

TEST_CASE("wait for any takes the oldest zombie first")
{
	in_kernel([] {
		std::vector<uint32_t> go(5);
		std::vector<int> pids;
		for (auto &word : go)
			pids.push_back(thread([&word] { return sleep_on(word); }));
		yield(2);
		for (size_t i : { 3, 0, 4, 1, 2 }) {
			set(go[i]);
			yield(2);
		}
		for (size_t i : { 3, 0, 4, 1, 2 })
			CHECK(kspawn_wait4(-1, nullptr, 0) == pids[i]);
		return 0;
	});
}

TEST_CASE("wait by group takes the children of that group, and by 0 of the caller's")
{
	in_kernel([] {
		as_user([] {
			CHECK(set_group(0) == 0);
			const int own = kspawn_current()->pid;
			CHECK(kspawn_current()->pgid == own);
			const int same = exits(1);
			const int other = user([] {
				CHECK(set_group(0) == 0);
				return 2;
			});
			yield();
			CHECK(kspawn_wait4(-1000, nullptr, 0) == -KSPAWN_ECHILD);
			CHECK(kspawn_wait4(-same, nullptr, 0) == -KSPAWN_ECHILD);
			CHECK(wait_for(-other) == exited(2));
			CHECK(kspawn_wait4(-other, nullptr, 0) == -KSPAWN_ECHILD);
			CHECK(kspawn_wait4(0, nullptr, 0) == same);
			CHECK(kspawn_wait4(0, nullptr, 0) == -KSPAWN_ECHILD);
			CHECK(kspawn_wait4(-own, nullptr, 0) == -KSPAWN_ECHILD);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("the pid of a group's founder is not reused while the group has members")
{
	auto options = with_programs();
	options.tasks = 16;
	in_kernel(
		[] {
			static uint32_t go;
			static int member;
			go = 0;
			const int founder = user([] {
				CHECK(set_group(0) == 0);
				member = thread([] { return sleep_on(go); });
				return 0;
			});
			CHECK(wait_for(founder) == exited(0));
			CHECK(find(founder) == nullptr);
			for (int i = 0; i < 100; i++) {
				const int other = exits(0);
				CHECK(other != founder);
				CHECK(wait_for(other) == exited(0));
			}
			set(go);
			CHECK(kspawn_wait4(-founder, nullptr, 0) == member);
			return 0;
		},
		options);
}

TEST_CASE("WNOHANG returns 0 while children live, their pid when they have ended, ECHILD without any")
{
	in_kernel([] {
		static uint32_t go;
		go = 0;
		const int pid = thread([] {
			sleep_on(go);
			return 8;
		});
		int status = 77;
		CHECK(kspawn_wait4(pid, &status, KSPAWN_WNOHANG) == 0);
		CHECK(kspawn_wait4(-1, &status, KSPAWN_WNOHANG) == 0);
		CHECK(kspawn_wait4(pid + 1, &status, KSPAWN_WNOHANG) == -KSPAWN_ECHILD);
		CHECK(status == 77);
		set(go);
		yield(3);
		CHECK(kspawn_wait4(-1, &status, KSPAWN_WNOHANG) == pid);
		CHECK(status == exited(8));
		CHECK(kspawn_wait4(-1, &status, KSPAWN_WNOHANG) == -KSPAWN_ECHILD);
		return 0;
	});
}

TEST_CASE("wait refuses options it does not know and takes the others")
{
	in_kernel([] {
		const unsigned known =
			KSPAWN_WNOHANG | KSPAWN_WUNTRACED | KSPAWN_WCONTINUED | KSPAWN_WNOTHREAD | KSPAWN_WALL | KSPAWN_WCLONE;
		const int pid = exits(1);
		yield();
		for (unsigned bit = 0; bit < 32; bit++)
			if (!(known & (1u << bit)))
				CHECK(kspawn_wait4(pid, nullptr, 1u << bit) == -KSPAWN_EINVAL);
		CHECK(kspawn_wait4(pid, nullptr, KSPAWN_WUNTRACED | KSPAWN_WCONTINUED | KSPAWN_WNOTHREAD) == pid);
		return 0;
	});
}

TEST_CASE("wait distinguishes children by their exit signal")
{
	in_kernel([] {
		const int plain = exits(1), other = exits(2, 10);
		yield();
		CHECK(kspawn_wait4(other, nullptr, 0) == -KSPAWN_ECHILD);
		CHECK(kspawn_wait4(plain, nullptr, KSPAWN_WCLONE) == -KSPAWN_ECHILD);
		CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WCLONE) == other);
		CHECK(kspawn_wait4(-1, nullptr, 0) == plain);
		const int both[2] = { exits(1), exits(2, 10) };
		yield();
		CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WALL) == both[0]);
		CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WALL | KSPAWN_WCLONE) == both[1]);
		return 0;
	});
}

TEST_CASE("wait refuses a group that no number can name")
{
	in_kernel([] {
		const int pid = exits(1);
		CHECK(kspawn_wait4(INT_MIN, nullptr, 0) == -KSPAWN_ESRCH);
		CHECK(wait_for(pid) == exited(1));
		return 0;
	});
}

TEST_CASE("a kill ends a wait with EINTR and the child is inherited")
{
	in_kernel([] {
		static uint32_t go;
		static int child, got;
		go = 0;
		got = 1;
		const int pid = user([] {
			child = thread([] { return sleep_on(go); });
			got = kspawn_wait4(child, nullptr, 0);
			kspawn_user_work(kspawn_current_pt_regs());
			return 1;
		});
		yield();
		CHECK(kill_pid(pid, 9) == 0);
		CHECK(wait_for(pid) == 9);
		CHECK(got == -KSPAWN_EINTR);
		set(go);
		CHECK(wait_for(child) == exited(0));
		return 0;
	});
}

TEST_CASE("wait4 writes status and rusage")
{
	in_kernel([] {
		as_user([] {
			const uintptr_t at = scratch();
			for (int i = 0; i < 64; i++)
				poke(at + uintptr_t(i) * 4, 0x5a5a5a5a);
			const int pid = exits(200);
			CHECK(kspawn_sys_wait4(pid, at, 0, at + 16) == pid);
			CHECK(peek<int>(kspawn_current(), at) == exited(200));
			CHECK(peek<int>(kspawn_current(), at + 4) == 0x5a5a5a5a);
			check_usage(at + 16, pid);
			CHECK(peek<int>(kspawn_current(), at + 16 + 18 * sizeof(long)) == 0x5a5a5a5a);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("waitid writes the rusage of a zombie, reaped or not")
{
	in_kernel([] {
		as_user([] {
			const uintptr_t at = scratch();
			const int pid = exits(1);
			for (unsigned stays : { KSPAWN_WNOWAIT, 0u }) {
				poke(at + 17 * sizeof(long), 0);
				CHECK(kspawn_sys_waitid(KSPAWN_P_PID, pid, 0, KSPAWN_WEXITED | stays, at) == 0);
				check_usage(at, pid);
			}
			return 0;
		});
		return 0;
	});
}

TEST_CASE("waitid by an open file waits for the process behind it, or not at all if the file says so")
{
	constexpr int file = 5, file_at_once = 6, file_of_reaped = 7, other = 8;
	in_kernel([] {
		as_user([] {
			const auto wait = [](int fd, unsigned options) {
				return kspawn_sys_waitid(KSPAWN_P_PIDFD, fd, scratch(), options, 0);
			};
			uint32_t go = 0;
			pid_of_file = thread([&go] { return sleep_on(go); });
			const int sibling = exits(2);
			yield();
			CHECK(wait(other, KSPAWN_WEXITED) == -KSPAWN_EBADF);
			CHECK(wait(file_of_reaped, KSPAWN_WEXITED) == -KSPAWN_ECHILD);
			CHECK(wait(-1, KSPAWN_WEXITED) == -KSPAWN_EINVAL);
			CHECK(wait(file, KSPAWN_WEXITED | KSPAWN_WNOHANG) == 0);
			CHECK(wait(file_at_once, KSPAWN_WEXITED | KSPAWN_WNOHANG) == 0);
			CHECK(wait(file_at_once, KSPAWN_WEXITED) == -KSPAWN_EAGAIN);
			set(go);
			CHECK(wait(file, KSPAWN_WEXITED | KSPAWN_WNOWAIT) == 0);
			CHECK(wait(file_at_once, KSPAWN_WEXITED) == 0);
			CHECK(wait(file, KSPAWN_WEXITED) == -KSPAWN_ECHILD);
			CHECK(wait_for(sibling) == exited(2));
			return 0;
		});
		return 0;
	});
}

TEST_CASE("waitid distinguishes a core dump from a plain kill")
{
	in_kernel([] {
		as_user([] {
			constexpr uintptr_t child = sizeof(uintptr_t) == 8 ? 16 : 12;
			constexpr int killed = 2, dumped = 3;
			for (int status : { 11, 0x80 | 11, 0x80 | 64 }) {
				const int pid = user([status] {
					kspawn_exit_group(status);
					return 0;
				});
				CHECK(kspawn_sys_waitid(KSPAWN_P_PID, pid, scratch(), KSPAWN_WEXITED, 0) == 0);
				const int code = status & 0x80 ? dumped : killed;
				CHECK((peek<int>(kspawn_current(), scratch() + 4) == code ||
				       peek<int>(kspawn_current(), scratch() + 8) == code));
				CHECK(peek<int>(kspawn_current(), scratch() + child) == pid);
				CHECK(peek<int>(kspawn_current(), scratch() + child + 8) == (status & 0x7f));
			}
			return 0;
		});
		return 0;
	});
}

TEST_CASE("a hostile status or rusage gives EFAULT, and the child is reaped")
{
	in_kernel([] {
		as_user([] {
			poke(scratch(), 0);
			const auto reaps = [](int pid, uintptr_t status, unsigned options, uintptr_t rusage) {
				CHECK(kspawn_sys_wait4(pid, status, options, rusage) == -KSPAWN_EFAULT);
				CHECK(kspawn_wait4(-1, nullptr, 0) == -KSPAWN_ECHILD);
			};
			for (uintptr_t bad : hostile_addresses()) {
				const auto before = in_use();
				reaps(exits(7), bad, 0, 0);
				reaps(exits(7), scratch(), 0, bad);
				CHECK(peek<int>(kspawn_current(), scratch()) == exited(7));
				exits(7);
				yield(2);
				reaps(-1, bad, KSPAWN_WNOHANG, bad);
				CHECK(in_use() == before);
			}
			return 0;
		});
		return 0;
	});
}

TEST_CASE("two threads wait for one child: one reaps it, the other gets ECHILD")
{
	const std::string how = GENERATE("both", "refused");
	const bool hooks = GENERATE(false, true); /* true: the other waits while the first writes the status */
	auto options = with_programs();
	options.switch_in_hooks = hooks;
	const outcome o = run_program({ "/groups", how }, options);
	INFO(how << ": " << o.console);
	CHECK(o.status == exited(0));
	CHECK(o.console == "groups: ok\n");
}

TEST_CASE("the end of a child wakes its parent only if the parent sleeps in a wait")
{
	in_kernel([] {
		const kspawn_task *self = kspawn_current();
		const uint32_t before = self->event;
		const int first = thread([] { return 1; });
		yield(3);
		CHECK(wait_for(first) == exited(1));
		CHECK(self->event == before);
		const int second = thread([] {
			yield(3);
			return 2;
		});
		CHECK(wait_for(second) == exited(2));
		CHECK(self->event == before + 1);
		CHECK((self->flags & KSPAWN_TF_AWAITED) == 0);
		return 0;
	});
}

TEST_CASE("a wait with WNOHANG, or without a child, asks for no wake-up")
{
	in_kernel([] {
		const kspawn_task *self = kspawn_current();
		CHECK(kspawn_wait4(-1, nullptr, 0) == -KSPAWN_ECHILD);
		const int pid = thread([] { return 3; });
		CHECK(kspawn_wait4(pid, nullptr, KSPAWN_WNOHANG) == 0);
		CHECK((self->flags & KSPAWN_TF_AWAITED) == 0);
		CHECK(wait_for(pid) == exited(3));
		return 0;
	});
}

TEST_CASE("a signal ends a wait with EINTR, and the child is waited for again")
{
	in_kernel([] {
		static uint32_t go;
		go = 0;
		const int pid = thread([] {
			sleep_on(go);
			return 5;
		});
		kspawn_task *self = kspawn_current();
		thread(
			[self] {
				kspawn::hosted::interrupt(self);
				return 0;
			},
			0);
		CHECK(kspawn_wait4(pid, nullptr, 0) == -KSPAWN_EINTR);
		CHECK(kspawn_wait4(pid, nullptr, KSPAWN_WNOHANG) == 0);
		set(go);
		CHECK(wait_for(pid) == exited(5));
		return 0;
	});
}

TEST_CASE("a child whose end comes with a signal is found before the signal ends the wait")
{
	in_kernel([] {
		kspawn_task *self = kspawn_current();
		const int pid = thread([self] {
			kspawn::hosted::interrupt(self); /* init runs when this thread has ended */
			return 6;
		});
		CHECK(wait_for(pid) == exited(6));
		return 0;
	});
}

TEST_CASE("a signal does not end a sleep that is killable alone")
{
	in_kernel([] {
		static uint32_t go;
		go = 0;
		kspawn_task *self = kspawn_current();
		thread(
			[self] {
				kspawn::hosted::interrupt(self);
				yield();
				set(go);
				return 0;
			},
			0);
		CHECK(sleep_on(go, KSPAWN_KILLABLE) == 0);
		CHECK(kspawn_wait_word(&go, 1, KSPAWN_INTERRUPTIBLE) == -KSPAWN_EINTR); /* the signal is still there */
		return 0;
	});
}
