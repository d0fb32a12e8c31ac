/* tests/system/libc/all.c: an init that runs the programs of its arguments, one after the other */
#define NAME "all"
#include "check.h"

int main(int argc, char *argv[])
{
	(void)argc;
	while (*++argv) {
		int status = -1, ended;
		const int pid = fork();

		if (!pid) {
			execl(*argv, *argv, NULL);
			_exit(127);
		}
		while ((ended = wait(&status)) > 0 && ended != pid)
			;
		check(*argv, status, 0);
		while (wait(NULL) > 0)
			;
	}
	puts(failed ? NAME ": failed" : NAME ": ok");
	return failed;
}
