/* file.c: open files, tables of them, working directories */
#include <asm/resource.h>

#include "file.h"

struct file *file_new(struct node *node, struct pipe *pipe, unsigned flags)
{
	struct file *file = heap_alloc(sizeof(*file));

	if (!file) {
		if (node && writes(flags))
			node_unuse(node, 1);
		if (pipe)
			pipe_close(pipe, flags);
		node_put(node);
		return NULL;
	}
	file->refs = 1;
	file->node = node;
	file->pipe = pipe;
	file->pid = node ? proc_hold(node) : 0;
	file->flags = flags & ~(unsigned)(O_CLOEXEC | O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC);
	return file;
}

static void get(struct file *file) { __atomic_fetch_add(&file->refs, 1, __ATOMIC_RELAXED); }

void file_put(struct file *file)
{
	if (__atomic_sub_fetch(&file->refs, 1, __ATOMIC_ACQ_REL))
		return;
	if (file->node && may_write(file))
		node_unuse(file->node, 1);
	if (file->pipe)
		pipe_close(file->pipe, file->flags);
	pidfd_close(file);
	node_put(file->node);
	heap_free(file);
}

/* ---- numbers ---- */

static struct file reserved; /* stands in a table for a file that is being opened */

struct file *file_at(const struct files *files, int fd)
{
	struct file *file = fd >= 0 && fd < FILES_MAX ? files->file[fd] : NULL;

	return file == &reserved ? NULL : file;
}

struct file *file_named(const char *name)
{
	return current()->files ? file_at(current()->files, read_number(name, FILES_MAX)) : NULL;
}

struct file *file_get_of(const struct process *p, int fd)
{
	struct file *file;

	mutex_lock(&files_lock);
	file = p->files ? file_at(p->files, fd) : NULL;
	if (file)
		get(file);
	mutex_unlock(&files_lock);
	return file;
}

struct file *file_get_path(int fd) { return file_get_of(current(), fd); }

struct file *file_get(int fd)
{
	struct file *file = file_get_path(fd);

	if (!file || !(file->flags & O_PATH))
		return file;
	file_put(file);
	return NULL;
}

static void set(struct files *files, int fd, struct file *file, bool close_on_exec)
{
	files->file[fd] = file;
	files->close_on_exec[fd] = close_on_exec;
	if (files->end <= fd)
		files->end = fd + 1;
}

int fd_limit(void)
{
	const uint64_t most = limit_of(kspawn_current(), RLIMIT_NOFILE);

	return most < FILES_MAX ? (int)most : FILES_MAX;
}

int fd_reserve(int lowest, bool close_on_exec)
{
	struct files *files = current()->files;
	const int most = fd_limit();
	int fd = lowest;

	mutex_lock(&files_lock);
	while (fd < most && files->file[fd])
		fd++;
	if (fd < most)
		set(files, fd, &reserved, close_on_exec);
	mutex_unlock(&files_lock);
	return fd < most ? fd : -EMFILE;
}

void fd_install(int fd, struct file *file)
{
	mutex_lock(&files_lock);
	current()->files->file[fd] = file;
	mutex_unlock(&files_lock);
}

int fd_new(struct file *file, int lowest, bool close_on_exec)
{
	const int fd = fd_reserve(lowest, close_on_exec);

	if (fd < 0)
		file_put(file);
	else
		fd_install(fd, file);
	return fd;
}

int fd_replace(int fd, struct file *file, bool close_on_exec)
{
	struct files *files = current()->files;
	struct file *old;

	mutex_lock(&files_lock);
	old = files->file[fd];
	if (old != &reserved)
		set(files, fd, file, close_on_exec);
	if (old && old != &reserved)
		records_close(old->node, files);
	mutex_unlock(&files_lock);
	if (old == &reserved)
		file_put(file);
	else if (old)
		file_put(old);
	return old == &reserved ? -EBUSY : fd;
}

static struct file *take(struct files *files, int fd, bool but_kept)
{
	struct file *file;

	mutex_lock(&files_lock);
	file = file_at(files, fd);
	if (file && but_kept && !files->close_on_exec[fd])
		file = NULL;
	if (file) {
		files->file[fd] = NULL;
		records_close(file->node, files);
	}
	mutex_unlock(&files_lock);
	return file;
}

int fd_close(int fd)
{
	struct file *file = take(current()->files, fd, false);

	if (!file)
		return -EBADF;
	file_put(file);
	return 0;
}

int fd_flags(int fd, int set)
{
	struct files *files = current()->files;
	int flags = -EBADF;

	mutex_lock(&files_lock);
	if (file_at(files, fd)) {
		if (set >= 0)
			files->close_on_exec[fd] = set & FD_CLOEXEC;
		flags = files->close_on_exec[fd] ? FD_CLOEXEC : 0;
	}
	mutex_unlock(&files_lock);
	return flags;
}

/* ---- tables ---- */

/* What init is given: the console, three times. */
struct files *files_new(void)
{
	struct files *files = heap_alloc(sizeof(*files));
	int err;
	struct node *console = node_walk(root, "/dev/console", true, NULL, &err);
	struct file *file;

	if (!files || !console)
		return NULL;
	node_get(console);
	file = file_new(console, NULL, O_RDWR);
	if (!file)
		return NULL;
	files->refs = 1;
	for (int fd = 0; fd < 3; fd++)
		set(files, fd, file, false);
	file->refs = 3;
	return files;
}

struct files *files_fork(struct files *from)
{
	struct files *copy = heap_alloc(sizeof(*copy));

	if (!copy)
		return NULL;
	mutex_lock(&files_lock);
	copy->refs = 1;
	for (int fd = 0; fd < from->end; fd++) {
		struct file *file = file_at(from, fd);
		if (file) {
			get(file);
			set(copy, fd, file, from->close_on_exec[fd]);
		}
	}
	mutex_unlock(&files_lock);
	return copy;
}

static void close_all(struct files *files, bool but_kept)
{
	for (int fd = 0; fd < files->end; fd++) {
		struct file *file = take(files, fd, but_kept);
		if (file)
			file_put(file);
	}
}

void files_put(struct files *files)
{
	if (!files || __atomic_sub_fetch(&files->refs, 1, __ATOMIC_ACQ_REL))
		return;
	close_all(files, false);
	heap_free(files);
}

struct files *files_own(struct files *files)
{
	if (!files)
		return files_new();
	return __atomic_load_n(&files->refs, __ATOMIC_ACQUIRE) == 1 ? files : files_fork(files);
}

void files_exec(struct files *files) { close_all(files, true); }

struct fs *fs_new(void)
{
	struct fs *fs = heap_alloc(sizeof(*fs));

	if (!fs)
		return NULL;
	fs->refs = 1;
	fs->umask = 022;
	fs->cwd = fs->root = root;
	node_get(root);
	node_get(root);
	return fs;
}

struct fs *fs_fork(struct fs *from)
{
	struct fs *copy = heap_alloc(sizeof(*copy));

	if (!copy)
		return NULL;
	mutex_lock(&files_lock);
	*copy = *from;
	copy->refs = 1;
	node_get(copy->cwd);
	node_get(copy->root);
	mutex_unlock(&files_lock);
	return copy;
}

struct node *fs_root(void) { return current()->fs ? current()->fs->root : root; }

void fs_put(struct fs *fs)
{
	if (!fs || __atomic_sub_fetch(&fs->refs, 1, __ATOMIC_ACQ_REL))
		return;
	node_put(fs->cwd);
	node_put(fs->root);
	heap_free(fs);
}
