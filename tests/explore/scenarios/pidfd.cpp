/* tests/explore/scenarios/pidfd.cpp: a file that stands for a new child */
#include "common.hpp"

namespace kernel {
namespace {

/* another thread waits by the file, from the moment that it is there */
void waits_by_file(long)
{
	int err = u_wait_file(0);
	if (err == -KSPAWN_EBADF) {
		sleep_on(1);
		err = u_wait_file(0);
	}
	expect(err == 0, "the child of the file", err);
	wake(2);
	u_exit(0);
}
void forks_file(long)
{
	u_thread(waits_by_file, 0);
	begin();
	const int pid = u_fork_file(exits, 5, 3);
	expect(pid == 4 && u_load(3) == 0, "the child and the number of its file", pid, u_load(3));
	wake(1);
	sleep_on(2);
	int status = 0;
	expect(u_wait(-1, &status) == -KSPAWN_ECHILD, "no other child");
	u_exit(0);
}
void spawn_forks_file() { spawn(forks_file); }

/* two threads, each with its child */
void forks_own_file(long n)
{
	const int pid = u_fork_file(exits, 5, int(n));
	const int fd = int(u_load(int(n)));
	expect(pid > 0 && fd >= 0, "clone", pid, fd);
	const int err = u_wait_file(fd);
	expect(err == 0, "the child of the file", err);
	int status = 0;
	expect(u_wait(pid, &status) == -KSPAWN_ECHILD, "its own child");
	u_exit(0);
}
void both_fork_files(long)
{
	u_thread(forks_own_file, 3);
	begin();
	forks_own_file(4);
}
void spawn_both_fork_files() { spawn(both_fork_files); }

/* the process is ended meanwhile: its files have no reserved number, as files.cpp checks */
void forks_file_and_sleeps(long)
{
	u_fork_file(exits, 5, 3);
	sleep_forever();
}
void exit_groups(long)
{
	u_thread(forks_file_and_sleeps, 0);
	begin();
	u_exit_group(7);
}
void spawn_exit_groups() { spawn(exit_groups); }
void check_exit_groups()
{
	expect_status(P, 7 * W);
	expect(ended(4) == none || ended(4) == 5 * W, "the child's status", ended(4));
}

/* the number cannot be written */
void nowhere(long)
{
	begin();
	const int pid = u_fork_file(exits, 5, -1);
	expect(pid == -KSPAWN_EFAULT, "clone", pid);
	expect(u_wait_file(0) == -KSPAWN_EBADF, "no file");
	u_exit(0);
}
void spawn_nowhere() { spawn(nowhere); }

} // namespace

extern const scenarios pidfd_scenarios;
const scenarios pidfd_scenarios = {
	{ .name = "pidfd", .what = "a thread waits by the file of another's child", .init = spawn_forks_file, .check = check_p0 },
	{ .name = "pidfd-two",
	  .what = "two threads have a file each of their child",
	  .init = spawn_both_fork_files,
	  .check = check_p0 },
	{ .name = "pidfd-exit-group",
	  .what = "exit_group while a thread forks with a file",
	  .init = spawn_exit_groups,
	  .check = check_exit_groups },
	{ .name = "pidfd-nowhere", .what = "the number of the file cannot be written", .init = spawn_nowhere, .check = check_p0 },
};

} // namespace kernel
