/* archive.c: the first files, out of a cpio archive, "newc": fields of eight hexadecimal digits (cpio(5)) */
#include "file.h"

enum { FIELD_INO = 0, FIELD_MODE = 1, FIELD_LINKS = 4, FIELD_MODIFIED = 5, FIELD_SIZE = 6, FIELD_NAME = 11, HEADER = 110 };

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

/* Files of several names, in one archive. Their contents come with the last of them. */
struct linked {
	unsigned long ino;
	struct node *node;
	struct linked *next;
};

static struct node *add_link(const char *path, struct node *node)
{
	char last[NAME_LIMIT];
	int err;
	struct node *dir = node_walk(root, path, false, last, &err);

	if (dir && *last && !node_child(dir, last))
		node_link(dir, last, node);
	return node;
}

static struct node *add_file(const char *header, struct linked **list)
{
	const char *path = header + HEADER;
	const uint32_t mode = (uint32_t)field(header, FIELD_MODE);
	struct linked *linked;

	if ((mode & S_IFMT) != S_IFREG || field(header, FIELD_LINKS) < 2)
		return node_make(path, mode);
	for (linked = *list; linked; linked = linked->next) {
		if (linked->ino == field(header, FIELD_INO))
			return add_link(path, linked->node);
	}
	linked = heap_alloc(sizeof(*linked));
	if (!linked || !(linked->node = node_make(path, mode))) {
		heap_free(linked);
		return NULL;
	}
	linked->ino = field(header, FIELD_INO);
	linked->next = *list;
	*list = linked;
	return linked->node;
}

static void forget(struct linked **list)
{
	while (*list) {
		struct linked *linked = *list;
		*list = linked->next;
		heap_free(linked);
	}
}

static void add_device(const char *path, enum device device)
{
	struct node *node = node_make(path, S_IFCHR | 0666);

	if (node)
		node->device = device;
}

static void add_symlink(const char *path, const char *target)
{
	struct node *node = node_make(path, S_IFLNK | 0777);

	if (node && is_link(node) && !node->target)
		node->target = heap_string(target);
}

static void unpack(const char *archive, size_t size)
{
	struct linked *linked = NULL;

	for (const char *at = archive; at + HEADER <= archive + size && memcmp(at, "07070", 5) == 0;) {
		const size_t length = field(at, FIELD_SIZE), name = field(at, FIELD_NAME);
		const char *data = at + ((HEADER + name + 3) & ~3ul);
		struct node *node;

		if (strcmp(at + HEADER, "TRAILER!!!") == 0) { /* another archive may follow, after zeroes */
			for (at = data; at < archive + size && !*at; at++)
				;
			forget(&linked);
			continue;
		}
		node = add_file(at, &linked);
		if (node && is_link(node) && !node->target && (node->target = heap_alloc(length + 1))) {
			memcpy(node->target, data, length);
		} else if (node && is_regular(node) && (length || !node->archived)) {
			node->archived = data;
			node->size = length;
		}
		if (node)
			node_set_times(node, (int64_t)field(at, FIELD_MODIFIED) * NSEC_PER_SEC);
		at = data + ((length + 3) & ~3ul);
	}
	forget(&linked);
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
	add_symlink("dev/fd", "/proc/self/fd");
	add_symlink("dev/stdin", "/proc/self/fd/0");
	add_symlink("dev/stdout", "/proc/self/fd/1");
	add_symlink("dev/stderr", "/proc/self/fd/2");
	add_device("dev/console", DEVICE_CONSOLE);
	add_device("dev/tty", DEVICE_CONSOLE);
	add_device("dev/null", DEVICE_NULL);
	add_device("dev/zero", DEVICE_ZERO);
}
