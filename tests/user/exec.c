/* tests/user/exec.c: becomes another program
 *
 * exec PROGRAM ARG...     with argv PROGRAM ARG... and no environment */
#include "check.h"

const char *const check_name = "exec";

int main(int argc, char **argv, char **envp)
{
	(void)argc;
	(void)envp;
	check("execve", sys_execve(argv[1], (const char *const *)argv + 1, NULL), 0);
	return 1;
}
