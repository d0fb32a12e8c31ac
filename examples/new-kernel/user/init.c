/* user/init.c: the first program: forks, executes itself in the child, and waits for it */
#include <kspawn_user.h>

static const char *const child_argv[] = { "/init", "child", NULL }, *const child_envp[] = { NULL };

static int wait_for(long child)
{
	int status = 0;

	if (sys_wait4((int)child, &status, 0) != child)
		return 1;
	print("pid %ld has ended with status %d\n", child, status >> 8);
	return status >> 8 == 42 ? 0 : 1;
}

int main(int argc, char **argv, char **envp)
{
	long child;

	(void)envp;
	if (argc > 1) {
		print("hello from %s, pid %d, child of %d\n", argv[0], sys_getpid(), sys_getppid());
		return 42;
	}
	child = sys_fork();
	if (child < 0)
		return 1;
	if (child)
		return wait_for(child);
	sys_execve(child_argv[0], child_argv, child_envp);
	return 127;
}
