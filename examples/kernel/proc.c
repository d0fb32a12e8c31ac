/* proc.c: what programs ask of a kernel by reading files, as it is at the start */
#include "file.h"

char *put_text(char *to, const char *text)
{
	const size_t n = strlen(text);

	memcpy(to, text, n);
	return to + n;
}

char *put_number(char *to, unsigned long value)
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

/* As many lines as processors that the machine is asked for. */
static void add_processors(void)
{
	char text[CPUS_MAX * 16], *end = text;

	for (unsigned n = 0; n < CPUS_MAX && n < boot_option("smp", 1); n++)
		end = put_text(put_number(put_text(end, "processor\t: "), n), "\n");
	*end = '\0';
	add("proc/cpuinfo", text);
}

void proc_start(void)
{
	static const char *const folders[] = {
		"proc", "proc/self", "proc/sys", "proc/sys/kernel", "proc/sys/vm", "proc/self/fd"
	};

	enum { FOLDERS = sizeof(folders) / sizeof(*folders) };

	for (unsigned i = 0; i < FOLDERS; i++) {
		struct node *folder = node_make(folders[i], S_IFDIR | 0555);
		if (folder)
			folder->sealed = true;
		if (folder && i == 0)
			folder->processes = true;
		if (folder && i == 1)
			proc_add_thread(folder, 0);
		if (folder && i == FOLDERS - 1)
			folder->numbers = true;
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
	add_processors();
}
