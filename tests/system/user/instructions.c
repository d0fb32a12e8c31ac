/* tests/system/user/instructions.c: instructions that are the kernel's, and flags that a program may not have */
#include "system.h"

const char *const check_name = "instructions";

/* In the port's assembly. A function that returns gives the exit status. */
extern const struct {
	const char *name;
	int (*how)(void);
	long want;
} instructions[], instructions_end[] __attribute__((visibility("hidden")));

static int run(long n) { return instructions[n].how(); }

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	be_good(argc, argv);
	settle();
	for (long n = 0; &instructions[n] != instructions_end; n++)
		check_run(instructions[n].name, run, n, (int)instructions[n].want);
	return child_runs_end();
}
