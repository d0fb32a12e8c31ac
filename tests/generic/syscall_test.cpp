/* tests/generic/syscall_test.cpp: system calls by their Linux numbers
 *
 * Tested here: tls_read.cpp, exec_names.cpp, sys_clone3.cpp */
#include <sys/syscall.h>

#include "tasks.hpp"
#if __has_include("tls_argument.hpp") /* of a port whose clone takes a descriptor */
#include "tls_argument.hpp"
#endif

using namespace kspawn::test;

namespace {

#if !__has_include("tls_argument.hpp")
uintptr_t tls_argument(uintptr_t tls) { return tls; }
#endif

/// clone's arguments in the order of the host's Linux, which has the same one.
std::vector<uintptr_t> clone_arguments(uintptr_t flags, uintptr_t stack, uintptr_t parent, uintptr_t child, uintptr_t tls)
{
	const unsigned places[] = { KSPAWN_CLONE_ARGS };
	const uintptr_t values[] = { flags, stack, parent, child, tls };
	std::vector<uintptr_t> args(6);
	for (size_t i = 0; i < std::size(places); i++)
		args[places[i]] = values[i];
	return args;
}

} // namespace

TEST_CASE("the numbers are Linux's")
{
	CHECK(int(KSPAWN_NR_clone) == SYS_clone);
	CHECK(int(KSPAWN_NR_clone3) == SYS_clone3);
	CHECK(int(KSPAWN_NR_waitid) == SYS_waitid);
	CHECK(int(KSPAWN_NR_execve) == SYS_execve);
	CHECK(int(KSPAWN_NR_execveat) == SYS_execveat);
	CHECK(int(KSPAWN_NR_exit) == SYS_exit);
	CHECK(int(KSPAWN_NR_exit_group) == SYS_exit_group);
	CHECK(int(KSPAWN_NR_wait4) == SYS_wait4);
	CHECK(int(KSPAWN_NR_getpid) == SYS_getpid);
	CHECK(int(KSPAWN_NR_getppid) == SYS_getppid);
	CHECK(int(KSPAWN_NR_gettid) == SYS_gettid);
	CHECK(int(KSPAWN_NR_set_tid_address) == SYS_set_tid_address);
	CHECK(int(KSPAWN_NR_sched_yield) == SYS_sched_yield);
#ifdef SYS_fork
	CHECK(int(KSPAWN_NR_fork) == SYS_fork);
#else
	CHECK(int(KSPAWN_NR_fork) < 0);
#endif
#ifdef SYS_vfork
	CHECK(int(KSPAWN_NR_vfork) == SYS_vfork);
#else
	CHECK(int(KSPAWN_NR_vfork) < 0);
#endif
}

TEST_CASE("an unknown system call is ENOSYS, also a negative number")
{
	in_kernel([] {
		as_user([] {
			for (long nr : { -1l, -2l, -100l, 9999l, 100000l, LONG_MAX, LONG_MIN })
				CHECK(call(nr) == -KSPAWN_ENOSYS);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("getpid, gettid and getppid")
{
	in_kernel([] {
		const int init = kspawn_current()->pid;
		as_user([init] {
			CHECK(call(SYS_getpid) == kspawn_current()->pid);
			CHECK(call(SYS_gettid) == kspawn_current()->pid);
			CHECK(call(SYS_getppid) == init);
			return 0;
		});
		static long orphans_parent;
		thread([] { return become_user() ? 1 : int(orphans_parent = call(SYS_getppid)) * 0; }, 0);
		yield();
		CHECK(orphans_parent == 0);
		return 0;
	});
}

TEST_CASE("clone takes its arguments in the port's order")
{
	in_kernel([] {
		as_user([] {
			const uintptr_t at = scratch();
			poke(at, 0);
			poke(at + 4, 0);
			const uintptr_t flags = KSPAWN_CLONE_SETTLS | KSPAWN_CLONE_PARENT_SETTID | KSPAWN_CLONE_CHILD_SETTID |
						KSPAWN_CLONE_CHILD_CLEARTID | KSPAWN_SIGCHLD;
			const int pid =
				int(call(SYS_clone, clone_arguments(flags, at - 4096, at, at + 4, tls_argument(0x112230))));
			CHECK(pid > 0);
			kspawn_task *child = find(pid);
			CHECK(kspawn_pt_regs_sp(child->regs) == at - 4096);
			CHECK(kspawn_pt_regs_tls(child->regs) == 0x112230);
			CHECK(child->exit_signal == KSPAWN_SIGCHLD);
			CHECK(child->clear_tid == at + 4);
			CHECK(peek<int>(kspawn_current(), at) == pid);
			CHECK(peek<int>(child, at + 4) == pid);
			CHECK(kspawn_kill(child, 9) == 0);
			kspawn_task_put(child);
			CHECK(wait_for(pid) == 9);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("clone's low byte is the exit signal, none if there is no such signal, and 24 other bits are its flags")
{
	in_kernel([] {
		as_user([] {
			CHECK(call(SYS_clone, clone_arguments(KSPAWN_CLONE_THREAD | KSPAWN_SIGCHLD, 0, 0, 0, 0)) ==
			      -KSPAWN_EINVAL);
			const auto high = uintptr_t(~uint64_t(0) << 32);
			for (uintptr_t flags :
			     { uintptr_t(SIGURG), uintptr_t(KSPAWN_SIGNAL_MAX + 1), uintptr_t(0xff), high | SIGURG }) {
				const int pid = int(call(SYS_clone, clone_arguments(flags, 0, 0, 0, 0)));
				kspawn_task *child = find(pid);
				CHECK(child->exit_signal == ((flags & 0xff) == SIGURG ? SIGURG : 0));
				kspawn_task_put(child);
				CHECK(kspawn_wait4(pid, nullptr, 0) == -KSPAWN_ECHILD);
				CHECK(kspawn_wait4(pid, nullptr, KSPAWN_WCLONE) == pid);
			}
			return 0;
		});
		return 0;
	});
}

TEST_CASE("exit and exit_group take eight bits")
{
	in_kernel([] {
		for (uintptr_t code : { uintptr_t(0), uintptr_t(255), uintptr_t(256), uintptr_t(0x1234), ~uintptr_t(0) })
			for (long nr : { SYS_exit, SYS_exit_group })
				CHECK(wait_for(user([nr, code] {
					      call(nr, { code });
					      return 1;
				      })) == int(code & 0xff) << 8);
		return 0;
	});
}

TEST_CASE("wait4 looks at the low 32 bits of pid and options")
{
	in_kernel([] {
		as_user([] {
			const int pid = thread([] { return 2; });
			const auto high = uintptr_t(uint64_t(0xffffffff) << 32);
			CHECK(call(SYS_wait4, { high | uintptr_t(pid), 0, high, 0 }) == pid);
			CHECK(call(SYS_wait4, { 0xffffffff, 0, 0, 0 }) == -KSPAWN_ECHILD);
			CHECK(call(SYS_wait4, { 0x80000000, 0, 0, 0 }) == -KSPAWN_ESRCH);
			CHECK(call(SYS_wait4, { 0xffffffff, 0, 0x40, 0 }) == -KSPAWN_EINVAL);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("set_tid_address returns the tid and keeps any address until the end")
{
	in_kernel([] {
		for (size_t i = 0; i < 11; i++)
			as_user([i] {
				CHECK(call(SYS_set_tid_address, { hostile_addresses()[i] }) == kspawn_current()->pid);
				return 0;
			});
		return 0;
	});
}

TEST_CASE("hostile pointers give EFAULT from every system call, and leave nothing")
{
	in_kernel([] {
		as_user([] {
			const uintptr_t path = poke_string(scratch(), "/echo");
			const uintptr_t table = scratch() + 64;
			const uintptr_t settid = KSPAWN_CLONE_PARENT_SETTID | KSPAWN_SIGCHLD;
			poke<uintptr_t>(table, path);
			poke<uintptr_t>(table + 2 * sizeof(table), 0);
			const auto before = in_use();
			const kspawn_mm *mm = kspawn::hosted::process::current().mm;
			for (uintptr_t bad : hostile_addresses()) {
				const bool readable = bad == kspawn_pt_regs_ip(kspawn_current_pt_regs());
				const bool string = readable || bad == kspawn::hosted::user_high - 2; /* "" */
				INFO("address " << bad);
				CHECK(wait_for(int(call(SYS_clone, clone_arguments(settid, 0, bad, 0, 0)))) == exited(5));
				if (!readable) {
					CHECK((string || call(SYS_execve, { bad, table, 0 }) == -KSPAWN_EFAULT));
					CHECK(call(SYS_execve, { path, bad, 0 }) == -KSPAWN_EFAULT);
					CHECK(call(SYS_execve, { path, 0, bad }) == -KSPAWN_EFAULT);
					CHECK(call(SYS_write, { 1, bad, 8 }) == -KSPAWN_EFAULT);
				}
				poke<uintptr_t>(table + sizeof(table), bad); /* a string of argv */
				if (!string)
					CHECK(call(SYS_execve, { path, table, 0 }) == -KSPAWN_EFAULT);
				poke<uintptr_t>(table + sizeof(table), 0);
				CHECK(in_use() == before);
			}
			CHECK(kspawn::hosted::process::current().mm == mm);
			CHECK(kspawn_wait4(-1, nullptr, KSPAWN_WNOHANG | KSPAWN_WALL) == -KSPAWN_ECHILD);
			CHECK(call(SYS_execve, { path, table, 0 }) == 0);
			return 0;
		});
		check_goes_on();
		return 0;
	});
}

TEST_CASE("execve refuses paths and arguments that are too long")
{
	in_kernel([] {
		as_user([] {
			const uintptr_t long_path = poke_string(scratch(), std::string(300, 'a'));
			const uintptr_t path = poke_string(scratch() + 512, "/echo");
			CHECK(call(SYS_execve, { long_path, 0, 0 }) == -KSPAWN_ENAMETOOLONG);

			const uintptr_t big = kspawn_pt_regs_sp(kspawn_current_pt_regs()) - 400000;
			for (uintptr_t at = big; at < big + 132000; at += 1000)
				poke_string(at, std::string(999, 'b'));
			for (uintptr_t at = big; at < big + 131999; at++)
				if (at % 1000 == (big + 999) % 1000)
					poke(at, 'c');
			const uintptr_t table = scratch() + 1024;
			poke<uintptr_t>(table, big);
			poke<uintptr_t>(table + sizeof(table), 0);
			CHECK(call(SYS_execve, { path, table, 0 }) == -KSPAWN_E2BIG);
			CHECK(call(SYS_execve, { path, 0, table }) == -KSPAWN_E2BIG);
			for (uintptr_t i = 0; i < 20000; i++) /* many short ones */
				poke<uintptr_t>(big + sizeof(big) * i, path);
			poke<uintptr_t>(big + sizeof(big) * 20000, 0);
			const auto before = in_use();
			CHECK(call(SYS_execve, { path, big, 0 }) == -KSPAWN_E2BIG);
			CHECK(in_use() == before);
			return 0;
		});
		return 0;
	});
}
