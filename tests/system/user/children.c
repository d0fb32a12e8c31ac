/* tests/system/user/children.c: what the end of a child does to its parent, and what a signal does to a wait
 *
 * Nothing here hopes for a moment: signals are sent again and again until they have had their effect. */
#include "system.h"

#include "frames.h"

const char *const check_name = "children";

enum { CHILD_CODE = 3, RESTARTS = 3, REAPED = 200 };

static volatile int runs, reaped, missed;
static int release; /* the end of a pipe: a byte lets the child end */

static void handle(int sig, void (*handler)(int sig, void *info, void *context), unsigned long flags)
{
	const struct action action = { .handler = handler, .flags = flags };

	check("rt_sigaction", call(__NR_rt_sigaction, sig, (long)&action, 0, SIGNAL_SET), 0);
}

#define IGNORED ((void (*)(int, void *, void *))(long)SIG_IGN)
#define DEFAULT ((void (*)(int, void *, void *))(long)SIG_DFL)

static void count(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
	runs++;
}

static void release_at_last(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
	if (++runs == RESTARTS)
		sys_write(release, "x", 1);
}

/* ---- signals while the parent waits ---- */

static int ends_when_released(long fd)
{
	char byte;

	call(__NR_read, fd, (long)&byte, 1, 0);
	return CHILD_CODE;
}

static int sends(long parent)
{
	while (sys_kill((int)parent, SIGUSR1) == 0)
		sys_sched_yield();
	return 1;
}

static int sends_and_releases(long parent)
{
	for (int i = 0; i < 50; i++) {
		sys_kill((int)parent, SIGUSR1);
		sys_sched_yield();
	}
	sys_write(release, "x", 1);
	return 0;
}

static int wait_by_4(int pid)
{
	int status = 0;
	const int got = sys_wait4(pid, &status, 0);

	if (got == pid)
		check("status", status, EXITED(CHILD_CODE));
	return got;
}

static int wait_by_id(int pid)
{
	int info[32] = { 0 };
	const int err = (int)sys(__NR_waitid, 1 /* P_PID */, pid, (long)info, 4 /* WEXITED */, 0, 0);

	if (err == 0)
		check("si_status", info[sizeof(long) == 8 ? 6 : 5], CHILD_CODE);
	return err ? err : pid;
}

static void end(int pid)
{
	sys_kill(pid, SIGKILL);
	while (sys_wait4(pid, NULL, 0) == -KSPAWN_EINTR)
		;
}

/* `by` is called while signals come; what it must return, 0 for the child. */
static void interrupt(const char *what, int (*by)(int pid), int (*sender)(long parent), int want)
{
	int ends[2], child, other, got;

	check("pipe2", call(__NR_pipe2, (long)ends, 0, 0, 0), 0);
	release = ends[1];
	runs = 0;
	child = fork_run(ends_when_released, ends[0]);
	other = fork_run(sender, sys_getpid());
	got = by(child);
	check(what, got, want ? want : child);
	end(other);
	if (got != child)
		end(child);
	call(__NR_close, ends[0], 0, 0, 0);
	call(__NR_close, ends[1], 0, 0, 0);
}

static int interrupts(long unused)
{
	(void)unused;
	handle(SIGUSR1, count, 0);
	interrupt("wait4 ends with EINTR", wait_by_4, sends, -KSPAWN_EINTR);
	interrupt("waitid ends with EINTR", wait_by_id, sends, -KSPAWN_EINTR);
	handle(SIGUSR1, release_at_last, SA_RESTART);
	interrupt("wait4 is restarted", wait_by_4, sends, 0);
	check("handlers ran", runs >= RESTARTS, 1);
	interrupt("waitid is restarted", wait_by_id, sends, 0);
	check("handlers ran", runs >= RESTARTS, 1);
	handle(SIGUSR1, IGNORED, 0);
	interrupt("an ignored signal ends no wait", wait_by_4, sends_and_releases, 0);
	return check_failed != 0;
}

/* ---- children that are ignored ---- */

static int exits(long code) { return (int)code; }

static void leaves_none(const char *what)
{
	fork_run(exits, CHILD_CODE);
	fork_run(exits, CHILD_CODE);
	check(what, sys_wait4(-1, NULL, 0), -KSPAWN_ECHILD);
}

static int ignores(long unused)
{
	int info[32], pid;

	(void)unused;
	pid = fork_run(exits, CHILD_CODE);
	check("a zombie", sys(__NR_waitid, 1, pid, (long)info, 4 | 0x1000000 /* WNOWAIT */, 0, 0), 0);
	handle(SIGCHLD, IGNORED, 0);
	check("a zombie from before stays", wait_by_4(pid), pid);
	leaves_none("SIGCHLD is ignored");
	handle(SIGCHLD, DEFAULT, SA_NOCLDWAIT);
	leaves_none("SA_NOCLDWAIT");
	runs = 0;
	handle(SIGCHLD, count, SA_NOCLDWAIT | SA_RESTART);
	leaves_none("SA_NOCLDWAIT with a handler");
	check("the handler ran", runs > 0, 1);
	handle(SIGCHLD, DEFAULT, 0);
	check("default", wait_by_4(fork_run(exits, CHILD_CODE)) > 0, 1);
	return check_failed != 0;
}

/* ---- a handler finds the child whose end it is called for ---- */

static void reap(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
	if (sys_wait4(-1, NULL, WNOHANG) > 0)
		reaped++;
	else
		missed++;
}

static int reaps(long unused)
{
	(void)unused;
	handle(SIGCHLD, reap, 0);
	for (int i = 1; i <= REAPED; i++) {
		fork_run(exits, 0);
		while (reaped < i)
			sys_sched_yield();
	}
	check("SIGCHLD before its zombie", missed, 0);
	return check_failed != 0;
}

/* ---- exit signals ---- */

static int clones(long sig)
{
	if (sys_clone((unsigned long)sig, NULL, NULL, NULL) == 0)
		sys_exit_group(0);
	for (;;)
		sys_sched_yield();
}

static int clones_and_waits(long sig)
{
	if (sys_clone((unsigned long)sig, NULL, NULL, NULL) == 0)
		sys_exit_group(0);
	return sys_wait4(-1, NULL, 0x40000000 /* __WALL */) > 0;
}

int main(int argc, char **argv, char **envp)
{
	(void)argc, (void)argv, (void)envp;
	check_child("signals during waits", fork_run(interrupts, 0), EXITED(0));
	check_child("ignored children", fork_run(ignores, 0), EXITED(0));
	check_child("SIGCHLD's handler", fork_run(reaps, 0), EXITED(0));
	check_child("a parent whose child's end kills it", fork_run(clones, SIGKILL), KILLED(SIGKILL));
	check_child("another signal that kills", fork_run(clones, SIGUSR1), KILLED(SIGUSR1));
	check_child("one that does not", fork_run(clones_and_waits, SIGURG), EXITED(1));
	while (sys_wait4(-1, NULL, 0x40000000) > 0) /* orphans */
		;
	return check_end();
}
