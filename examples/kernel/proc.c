/* proc.c: what programs ask of a kernel by reading files, as it is at the start */
#include "file.h"

/* Appends a string, and a number in decimal. */
static char *put_text(char *to, const char *text)
{
	const size_t n = strlen(text);

	memcpy(to, text, n);
	return to + n;
}

static char *put_number(char *to, unsigned long value)
{
	char digits[20], *at = digits + sizeof(digits);

	do
		*--at = (char)('0' + value % 10);
	while (value /= 10);
	memcpy(to, at, (size_t)(digits + sizeof(digits) - at));
	return to + (digits + sizeof(digits) - at);
}

/* As a file of the archive has its contents. */
static void add(const char *path, const char *text)
{
	struct node *node = node_make(path, S_IFREG | 0444);

	if (node && (node->archived = heap_string(text)))
		node->size = strlen(text);
}

static void add_number(const char *path, unsigned long value)
{
	char line[24];

	*put_text(put_number(line, value), "\n") = '\0';
	add(path, line);
}

static char *put_memory(char *to, const char *name, size_t frames)
{
	return put_text(put_number(put_text(to, name), frames * (PAGE_SIZE / 1024)), " kB\n");
}

static void add_memory(void)
{
	char text[256], *end = text;

	end = put_memory(end, "MemTotal:       ", frames_total());
	end = put_memory(end, "MemFree:        ", frames_total() - frames_used());
	end = put_memory(end, "MemAvailable:   ", frames_total() - frames_used());
	end = put_memory(end, "SwapTotal:      ", 0);
	end = put_memory(end, "SwapFree:       ", 0);
	*end = '\0';
	add("proc/meminfo", text);
}

void proc_start(void)
{
	static const char *const folders[] = { "proc", "proc/self", "proc/sys", "proc/sys/kernel", "proc/sys/vm" };

	for (unsigned i = 0; i < sizeof(folders) / sizeof(*folders); i++) {
		struct node *folder = node_make(folders[i], S_IFDIR | 0555);
		if (folder)
			folder->sealed = true;
	}
	add("proc/mounts", "root / tmpfs rw 0 0\nproc /proc proc ro 0 0\n");
	add("proc/self/mounts", "root / tmpfs rw 0 0\nproc /proc proc ro 0 0\n");
	add("proc/cmdline", "\n");
	add("proc/filesystems", "nodev\ttmpfs\nnodev\tproc\n");
	add_number("proc/sys/kernel/tainted", 0);
	add_number("proc/sys/kernel/pid_max", TASKS_MAX);
	add_number("proc/sys/kernel/threads-max", TASKS_MAX);
	add_number("proc/sys/vm/overcommit_memory", 1);
	add_memory();
}
