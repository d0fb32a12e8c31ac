/* tests/user/waits.c: waitid, and the status of a process, each answer as Linux 6.18 gives it */
#include <asm/unistd.h>

#include "check.h"

const char *const check_name = "waits";

enum { P_ALL, P_PID, P_PGID, P_PIDFD };
enum { STOPPED = 2, EXITED_ = 4, CONTINUED = 8, NOWAIT = 0x01000000, WALL = 0x40000000 };
enum { CLD_EXITED = 1, CLD_KILLED = 2 };
enum { STACK = 4096, INTS = 32, UNTOUCHED = 0x55555555, BAD_ADDRESS = 8, MOST = 0x7fffffff };

#ifndef KSPAWN_SIGINFO_CODE
#define KSPAWN_SIGINFO_CODE 2
#endif
/* siginfo_t: three ints, then pid, uid and status, aligned to a word */
enum { CODE = KSPAWN_SIGINFO_CODE, ERRNO = 3 - CODE, PID = sizeof(long) == 8 ? 4 : 3, UID, STATUS };

static int info[INTS];
static long usage[18];

static long wait_into(void *to, int type, int id, int options, void *used)
{
	for (int i = 0; i < INTS; i++)
		info[i] = UNTOUCHED;
	return sys(KSPAWN_NR_waitid, type, id, (long)to, options, (long)used, 0);
}

static long waitid(int type, int id, int options) { return wait_into(info, type, id, options, NULL); }

static void check_info(const char *what, int code, int pid, int status)
{
	check(what, info[0], pid ? SIGCHLD : 0);
	check(what, info[ERRNO], 0);
	check(what, info[CODE], code);
	check(what, info[PID], pid);
	check(what, info[UID] != UNTOUCHED, 1);
	check(what, info[STATUS], status);
	check("what is between is left alone", PID == 3 || info[3] == UNTOUCHED, 1);
	check("and what follows", info[STATUS + 1], UNTOUCHED);
	check("to the end", info[INTS - 1], UNTOUCHED);
}

static void check_wait(const char *what, int type, int id, int options, int code, int pid, int status)
{
	check(what, waitid(type, id, options), 0);
	check_info(what, code, pid, status);
}

static void check_none(const char *what, int type, int id, int options) { check_wait(what, type, id, options, 0, 0, 0); }

static void check_refused(const char *what, int type, int id, int options, int err)
{
	check(what, waitid(type, id, options), -err);
	check_info(what, 0, 0, 0);
}

static int exits(long code) { return (int)code; }

static int spins(long unused)
{
	(void)unused;
	while (sys_sched_yield() == 0)
		;
	return 1;
}

static int exits_later(long code)
{
	yield_long();
	return (int)code;
}

/* ---- waitid ---- */

static void check_endings(void)
{
	int pid = fork_run(exits, 7);

	check_wait("exit", P_PID, pid, EXITED_, CLD_EXITED, pid, 7);
	pid = fork_run(exits, 255);
	check_wait("exit", P_ALL, 0, EXITED_, CLD_EXITED, pid, 255);
	pid = fork_run(spins, 0);
	sys_kill(pid, SIGKILL);
	check_wait("killed", P_PID, pid, EXITED_ | STOPPED | CONTINUED, CLD_KILLED, pid, SIGKILL);
	pid = fork_run(exits, 1);
	check_wait("not yet reaped", P_PID, pid, EXITED_ | NOWAIT, CLD_EXITED, pid, 1);
	check_wait("again", P_PGID, 0, EXITED_ | NOWAIT | WNOHANG, CLD_EXITED, pid, 1);
	check("P_ALL takes any id", wait_into(NULL, P_ALL, -5, EXITED_, usage), 0);
	check_refused("reaped", P_PID, pid, EXITED_, KSPAWN_ECHILD);
	check_refused("no child", P_ALL, 0, EXITED_ | WNOHANG, KSPAWN_ECHILD);
}

static void check_arguments(int pid)
{
	static const int bad[][3] = {
		{ P_PID, 1, 0 },
		{ P_PID, 1, WNOHANG },
		{ P_PID, 1, NOWAIT | WALL },
		{ P_PID, 1, EXITED_ | 0x10 },
		{ 4, 1, EXITED_ },
		{ 9, 1, EXITED_ },
		{ -1, 1, EXITED_ },
		{ P_PID, 0, EXITED_ },
		{ P_PID, -1, EXITED_ },
		{ P_PGID, -1, EXITED_ },
		{ P_PGID, -MOST - 1, EXITED_ },
		{ P_PIDFD, -1, EXITED_ },
		{ P_PIDFD, 99, 0 },
	};

	for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		check_refused("a bad argument", bad[i][0], bad[i][1], bad[i][2], KSPAWN_EINVAL);
	check_refused("a number that is not a pidfd", P_PIDFD, 99, EXITED_, KSPAWN_EBADF);
	check_none("running", P_PID, pid, EXITED_ | WNOHANG);
	check_none("the own group", P_PGID, 0, EXITED_ | WNOHANG);
	check_refused("a group that is not", P_PGID, 999999, EXITED_ | WNOHANG, KSPAWN_ECHILD);
	check_refused("the last number", P_PGID, MOST, EXITED_ | WNOHANG, KSPAWN_ECHILD);
}

static void check_addresses(int pid)
{
	void *bad = (void *)BAD_ADDRESS;

	check("no info", wait_into(NULL, P_PID, pid, EXITED_ | WNOHANG, NULL), 0);
	check("bad info, none ended", wait_into(bad, P_PID, pid, EXITED_ | WNOHANG, NULL), -KSPAWN_EFAULT);
	check("bad usage, none ended", wait_into(info, P_PID, pid, EXITED_ | WNOHANG, bad), 0);
	check("bad info hides an error", wait_into(bad, P_PID, 0, EXITED_, NULL), -KSPAWN_EFAULT);
	check("an error without info", wait_into(NULL, P_PID, 0, EXITED_, NULL), -KSPAWN_EINVAL);
}

static void check_reaped_in_vain(void)
{
	void *bad = (void *)BAD_ADDRESS;
	int pid = fork_run(exits, 1);

	check("bad info", wait_into(bad, P_PID, pid, EXITED_ | NOWAIT, NULL), -KSPAWN_EFAULT);
	check("bad info", wait_into(bad, P_PID, pid, EXITED_, NULL), -KSPAWN_EFAULT);
	check_refused("no child is left", P_PID, pid, EXITED_, KSPAWN_ECHILD);
	pid = fork_run(exits, 1);
	check("bad usage", wait_into(info, P_PID, pid, EXITED_, bad), -KSPAWN_EFAULT);
	check("info is left alone", info[0], UNTOUCHED);
	check_refused("no child is left", P_PID, pid, EXITED_, KSPAWN_ECHILD);
}

static void check_wait4_in_vain(void)
{
	int status = UNTOUCHED, pid = fork_run(exits, 1);

	usage[0] = UNTOUCHED;
	check("bad status", sys(KSPAWN_NR_wait4, pid, BAD_ADDRESS, 0, (long)usage, 0, 0), -KSPAWN_EFAULT);
	check("usage is left alone", usage[0], UNTOUCHED);
	check("no child is left", sys_wait4(pid, NULL, 0), -KSPAWN_ECHILD);
	pid = fork_run(exits, 2);
	check("bad usage", sys(KSPAWN_NR_wait4, pid, (long)&status, 0, BAD_ADDRESS, 0, 0), -KSPAWN_EFAULT);
	check("the status is written", status, EXITED(2));
	check("no child is left", sys_wait4(pid, NULL, 0), -KSPAWN_ECHILD);
	check("bad status, no child", sys(KSPAWN_NR_wait4, -1, BAD_ADDRESS, 0, BAD_ADDRESS, 0, 0), -KSPAWN_ECHILD);
}

static void check_stops(int pid)
{
	int later;

	check_none("stopped alone", P_PID, pid, STOPPED | WNOHANG);
	check_none("continued alone", P_PID, pid, CONTINUED | WNOHANG);
	sys_kill(pid, SIGKILL);
	check_refused("until it has ended", P_PID, pid, STOPPED | CONTINUED, KSPAWN_ECHILD);
	later = fork_run(exits_later, 3);
	check_refused("until all have ended", P_ALL, 0, STOPPED, KSPAWN_ECHILD);
	check_wait("their ends are left", P_PID, pid, EXITED_, CLD_KILLED, pid, SIGKILL);
	check_wait("their ends are left", P_PID, later, EXITED_, CLD_EXITED, later, 3);
}

static int founds_group(long unused)
{
	(void)unused;
	sys(__NR_setpgid, 0, 0, 0, 0, 0, 0);
	return 4;
}

static void check_group(void)
{
	int pid = fork_run(founds_group, 0);
	long got;

	while ((got = waitid(P_PGID, pid, EXITED_)) == -KSPAWN_ECHILD)
		sys_sched_yield(); /* it has not yet founded it */
	check("a group", got, 0);
	check_info("a group", CLD_EXITED, pid, 4);
}

/* ---- a process has its last thread's status ---- */

static char stacks[2][STACK] __attribute__((aligned(16)));
static int tids[2];

static void start(int n, int (*run)(void *), void *arg)
{
	long tid = sys_thread(SAME_PROCESS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID, stacks[n] + STACK, run, arg, &tids[n],
			      &tids[n], NULL);

	check("thread", tid > 0, 1);
}

static void join(int n)
{
	while (__atomic_load_n(&tids[n], __ATOMIC_ACQUIRE))
		sys_sched_yield();
}

static int returns(void *code)
{
	yield_long();
	return (int)(long)code;
}

static int joins_first(void *code)
{
	join(0);
	return (int)(long)code;
}

static int ends_group(void *code)
{
	yield_long();
	sys_exit_group((int)(long)code);
}

static int stays(void *unused)
{
	(void)unused;
	return spins(0);
}

static int leader_first(long unused)
{
	(void)unused;
	start(0, returns, (void *)5);
	start(1, joins_first, (void *)6);
	sys_exit(3);
}

static int leader_last(long unused)
{
	(void)unused;
	start(0, returns, (void *)5);
	join(0);
	sys_exit(3);
}

static int group_ends(long unused)
{
	(void)unused;
	start(0, ends_group, (void *)7);
	sys_exit(3);
}

static int thread_stays(long unused)
{
	(void)unused;
	start(0, stays, NULL);
	sys_exit(3);
}

static void check_leaderless(void)
{
	int pid = fork_run(thread_stays, 0);

	yield_long();
	check_none("a process whose leader has ended is alive", P_PID, pid, EXITED_ | WNOHANG);
	check_none("and might stop", P_PID, pid, STOPPED | WNOHANG);
	sys_kill(pid, SIGKILL);
	check_child("killed without its leader", pid, KILLED(SIGKILL));
}

static void check_threads(void)
{
	check_child("the leader ends first", fork_run(leader_first, 0), EXITED(6));
	check_child("the leader ends last", fork_run(leader_last, 0), EXITED(3));
	check_child("a thread ends the group", fork_run(group_ends, 0), EXITED(7));
	check_leaderless();
}

int main(int argc, char **argv, char **envp)
{
	int pid;

	(void)argc;
	(void)argv;
	(void)envp;
	check_endings();
	pid = fork_run(spins, 0);
	check_arguments(pid);
	check_addresses(pid);
	check_stops(pid);
	check_reaped_in_vain();
	check_wait4_in_vain();
	check_group();
	check_threads();
	check_childless("none is left");
	return check_end();
}
