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

int read_number(const char *name, int max)
{
	int number = 0;
	const char *at = name;

	for (; *at >= '0' && *at <= '9' && number <= max; at++)
		number = number * 10 + (*at - '0');
	return at > name && !*at && number <= max ? number : -1;
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

static struct node *add_folder(const char *path)
{
	struct node *folder = node_make(path, S_IFDIR | 0555);

	if (folder)
		folder->sealed = true;
	return folder;
}

void proc_start(void)
{
	struct node *proc = add_folder("proc"), *self = add_folder("proc/self"), *files = add_folder("proc/self/fd");

	if (proc)
		proc->processes = true;
	if (self)
		proc_add_thread(self, 0);
	if (files)
		files->numbers = true;
	(void)add_folder("proc/sys");
	(void)add_folder("proc/sys/kernel");
	(void)add_folder("proc/sys/vm");
	add("proc/sys/kernel/ostype", SYSTEM_NAME "\n");
	add("proc/sys/kernel/osrelease", SYSTEM_RELEASE "\n");
	add("proc/mounts", "root / tmpfs rw 0 0\nproc /proc proc ro 0 0\n");
	add("proc/self/mounts", "root / tmpfs rw 0 0\nproc /proc proc ro 0 0\n");
	add("proc/cmdline", "\n");
	add("proc/filesystems", "nodev\ttmpfs\nnodev\tproc\n");
	add_number("proc/sys/kernel/tainted", 0);
	add("proc/sys/kernel/core_pattern", "core\n");
	add_number("proc/sys/kernel/pid_max", TASKS_MAX);
	add_number("proc/sys/kernel/threads-max", TASKS_MAX);
	add_number("proc/sys/vm/overcommit_memory", 1);
	add_memory();
	add_processors();
}
