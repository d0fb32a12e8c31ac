/* tree.c: the tree of files, which begins as the archive that the loader brought */
#include <asm/stat.h>

#include "file.h"

struct mutex files_lock;
struct node *root;
static uint32_t last_ino;
static size_t pages_written; /* at most half of the memory, or none would be left to remove a file */

struct node *node_child(struct node *dir, const char *name)
{
	if (strcmp(name, ".") == 0)
		return dir;
	if (strcmp(name, "..") == 0)
		return dir->parent;
	for (struct node *n = dir->children; n; n = n->next) {
		if (strcmp(n->name, name) == 0)
			return n;
	}
	return NULL;
}

static void attach(struct node *node, struct node *dir)
{
	node_get(dir);
	node->parent = dir;
	node->next = dir->children;
	dir->children = node;
}

static void detach(struct node *node)
{
	struct node **at = &node->parent->children;

	while (*at != node)
		at = &(*at)->next;
	*at = node->next;
}

struct node *node_new(struct node *dir, const char *name, uint32_t mode)
{
	struct node *n = heap_alloc(sizeof(*n));

	if (!n || !(n->name = heap_string(name))) {
		heap_free(n);
		return NULL;
	}
	n->refs = 1;
	n->mode = mode;
	n->ino = ++last_ino;
	n->parent = n;
	if (dir)
		attach(n, dir);
	return n;
}

void node_get(struct node *node)
{
	__atomic_fetch_add(&node->refs, 1, __ATOMIC_RELAXED);
}

/* With the last of its children may go the folder of a removed one. */
void node_put(struct node *node)
{
	while (node && !__atomic_sub_fetch(&node->refs, 1, __ATOMIC_ACQ_REL)) {
		struct node *parent = node->parent;

		node_truncate(node, 0);
		heap_free(node->target);
		heap_free(node->name);
		heap_free(node);
		node = parent;
	}
}

void node_unlink(struct node *node)
{
	detach(node);
	node->removed = true;
	node_put(node);
}

int node_move(struct node *node, struct node *dir, const char *name)
{
	struct node *old = node_child(dir, name), *from = node->parent;
	char *copy = heap_string(name);

	if (!copy)
		return -ENOSPC;
	if (old)
		node_unlink(old);
	detach(node);
	attach(node, dir);
	heap_free(node->name);
	node->name = copy;
	node_put(from);
	return 0;
}

/* ---- contents ---- */

static void *page_of(struct node *node, size_t page, bool make)
{
	if (page >= FILE_PAGES || (!node->pages && !make))
		return NULL;
	if (!node->pages && !(node->pages = heap_alloc(FILE_PAGES * sizeof(void *))))
		return NULL;
	if (!node->pages[page] && make && pages_written < frames_total() / 2) {
		const uintptr_t frame = frame_alloc();
		node->pages[page] = frame ? direct(frame) : NULL;
		__atomic_fetch_add(&pages_written, frame != 0, __ATOMIC_RELAXED);
	}
	return node->pages[page];
}

/* What the archive has cannot be written to in place. */
static int make_writable(struct node *node)
{
	const char *archived = node->archived;
	const size_t size = node->size;

	if (!archived)
		return 0;
	node->archived = NULL;
	node->size = 0;
	if (node_write(node, 0, archived, size) == (long)size)
		return 0;
	node_truncate(node, 0);
	node->archived = archived;
	node->size = size;
	return -ENOSPC;
}

long node_write(struct node *node, uint64_t offset, const void *from, size_t n)
{
	size_t done = 0;
	int err = make_writable(node);

	while (!err && done < n) {
		const uint64_t at = offset + done;
		const size_t in_page = at % PAGE_SIZE;
		const size_t part = n - done < PAGE_SIZE - in_page ? n - done : PAGE_SIZE - in_page;
		char *page = page_of(node, at / PAGE_SIZE, true);

		if (!page)
			return done ? (long)done : -ENOSPC;
		memcpy(page + in_page, (const char *)from + done, part);
		done += part;
		if (at + part > node->size)
			node->size = at + part;
	}
	return err ? err : (long)done;
}

long node_get_data(struct node *node, uint64_t offset, void *to, size_t n)
{
	if (offset >= node->size)
		return 0;
	if (n > node->size - offset)
		n = node->size - offset;
	if (node->archived) {
		memcpy(to, node->archived + offset, n);
		return (long)n;
	}
	for (size_t done = 0; done < n;) {
		const size_t in_page = (offset + done) % PAGE_SIZE;
		const size_t part = n - done < PAGE_SIZE - in_page ? n - done : PAGE_SIZE - in_page;
		const char *page = page_of(node, (offset + done) / PAGE_SIZE, false);

		if (page)
			memcpy((char *)to + done, page + in_page, part);
		else
			memset((char *)to + done, 0, part);
		done += part;
	}
	return (long)n;
}

long node_read(struct node *node, uint64_t offset, void *to, size_t n)
{
	long got;

	mutex_lock(&files_lock);
	got = node_get_data(node, offset, to, n);
	mutex_unlock(&files_lock);
	return got;
}

/* Pages beyond the end go, and what is left of the last one is zero. */
int node_truncate(struct node *node, uint64_t size)
{
	int err = size ? make_writable(node) : 0;
	char *last;

	if (err)
		return err;
	if (size > FILE_PAGES * PAGE_SIZE)
		return -EFBIG;
	node->archived = NULL;
	for (size_t page = PAGE_UP(size) / PAGE_SIZE; node->pages && page < FILE_PAGES; page++) {
		if (!node->pages[page])
			continue;
		frame_put((uintptr_t)node->pages[page] - DIRECT);
		node->pages[page] = NULL;
		__atomic_fetch_sub(&pages_written, 1, __ATOMIC_RELAXED); /* the lock may be another's */
	}
	last = page_of(node, size / PAGE_SIZE, false);
	if (last)
		memset(last + size % PAGE_SIZE, 0, PAGE_SIZE - size % PAGE_SIZE);
	if (size == 0) {
		heap_free(node->pages);
		node->pages = NULL;
	}
	node->size = size;
	return 0;
}

/* ---- paths ---- */

static const char *next_name(const char *path, char *name, int *err)
{
	size_t n = 0;

	while (*path == '/')
		path++;
	while (path[n] && path[n] != '/')
		n++;
	if (n >= NAME_LIMIT) {
		*err = -ENAMETOOLONG;
		n = 0;
	}
	memcpy(name, path, n);
	name[n] = '\0';
	return path + n;
}

static struct node *walk(struct node *at, const char *path, bool follow, char *last, unsigned links, int *err)
{
	char name[NAME_LIMIT];

	if (*path == '/')
		at = root;
	for (path = next_name(path, name, err); *name && !*err; path = next_name(path, name, err)) {
		const char *rest = path;
		struct node *child;

		while (*rest == '/')
			rest++;
		if (!is_dir(at)) {
			*err = -ENOTDIR;
			break;
		}
		if (last && !*rest) {
			memcpy(last, name, strlen(name) + 1);
			return at;
		}
		child = node_child(at, name);
		if (!child) {
			*err = -ENOENT;
			break;
		}
		if (is_link(child) && (*rest || follow)) {
			if (links == LINKS_MAX)
				*err = -ELOOP;
			else
				child = walk(at, child->target, true, NULL, links + 1, err);
		}
		at = child;
	}
	if (last)
		*last = '\0';
	return *err ? NULL : at;
}

struct node *node_walk(struct node *base, const char *path, bool follow, char *last, int *err)
{
	*err = *path ? 0 : -ENOENT;
	return *err ? NULL : walk(base, path, follow, last, 0, err);
}

char *node_path(struct node *node, char *buffer, size_t size)
{
	char *at = buffer + size - 1;

	*at = '\0';
	if (node == root)
		*--at = '/';
	for (; node != root; node = node->parent) {
		const size_t n = strlen(node->name);
		if ((size_t)(at - buffer) < n + 1)
			return NULL;
		at -= n;
		memcpy(at, node->name, n);
		*--at = '/';
	}
	return at;
}

static struct node *walk_to_program(const char *path, int *err)
{
	struct node *node;

	mutex_lock(&files_lock);
	node = node_walk(current()->fs ? current()->fs->cwd : root, path, true, NULL, err);
	if (node)
		node_get(node);
	mutex_unlock(&files_lock);
	return node;
}

/* Of all that Linux tells under /proc this is what programs execute: Debian's busybox as a shell for scripts. */
struct node *node_open_program(const char *path, int *err, uint64_t *size)
{
	const bool same = current()->mm && strcmp(path, "/proc/self/exe") == 0;
	struct node *node = same ? program_of(current()->mm) : walk_to_program(path, err);

	if (node && ((node->mode & S_IFMT) != S_IFREG || !(node->mode & 0111))) {
		*err = -EACCES;
		node_put(node);
		return NULL;
	}
	if (node)
		*size = node->size;
	else if (same)
		*err = -ENOENT;
	return node;
}

void node_stat(const struct node *node, void *to)
{
	struct stat *st = to;

	memset(st, 0, sizeof(*st));
	st->st_dev = 1;
	st->st_ino = node->ino;
	st->st_mode = node->mode;
	st->st_nlink = is_dir(node) ? 2 : 1;
	st->st_size = (long)(is_link(node) ? strlen(node->target) : node->size);
	st->st_blksize = PAGE_SIZE;
	st->st_blocks = (long)(node->size + 511) / 512;
	st->st_rdev = node->device ? 0x500 + node->device : 0;
}

/* ---- the archive: "newc", fields of eight hexadecimal digits (cpio(5)) ---- */

enum { FIELD_MODE = 1, FIELD_SIZE = 6, FIELD_NAME = 11, HEADER = 110 };

static unsigned long field(const char *header, unsigned n)
{
	unsigned long value = 0;

	for (const char *at = header + 6 + n * 8; at < header + 14 + n * 8; at++)
		value = value * 16 + (unsigned long)(*at <= '9' ? *at - '0' : (*at | 32) - 'a' + 10);
	return value;
}

static struct node *make(const char *path, uint32_t mode)
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
	struct node *node = make(path, S_IFCHR | 0666);

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
		node = make(at + HEADER, (uint32_t)field(at, FIELD_MODE));
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
	make("dev", S_IFDIR | 0755);
	make("tmp", S_IFDIR | 01777);
	add_device("dev/console", DEVICE_CONSOLE);
	add_device("dev/tty", DEVICE_CONSOLE);
	add_device("dev/null", DEVICE_NULL);
	add_device("dev/zero", DEVICE_ZERO);
}
