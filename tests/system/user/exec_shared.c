/* tests/system/user/exec_shared.c: an exec leaves alone the files and handlers that another process shares with it */
#include "system.h"

#include "frames.h"

const char *const check_name = "exec_shared";

static char stack[16384] __attribute__((aligned(16)));
static volatile int runs;
static int ends[2]; /* of a pipe that the executed program writes to */

static void count(int sig, void *info, void *context)
{
	(void)sig, (void)info, (void)context;
	runs++;
}

static int execs(void *unused)
{
	(void)unused;
	exec_good(ends[1]);
	return 1;
}

static int closes(void *fd)
{
	sys_exit_group((int)call(__NR_close, *(int *)fd, 0, 0, 0));
	return 1;
}

/* The parent continues when the child has executed a program or ended. */
static void run_sharing(const char *what, unsigned long flags, int (*fn)(void *), void *arg, int want)
{
	const long pid = sys_thread(CLONE_VM | CLONE_VFORK | SIGCHLD | flags, stack + sizeof(stack), fn, arg, NULL, NULL, NULL);

	check_child(what, (int)pid, EXITED(want));
}

static bool is_open(int fd) { return call(__NR_fcntl, fd, 1 /* F_GETFD */, 0, 0) >= 0; }

int main(int argc, char **argv, char **envp)
{
	const struct action action = { .handler = count };
	int fd;

	(void)envp;
	be_good(argc, argv);
	check("pipe2", call(__NR_pipe2, (long)ends, 0, 0, 0), 0);
	fd = (int)call(__NR_openat, -100, (long)this_program(), O_CLOEXEC, 0);
	check("openat", fd >= 0, 1);
	check("rt_sigaction", call(__NR_rt_sigaction, SIGUSR1, (long)&action, 0, SIGNAL_SET), 0);

	run_sharing("files are shared", CLONE_FILES, execs, NULL, GOOD);
	check("a close-on-exec file of the parent is open", is_open(fd), 1);
	run_sharing("handlers are shared", CLONE_SIGHAND, execs, NULL, GOOD);
	sys_kill(sys_getpid(), SIGUSR1);
	check("the parent's handler ran", runs, 1);
	run_sharing("all is shared", CLONE_FILES | CLONE_FS | CLONE_SIGHAND, execs, NULL, GOOD);
	check("a close-on-exec file of the parent is open", is_open(fd), 1);
	run_sharing("a child that closes, and does not exec", CLONE_FILES, closes, &fd, 0);
	check("closes the parent's file", is_open(fd), 0);
	return check_end();
}
