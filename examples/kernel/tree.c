/* tree.c: the tree of files, and the ways through it */
#include "file.h"

struct mutex files_lock;
struct node *root;
static uint32_t last_ino;

struct node *node_entry(struct node *dir, const char *name)
{
	struct file *file = dir->numbers ? file_named(name) : NULL;

	if (file)
		return file->node;
	if (strcmp(name, ".") == 0)
		return dir;
	if (strcmp(name, "..") == 0)
		return dir == fs_root() ? dir : dir->parent;
	if (dir->processes)
		proc_forget(dir);
	for (struct node *n = dir->children; n; n = n->next) {
		if (strcmp(n->name, name) == 0)
			return n;
	}
	return dir->processes ? proc_find(dir, name) : NULL;
}

struct node *node_child(struct node *dir, const char *name) { return node_itself(node_entry(dir, name)); }

static void attach(struct node *node, struct node *dir)
{
	node_get(dir);
	node->parent = dir;
	node->next = dir->children;
	dir->children = node;
	node_modified(dir);
}

static void detach(struct node *node)
{
	struct node **at = &node->parent->children;

	while (*at != node)
		at = &(*at)->next;
	*at = node->next;
	node_modified(node->parent);
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
	node_take(n, dir);
	node_created(n);
	if (dir)
		attach(n, dir);
	return n;
}

struct node *node_unnamed(uint32_t mode)
{
	struct node *node = node_new(NULL, "", mode);

	if (!node)
		return NULL;
	node_get(root);
	node->parent = root;
	node->removed = true;
	return node;
}

struct node *node_link(struct node *dir, const char *name, struct node *node)
{
	struct node *entry = node_new(dir, name, node->mode);

	if (!entry)
		return NULL;
	node_get(node);
	node->links++;
	entry->same = node;
	node_changed(node);
	return entry;
}

void node_get(struct node *node) { __atomic_fetch_add(&node->refs, 1, __ATOMIC_RELAXED); }

/* With the last of its children may go the folder of a removed one. */
void node_put(struct node *node)
{
	while (node && !__atomic_sub_fetch(&node->refs, 1, __ATOMIC_ACQ_REL)) {
		struct node *parent = node->parent;

		node_truncate(node, 0);
		fifo_free(node->fifo);
		heap_free(node->target);
		heap_free(node->name);
		heap_free(node);
		node = parent;
	}
}

void node_unlink(struct node *node)
{
	struct node *same = node->same;

	detach(node);
	node->removed = true;
	if (same)
		same->links--;
	node_changed(node_itself(node));
	node_put(node);
	node_put(same);
}

int node_move(struct node *node, struct node *dir, const char *name)
{
	struct node *old = node_entry(dir, name), *from = node->parent;
	char *copy = heap_string(name);

	if (!copy)
		return -ENOSPC;
	if (old)
		node_unlink(old);
	detach(node);
	attach(node, dir);
	heap_free(node->name);
	node->name = copy;
	node_changed(node_itself(node));
	node_put(from);
	return 0;
}

/* ---- paths ---- */

/* What the parts of one walk share: links lead from part to part. */
struct walk {
	char name[NAME_LIMIT];
	unsigned links;
	int err;
};

static const char *next_name(const char *path, struct walk *w)
{
	size_t n = 0;

	while (*path == '/')
		path++;
	while (path[n] && path[n] != '/')
		n++;
	if (n >= NAME_LIMIT) {
		w->err = -ENAMETOOLONG;
		n = 0;
	}
	memcpy(w->name, path, n);
	w->name[n] = '\0';
	return path + n;
}

static struct node *walk(struct walk *w, struct node *at, const char *path, bool follow, char *last);

/* Many links in many paths: only their number limits how long a walk is. */
static struct node *step(struct walk *w, struct node *dir, bool follow)
{
	struct node *child = is_dir(dir) ? node_child(dir, w->name) : NULL;

	if (!is_dir(dir))
		w->err = -ENOTDIR;
	else if (node_permits(dir, MAY_EXECUTE))
		w->err = -EACCES;
	else if (!child)
		w->err = -ENOENT;
	else if (call_must_end())
		w->err = -EINTR;
	else if (is_link(child) && follow && ++w->links > LINKS_MAX)
		w->err = -ELOOP;
	else if (is_link(child) && follow)
		return walk(w, dir, child->target, true, NULL);
	return w->err ? NULL : child;
}

static struct node *walk(struct walk *w, struct node *at, const char *path, bool follow, char *last)
{
	if (*path == '/')
		at = fs_root();
	for (path = next_name(path, w); *w->name && !w->err; path = next_name(path, w)) {
		const char *rest = path;

		while (*rest == '/')
			rest++;
		if (last && !*rest && is_dir(at)) {
			memcpy(last, w->name, strlen(w->name) + 1);
			w->err = node_permits(at, MAY_EXECUTE);
			return w->err ? NULL : at;
		}
		at = step(w, at, *rest || follow);
		if (w->err)
			break;
	}
	if (last)
		*last = '\0';
	return w->err ? NULL : at;
}

struct node *node_walk(struct node *base, const char *path, bool follow, char *last, int *err)
{
	struct walk w = { .err = *path ? 0 : -ENOENT };
	struct node *node = w.err ? NULL : walk(&w, base, path, follow, last);

	*err = w.err;
	return node;
}

/* Puts a text before `at`. NULL: there is no room. */
static char *put_before(char *at, const char *buffer, const char *text)
{
	const size_t n = strlen(text);

	return (size_t)(at - buffer) < n ? NULL : memcpy(at - n, text, n);
}

char *node_path(struct node *node, char *buffer, size_t size)
{
	const struct node *top = fs_root();
	char *at = buffer + size - 1;

	*at = '\0';
	if (node == top || node == root)
		*--at = '/';
	for (; node != top && node != root; node = node->parent) {
		if (!(at = put_before(at, buffer, node->name)) || !(at = put_before(at, buffer, "/")))
			return NULL;
	}
	return node == top ? at : put_before(at, buffer, "(unreachable)");
}

void node_stat(const struct node *node, user_stat *st)
{
	uint32_t rest;

	memset(st, 0, sizeof(*st));
	st->st_dev = 1;
	st->st_ino = node->ino;
#ifdef STAT64_HAS_BROKEN_ST_INO
	st->__st_ino = node->ino;
#endif
	st->st_mode = node->mode;
	st->st_uid = node->uid;
	st->st_gid = node->gid;
	st->st_nlink = is_dir(node) ? 2 : node->links + !node->removed;
	st->st_size = (long)(is_link(node) ? strlen(node->target) : node->size);
	st->st_blksize = PAGE_SIZE;
	st->st_blocks = (long)(node->size + 511) / 512;
	st->st_rdev = node->device ? 0x500 + node->device : 0;
	st->st_atime = split_time(node->times.accessed, &rest);
	st->st_atime_nsec = rest;
	st->st_mtime = split_time(node->times.modified, &rest);
	st->st_mtime_nsec = rest;
	st->st_ctime = split_time(node->times.changed, &rest);
	st->st_ctime_nsec = rest;
}
