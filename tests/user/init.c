/* tests/user/init.c: the demo: the first process, its children, and how each one ends */
#include "check.h"

const char *const check_name = "init";

enum { ORPHAN = 41, PLAIN = 42, VFORKED = 43 };

static char **environ;

/* How each is expected to end. The orphan's pid is known to no process except the
 * child that left it, so it has the entry without one. */
static struct child {
	const char *what;
	int pid;
	int status;
	int ends;
} children[8];
static int count;

static void expect(const char *what, int pid, int status)
{
	children[count++] = (struct child){ what, pid, status, 0 };
	if (pid)
		print("init: pid %d: %s\n", pid, what);
}

static const char *const echo[] = { "/echo", "one", "two words", NULL };
static const char *const verbose_echo[] = { "/echo", "-v", "one", NULL };
static const char *const crash[] = { "/crash", "wild", NULL };
static const char *const status_43[] = { "/echo", "-x", "43", NULL };
static const char *const demo[] = { "DEMO=kspawn", NULL };

static int execs(long address)
{
	const char *const *argv = (const char *const *)address;

	print("pid %d: exec %s \"%s\" \"%s\"\n", sys_getpid(), argv[0], argv[1], argv[2] ? argv[2] : "");
	check("execve", sys_execve(program(environ, argv[0]), argv, demo), 0);
	return 127;
}

static int exits(long status) { return (int)status; }

static int orphan(long parent)
{
	while (sys_getppid() == parent)
		sys_sched_yield();
	print("pid %d: my parent was %d, and is %d\n", sys_getpid(), (int)parent, sys_getppid());
	return ORPHAN;
}

/* Ends before its child does, which init then inherits. */
static int leaves_an_orphan(long unused)
{
	int pid = fork_run(orphan, sys_getpid());

	(void)unused;
	print("pid %d: child %d, which I leave alone\n", sys_getpid(), pid);
	return 0;
}

static int vfork_and_exec(void)
{
	const char *path = program(environ, status_43[0]);
	int pid = (int)sys_vfork();

	if (pid == 0) {
		sys_execve(path, status_43, demo);
		sys_exit_group(127);
	}
	return pid;
}

static void start_children(void)
{
	expect("execs /echo", fork_run(execs, (long)echo), EXITED(0));
	expect("execs /echo, which prints all", fork_run(execs, (long)verbose_echo), EXITED(0));
	expect("leaves an orphan", fork_run(leaves_an_orphan, 0), EXITED(0));
	expect("orphan", 0, EXITED(ORPHAN));
	expect("vforked, execs /echo", vfork_and_exec(), EXITED(VFORKED));
	expect("exits", fork_run(exits, PLAIN), EXITED(PLAIN));
	expect("execs /crash", fork_run(execs, (long)crash), KILLED(SIGSEGV));
}

static void ended(int pid, int status)
{
	struct child *child = NULL;

	if (status & 0x7f)
		print("init: pid %d: killed by signal %d\n", pid, status & 0x7f);
	else
		print("init: pid %d: exit status %d\n", pid, status >> 8);
	for (int i = 0; i < count && !child; i++) {
		if (children[i].pid == pid || (children[i].pid == 0 && STATUS(status) == EXITED(ORPHAN)))
			child = &children[i];
	}
	check("a child unknown", child == NULL, 0);
	if (child) {
		child->ends++;
		check(child->what, STATUS(status), child->status);
	}
}

int main(int argc, char **argv, char **envp)
{
	int pid, status;

	(void)argc;
	environ = envp;
	print("init: pid %d, child of %d, %s\n", sys_getpid(), sys_getppid(), argv[0]);
	check("pid", sys_getpid(), 1);
	start_children();
	while ((pid = sys_wait4(-1, &status, 0)) > 0)
		ended(pid, status);
	check("no child is left", pid, -KSPAWN_ECHILD);
	for (int i = 0; i < count; i++)
		check(children[i].what, children[i].ends, 1);
	return check_end();
}
