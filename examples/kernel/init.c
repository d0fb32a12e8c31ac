/* init.c: the first process: a kernel thread that becomes the program that the archive names */
#include <kspawn/exec.h>

#include "file.h"

enum { WORDS_MAX = 64 };

/* "/.command" has the words of argv, an empty word, and the words of the environment, each ended by a NUL. */
static int read_command(char *text, const char **argv, const char **envp)
{
	int err, argc = 0, envc = 0;
	struct node *node = node_walk(root, "/.command", true, NULL, &err);
	const long size = node ? node_read(node, 0, text, PAGE_SIZE - 1) : 0;
	const char *at = text;

	for (; at < text + size && *at && argc < WORDS_MAX; at += strlen(at) + 1)
		argv[argc++] = at;
	for (at++; at < text + size && envc < WORDS_MAX; at += strlen(at) + 1)
		envp[envc++] = at;
	return argc;
}

int init(void *arg)
{
	static const char *argv[WORDS_MAX + 1], *envp[WORDS_MAX + 1];
	static char text[PAGE_SIZE];
	int err;

	(void)arg;
	if (!read_command(text, argv, envp))
		argv[0] = "/init";
	err = kspawn_kernel_execve(argv[0], argv, envp);
	if (err)
		log_line("kernel: %s cannot be executed: errno %d", argv[0], -err);
	return err ? 127 : 0;
}
