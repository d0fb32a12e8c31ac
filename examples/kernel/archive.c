/* archive.c: the first files, out of a cpio archive, "newc": fields of eight hexadecimal digits (cpio(5)) */
#include "file.h"

enum { FIELD_MODE = 1, FIELD_SIZE = 6, FIELD_NAME = 11, HEADER = 110 };

static unsigned long field(const char *header, unsigned n)
{
	unsigned long value = 0;

	for (const char *at = header + 6 + n * 8; at < header + 14 + n * 8; at++)
		value = value * 16 + (unsigned long)(*at <= '9' ? *at - '0' : (*at | 32) - 'a' + 10);
	return value;
}

struct node *node_make(const char *path, uint32_t mode)
{
	char last[NAME_LIMIT];
	int err;
	struct node *dir = node_walk(root, path, false, last, &err), *node;

	if (!dir || !*last || strcmp(last, ".") == 0)
		return NULL;
	node = node_child(dir, last);
	return node ? node : node_new(dir, last, mode);
}

static void add_device(const char *path, enum device device)
{
	struct node *node = node_make(path, S_IFCHR | 0666);

	if (node)
		node->device = device;
}

static void unpack(const char *archive, size_t size)
{
	for (const char *at = archive; at + HEADER <= archive + size && memcmp(at, "07070", 5) == 0;) {
		const size_t length = field(at, FIELD_SIZE), name = field(at, FIELD_NAME);
		const char *data = at + ((HEADER + name + 3) & ~3ul);
		struct node *node;

		if (strcmp(at + HEADER, "TRAILER!!!") == 0) { /* another archive may follow, after zeroes */
			for (at = data; at < archive + size && !*at; at++)
				;
			continue;
		}
		node = node_make(at + HEADER, (uint32_t)field(at, FIELD_MODE));
		if (node && is_link(node) && !node->target && (node->target = heap_alloc(length + 1))) {
			memcpy(node->target, data, length);
		} else if (node && (node->mode & S_IFMT) == S_IFREG) {
			node->archived = data;
			node->size = length;
		}
		at = data + ((length + 3) & ~3ul);
	}
}

void files_start(void)
{
	root = node_new(NULL, "", S_IFDIR | 0755);
	if (!root)
		kspawn_panic("there is no memory for the root");
	unpack(direct(boot.archive), boot.archive_size);
	node_make("dev", S_IFDIR | 0755);
	node_make("dev/shm", S_IFDIR | 01777);
	node_make("tmp", S_IFDIR | 01777);
	proc_start();
	add_device("dev/console", DEVICE_CONSOLE);
	add_device("dev/tty", DEVICE_CONSOLE);
	add_device("dev/null", DEVICE_NULL);
	add_device("dev/zero", DEVICE_ZERO);
}
