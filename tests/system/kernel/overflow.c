/* tests/system/kernel/overflow.c: a kernel stack that is full ends its task alone */
#include <kspawn/exec.h>
#include <kspawn/fork.h>
#include <kspawn/kthread.h>
#include <kspawn/wait.h>

#include "kernel.h"

static volatile unsigned depth;

static int recurse(void *arg)
{
	volatile char frame[200];

	frame[0] = (char)depth++;
	return depth ? recurse(arg) + frame[0] : 0;
}

int init(void *arg)
{
	static const char *const argv[] = { "/echo", "-x", "77", NULL };

	(void)arg;
	for (int round = 0; round < 3; round++) {
		const size_t before = frames_used();
		int status = -1;
		const int pid = kspawn_kernel_thread(recurse, NULL, SIGCHLD);

		if (kspawn_wait4(pid, &status, 0) != pid || status != SIGSEGV) {
			log_line("overflow: pid %d, status %d", pid, status);
			return 1;
		}
		if (frames_used() != before && round)
			log_line("overflow: %lu frames before, %lu after", (unsigned long)before, (unsigned long)frames_used());
	}
	return kspawn_kernel_execve(argv[0], argv, NULL) ? 1 : 0;
}
