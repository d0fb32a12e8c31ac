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

/* the number cannot be written */
void nowhere(long)
{
	begin();
	const int pid = u_fork_file(exits, 5, -1);
	expect(pid == -KSPAWN_EFAULT, "clone", pid);
	expect(u_wait_file(0) == -KSPAWN_EBADF, "no file");
	u_exit(0);
}

} // namespace

extern const scenarios pidfd_scenarios;
const scenarios pidfd_scenarios = {
	{ .name = "pidfd",
	  .what = "a thread waits by the file of another's child",
	  .init = starts_p<forks_file>,
	  .check = check_p0 },
	{ .name = "pidfd-two",
	  .what = "two threads have a file each of their child",
	  .init = starts_p<both_fork_files>,
	  .check = check_p0 },
	{ .name = "pidfd-nowhere",
	  .what = "the number of the file cannot be written",
	  .init = starts_p<nowhere>,
	  .check = check_p0 },
};

} // namespace kernel
