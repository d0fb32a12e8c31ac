/* tests/system/user/cycles.c: fork, exec and wait, many times, and not a frame is lost
 *
 * cycles N */
#include "system.h"

const char *const check_name = "cycles";

enum { PRINTED = 500 };

static const char *const end[] = { "/cycles", "end", "3", NULL }, *const none[] = { NULL };

static int execs(long unused)
{
	(void)unused;
	sys_execve(this_program(), end, none);
	return 127;
}

int main(int argc, char **argv, char **envp)
{
	const int n = argc == 2 ? number(argv[1]) : 100;
	struct usage before;

	(void)envp;
	if (argc == 3)
		return number(argv[2]);
	settle();
	check_child("the first", fork_run(execs, 0), EXITED(3));
	before = usage();
	for (int i = 0; i < n && !check_failed; i++) {
		check_child("a child", fork_run(execs, 0), EXITED(3));
		if (i % PRINTED == 0)
			print("cycles: %d of %d\n", i, n); /* or the kernel is taken for one that hangs */
	}
	check_usage("after the last", before);
	if (!check_failed)
		print("cycles: %d\n", n);
	return check_end();
}
