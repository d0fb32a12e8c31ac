/* tests/user/check.h: checks that say what failed, children, other programs */
#ifndef KSPAWN_TEST_USER_CHECK_H
#define KSPAWN_TEST_USER_CHECK_H

#include <kspawn/errno.h>
#include <kspawn/frame.h>
#include <kspawn_user.h>

#ifndef KSPAWN_SIGCHLD /* as in <kspawn/fork.h> */
#define KSPAWN_SIGCHLD 17
#endif

enum { SIGILL = 4, SIGFPE = 8, SIGKILL = 9, SIGSEGV = 11, SIGCHLD = KSPAWN_SIGCHLD };

/* Of a thread of the caller's own process. */
#define SAME_PROCESS (CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD)

/* Statuses of wait. Linux marks a core dump, which is not promised here. */
#define EXITED(code) ((0xff & (code)) << 8)
#define KILLED(sig) (sig)
#define STATUS(status) ((status) & ~0x80)

/* Each program defines its name. */
extern const char *const check_name;
static int check_failed;

static inline void check(const char *what, long got, long want)
{
	if (got == want)
		return;
	__atomic_add_fetch(&check_failed, 1, __ATOMIC_RELAXED);
	print("%s: %s: got %ld, want %ld\n", check_name, what, got, want);
}

/* The last line of a program, without which its status is not believed. */
static inline int check_end(void)
{
	if (!check_failed)
		print("%s: ok\n", check_name);
	return check_failed != 0;
}

static inline void check_child(const char *what, int pid, int want)
{
	int status = -1;

	check(what, sys_wait4(pid, &status, 0), pid);
	check(what, STATUS(status), want);
}

static inline void check_childless(const char *what) { check(what, sys_wait4(-1, NULL, 0), -KSPAWN_ECHILD); }

/* A forked child in which fn(arg) runs; its value is the exit status. */
static inline int fork_run(int (*fn)(long), long arg)
{
	int pid = (int)sys_fork();

	if (pid == 0)
		sys_exit_group(fn(arg));
	check("fork", pid > 0, 1);
	return pid;
}

/* Lets all runnable tasks run, more than once. */
static inline void yield_long(void)
{
	for (int i = 0; i < 50; i++)
		sys_sched_yield();
}

static inline const char *environment(char **envp, const char *name)
{
	size_t n = strlen(name);

	for (; *envp; envp++) {
		if (memcmp(*envp, name, n) == 0 && (*envp)[n] == '=')
			return *envp + n + 1;
	}
	return "";
}

/* Another program: "/echo", or under Linux below the directory $ROOT. */
static inline const char *program(char **envp, const char *path)
{
	static char whole[256];
	const char *root = environment(envp, "ROOT");
	size_t n = strlen(root);

	memcpy(whole, root, n);
	memcpy(whole + n, path, strlen(path) + 1);
	return whole;
}

static inline const char *this_program(void) { return (const char *)aux(AT_EXECFN); }

static inline int number(const char *s)
{
	int n = 0;

	while (*s >= '0' && *s <= '9')
		n = n * 10 + (*s++ - '0');
	return n;
}

#endif
