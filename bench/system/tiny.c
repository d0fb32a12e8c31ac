/* bench/peers/tiny.c: the least program there is to execute */
#include <kspawn_user.h>

int main(int argc, char **argv, char **envp)
{
	(void)argc;
	(void)argv;
	(void)envp;
	return 0;
}
