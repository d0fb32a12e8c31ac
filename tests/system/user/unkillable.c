/* tests/system/user/unkillable.c: no program ends the first process by a signal that it has no handler for
 *
 * It is the first process. (Linux, SIGNAL_UNKILLABLE) */
#include "system.h"

const char *const check_name = "unkillable";

enum { SIGTERM_ = 15, TRIED = 3 };

static int signals_init(long sig)
{
	check("kill", sys_kill(1, (int)sig), 0);
	check("tkill", call(__NR_tkill, 1, sig, 0, 0), 0);
	check("the group", sys_kill(0, 0), 0);
	return check_failed ? 1 : TRIED;
}

int main(int argc, char **argv, char **envp)
{
	static const int signals[] = { 1, 2, 3, SIGKILL, SIGSEGV, SIGTERM_, 64 };

	(void)argc;
	(void)argv;
	(void)envp;
	check("the first process", sys_getpid(), 1);
	for (size_t i = 0; i < sizeof(signals) / sizeof(*signals); i++) {
		check_child("a child's signal", fork_run(signals_init, signals[i]), EXITED(TRIED));
		check("its own", sys_kill(1, signals[i]), 0);
	}
	check("a number that is not a signal", sys_kill(1, 1000), -KSPAWN_EINVAL);
	/* A child whose exit signal is SIGKILL. */
	const long pid = sys_clone(SIGKILL, NULL, NULL, NULL);

	if (pid == 0)
		sys_exit_group(TRIED);
	int status = 0;
	check("wait4", sys(KSPAWN_NR_wait4, pid, (long)&status, 0x40000000 /* __WALL */, 0, 0, 0), pid);
	check("its status", status, EXITED(TRIED));
	return check_end();
}
