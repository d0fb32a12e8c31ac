/* main.c: from the machine's start to init */
#include <kspawn/exec.h>
#include <kspawn/fork.h>
#include <kspawn/kthread.h>

#include "file.h"

struct boot_info boot;

unsigned long boot_option(const char *name, unsigned long otherwise)
{
	const size_t n = strlen(name);
	unsigned long value = 0;

	for (const char *at = boot.options; *at; at++) {
		if ((at != boot.options && at[-1] != ' ') || strncmp(at, name, n) || at[n] != '=')
			continue;
		for (at += n + 1; *at >= '0' && *at <= '9'; at++)
			value = value * 10 + (unsigned long)(*at - '0');
		return value ? value : otherwise;
	}
	return otherwise;
}

enum { WORDS_MAX = 64 };

/* "/.command" has the words of argv, an empty one, and those of the environment, each ended by a NUL. */
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

/* The first process: a kernel thread that becomes a program. */
static int init(void *arg)
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

void kernel_start(void)
{
	extern char boot_stack[], boot_stack_end[];

	frames_start();
	processes_start();
	scheduler_start(boot_stack, (size_t)(boot_stack_end - boot_stack));
	files_start();
	log_line("kernel: " MACHINE_NAME ", %lu MiB, an archive of %lu KiB", (unsigned long)(frames_total() * PAGE_SIZE >> 20),
		 (unsigned long)(boot.archive_size >> 10));
	if (kspawn_kernel_thread(init, NULL, SIGCHLD) != 1)
		kspawn_panic("there is no memory for init");
	idle_loop();
}
