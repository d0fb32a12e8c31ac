/* tests/user/clones.c: the flags of clone and the fields of clone3, each answer as Linux 6.18 gives it */
#include "check.h"

const char *const check_name = "clones";

enum { CHILD_EXIT = 5, STACK = 4096, WALL = 0x40000000, WCLONE = (int)0x80000000 };

#define CLONE_PTRACE 0x2000ul
#define CLONE_PARENT 0x8000ul
#define CLONE_DETACHED 0x400000ul
#define CLONE_UNTRACED 0x800000ul
#define CLONE_IO 0x80000000ul
#define CLONE_CLEAR_SIGHAND (1ull << 32)
#define BAD_ADDRESS 8
#define KERNEL_ADDRESS (~0ul / 2 + 1)

static int parent_tid, child_tid;
static char stack[STACK] __attribute__((aligned(16)));

/* A child that has been made exits with CHILD_EXIT; the errno otherwise. */
static long outcome(long pid)
{
	int status = -1;

	if (pid == 0)
		sys_exit_group(CHILD_EXIT);
	if (pid < 0)
		return pid;
	check("wait", sys_wait4((int)pid, &status, WALL), pid);
	return status;
}

/* ---- clone ---- */

static void takes(const char *what, unsigned long flags)
{
	check(what, outcome(sys_clone(flags, &parent_tid, &child_tid, NULL)), EXITED(CHILD_EXIT));
}

static void refuses(const char *what, unsigned long flags)
{
	check(what, sys_clone(flags, &parent_tid, &child_tid, NULL), -KSPAWN_EINVAL);
}

static void check_flags(void)
{
	takes("SIGCHLD", SIGCHLD);
	takes("no signal", 0);
	takes("DETACHED", SIGCHLD | CLONE_DETACHED);
	takes("UNTRACED", SIGCHLD | CLONE_UNTRACED);
	takes("PTRACE", SIGCHLD | CLONE_PTRACE);
	takes("IO", SIGCHLD | CLONE_IO);
	takes("IO in an int", (unsigned long)(int)(SIGCHLD | CLONE_IO));
	takes("a bit above 32", (unsigned long)(SIGCHLD | 1ull << 40));
	takes("FILES and FS", SIGCHLD | CLONE_FILES | CLONE_FS);
	refuses("SIGHAND alone", SIGCHLD | CLONE_SIGHAND);
	refuses("THREAD alone", CLONE_THREAD);
	refuses("THREAD without SIGHAND", CLONE_THREAD | CLONE_VM);
}

/* A signal that does not exist is not sent; the child needs __WCLONE like any other without SIGCHLD. */
static void check_signals(void)
{
	static const unsigned long none[] = { 0, 129, 255 };

	for (unsigned i = 0; i < 3; i++) {
		long pid = sys_clone(none[i], NULL, NULL, NULL);
		int status = -1;

		if (pid == 0)
			sys_exit_group(CHILD_EXIT);
		check("not without __WCLONE", sys_wait4((int)pid, &status, 0), -KSPAWN_ECHILD);
		check("with __WCLONE", sys_wait4((int)pid, &status, WCLONE), pid);
		check("status", status, EXITED(CHILD_EXIT));
	}
}

static void check_tids(void)
{
	static const unsigned long bad[] = { 0, BAD_ADDRESS, KERNEL_ADDRESS };

	for (unsigned i = 0; i < 3; i++) {
		int *at = (int *)bad[i];

		check("PARENT_SETTID", outcome(sys_clone(SIGCHLD | CLONE_PARENT_SETTID, at, NULL, NULL)), EXITED(CHILD_EXIT));
		check("CHILD_SETTID", outcome(sys_clone(SIGCHLD | CLONE_CHILD_SETTID, NULL, at, NULL)), EXITED(CHILD_EXIT));
		check("CHILD_CLEARTID", outcome(sys_clone(SIGCHLD | CLONE_CHILD_CLEARTID, NULL, at, NULL)), EXITED(CHILD_EXIT));
		check("one bad, one good",
		      outcome(sys_clone(SIGCHLD | CLONE_PARENT_SETTID | CLONE_CHILD_SETTID, &parent_tid, at, NULL)),
		      EXITED(CHILD_EXIT));
		check("the good one is written", parent_tid > 0, 1);
		parent_tid = 0;
	}
}

static long with_tls(unsigned long tls) { return outcome(sys_clone(SIGCHLD | CLONE_SETTLS, NULL, NULL, (void *)tls)); }

static void check_tls(void)
{
	check("a TLS of the program", with_tls((unsigned long)stack), EXITED(CHILD_EXIT));
#ifdef KSPAWN_USER_TLS_END
	check("the first TLS that is refused", with_tls(KSPAWN_USER_TLS_END), -KSPAWN_EPERM);
	check("a TLS that is not canonical", with_tls(KSPAWN_USER_TLS_END + 0x1000), -KSPAWN_EPERM);
	check("a TLS of the kernel", with_tls(~0ul), -KSPAWN_EPERM);
	check("the last TLS", with_tls(KSPAWN_USER_TLS_END - 1), EXITED(CHILD_EXIT));
#else
	check("any TLS", with_tls(~0ul), EXITED(CHILD_EXIT));
#endif
}

/* ---- clone3 ---- */

static struct {
	uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls;
	uint64_t set_tid, set_tid_size, cgroup;
	uint64_t later[500];
} args;

enum { FIRST = 64, SECOND = 80, THIRD = 88 };

static void fresh(uint64_t flags)
{
	memset(&args, 0, sizeof(args));
	args.flags = flags;
	args.exit_signal = SIGCHLD;
}

static long clone3(long size) { return outcome(sys(KSPAWN_NR_clone3, (long)&args, size, 0, 0, 0, 0)); }

static void flags3(const char *what, uint64_t flags, long want)
{
	fresh(flags);
	check(what, clone3(FIRST), want);
}

static void check_sizes(void)
{
	static const struct {
		long size, want;
	} sizes[] = {
		{ 0, -KSPAWN_EINVAL },          { FIRST - 1, -KSPAWN_EINVAL },
		{ FIRST, EXITED(CHILD_EXIT) },  { FIRST + 1, EXITED(CHILD_EXIT) },
		{ SECOND, EXITED(CHILD_EXIT) }, { THIRD, EXITED(CHILD_EXIT) },
		{ 128, EXITED(CHILD_EXIT) },    { 4080, EXITED(CHILD_EXIT) },
		{ 1 << 20, -KSPAWN_E2BIG },
	};

	for (unsigned i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		fresh(0);
		check("size", clone3(sizes[i].size), sizes[i].want);
	}
	args.later[4] = 1;
	check("a later version asks for something", clone3(128), -KSPAWN_E2BIG);
	check("not looked at", clone3(THIRD), EXITED(CHILD_EXIT));
	check("bad address", sys(KSPAWN_NR_clone3, BAD_ADDRESS, FIRST, 0, 0, 0, 0), -KSPAWN_EFAULT);
	check("no address", sys(KSPAWN_NR_clone3, 0, FIRST, 0, 0, 0, 0), -KSPAWN_EFAULT);
}

static void check_flags3(void)
{
	flags3("DETACHED", CLONE_DETACHED, -KSPAWN_EINVAL);
	flags3("a signal in flags", 17, -KSPAWN_EINVAL);
	flags3("an unknown flag", 1ull << 40, -KSPAWN_EINVAL);
	flags3("CLEAR_SIGHAND", CLONE_CLEAR_SIGHAND, EXITED(CHILD_EXIT));
	flags3("CLEAR_SIGHAND with SIGHAND", CLONE_VM | CLONE_SIGHAND | CLONE_CLEAR_SIGHAND, -KSPAWN_EINVAL);
	flags3("IO, PTRACE, UNTRACED", CLONE_IO | CLONE_PTRACE | CLONE_UNTRACED, EXITED(CHILD_EXIT));
	flags3("SIGHAND alone", CLONE_SIGHAND, -KSPAWN_EINVAL);
	flags3("THREAD with a signal", CLONE_VM | CLONE_SIGHAND | CLONE_THREAD, -KSPAWN_EINVAL);
	flags3("PARENT with a signal", CLONE_PARENT, -KSPAWN_EINVAL);
}

static void signal3(uint64_t signal, long want)
{
	fresh(0);
	args.exit_signal = signal;
	check("exit signal", clone3(FIRST), want);
}

static void check_signals3(void)
{
	signal3(0, EXITED(CHILD_EXIT));
	signal3(129, -KSPAWN_EINVAL);
	signal3(255, -KSPAWN_EINVAL);
	signal3(256, -KSPAWN_EINVAL);
	signal3(1ull << 32 | SIGCHLD, -KSPAWN_EINVAL);
}

/* As programs of newer libraries leave them. */
static void check_ignored(void)
{
	fresh(0);
	args.pidfd = (uintptr_t)&parent_tid;
	args.cgroup = 3;
	args.tls = KERNEL_ADDRESS;
	args.parent_tid = (uintptr_t)&parent_tid;
	args.child_tid = (uintptr_t)&child_tid;
	parent_tid = 0;
	check("fields without their flags", clone3(THIRD), EXITED(CHILD_EXIT));
	check("parent_tid is not written", parent_tid, 0);
	fresh(0);
	args.set_tid_size = 1;
	check("set_tid_size without set_tid", clone3(SECOND), -KSPAWN_EINVAL);
	args.set_tid_size = 0;
	args.set_tid = (uintptr_t)&parent_tid;
	check("set_tid without set_tid_size", clone3(SECOND), -KSPAWN_EINVAL);
}

static void stack3(const char *what, uint64_t at, uint64_t size)
{
	fresh(0);
	args.stack = at;
	args.stack_size = size;
	check(what, clone3(FIRST), -KSPAWN_EINVAL);
}

static void check_stacks(void)
{
	stack3("a stack without a size", (uintptr_t)stack, 0);
	stack3("a size without a stack", 0, STACK);
	stack3("a stack that wraps", (uintptr_t)stack, ~0ul);
	stack3("a stack in the kernel", ~0ul - STACK, STACK);
	stack3("a stack that ends in the kernel", (uintptr_t)stack, ~0ul - (uintptr_t)stack);
}

static void check_tids3(void)
{
	long pid;

	fresh(CLONE_PARENT_SETTID | CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID);
	args.parent_tid = (uintptr_t)&parent_tid;
	args.child_tid = (uintptr_t)&child_tid;
	if (sizeof(long) == 4) /* only half of it is looked at */
		args.parent_tid |= 1ull << 32;
	pid = sys(KSPAWN_NR_clone3, (long)&args, FIRST, 0, 0, 0, 0);
	if (pid == 0)
		sys_exit_group(child_tid == sys_getpid() ? CHILD_EXIT : 1);
	check("CHILD_SETTID", outcome(pid), EXITED(CHILD_EXIT));
	check("PARENT_SETTID", parent_tid, pid);
	check("the parent's own word is left alone", child_tid, 0);
	args.parent_tid = args.child_tid = BAD_ADDRESS;
	check("bad addresses", clone3(FIRST), EXITED(CHILD_EXIT));
}

/* ---- CLONE_PARENT ---- */

/* Its parent's parent has its sibling to wait for, and it has not. */
static int makes_sibling(long unused)
{
	int grandparent = sys_getppid();
	long pid = sys_clone(SIGCHLD | CLONE_PARENT, NULL, NULL, NULL);

	(void)unused;
	if (pid == 0)
		sys_exit_group(sys_getppid() == grandparent ? CHILD_EXIT : 1);
	check("a sibling", pid > 0, 1);
	check("is not a child", sys_wait4((int)pid, NULL, WALL), -KSPAWN_ECHILD);
	return check_failed ? 1 : 2;
}

static int waits_for_both(long unused)
{
	int first = (int)sys_clone(0, NULL, NULL, NULL), second, status = -1;

	(void)unused;
	if (first == 0)
		sys_exit_group(makes_sibling(0));
	check("the child", sys_wait4(first, &status, WALL), first);
	check("its status", status, EXITED(2));
	check("its sibling has its exit signal, which is none", sys_wait4(-1, NULL, 0), -KSPAWN_ECHILD);
	second = sys_wait4(-1, &status, WCLONE);
	check("the sibling", second > 0 && second != first, 1);
	check("its status", status, EXITED(CHILD_EXIT));
	return check_failed;
}

static void check_parent(void)
{
	check_child("CLONE_PARENT", fork_run(waits_for_both, 0), EXITED(0));
	if (sys_getpid() == 1) {
		refuses("init has no siblings", SIGCHLD | CLONE_PARENT);
		refuses("nor has its thread", CLONE_PARENT | CLONE_THREAD | CLONE_SIGHAND | CLONE_VM);
	}
}

int main(int argc, char **argv, char **envp)
{
	(void)argc;
	(void)argv;
	(void)envp;
	check_flags();
	check_signals();
	check_tids();
	check_tls();
	check_sizes();
	check_flags3();
	check_signals3();
	check_ignored();
	check_stacks();
	check_tids3();
	check_parent();
	if (sys_getpid() == 1)
		check_childless("none is left");
	return check_end();
}
