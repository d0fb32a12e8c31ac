/* sys_file.c: system calls on names, open files and their numbers */
#include <asm/ioctls.h>

#include "sys.h"

/* ---- names; `dir` is a number of a directory or AT_FDCWD ---- */

/* The working directory may be another's a moment later, and be removed: the reference is taken under the lock. A kernel
 * thread that becomes a program has none. */
static struct node *working_directory(void)
{
	struct node *cwd;

	mutex_lock(&files_lock);
	cwd = current()->fs ? current()->fs->cwd : root;
	node_get(cwd);
	mutex_unlock(&files_lock);
	return cwd;
}

/* The node of an open file, with a reference. */
static int node_of_file(int fd, struct node **out)
{
	struct file *file = file_get_path(fd);

	if (!file)
		return -EBADF;
	*out = file->node;
	node_get(*out);
	file_put(file);
	return 0;
}

static int open_directory(int fd, struct node **out)
{
	const int err = node_of_file(fd, out);

	if (err || is_dir(*out))
		return err;
	node_put(*out);
	return -ENOTDIR;
}

static int base_of(int dir, const char *path, struct node **out)
{
	if (dir != AT_FDCWD && *path != '/')
		return open_directory(dir, out);
	*out = working_directory();
	return 0;
}

int node_base(int dir, const char *path, struct node **out)
{
	return dir != AT_FDCWD && !*path ? node_of_file(dir, out) : base_of(dir, path, out);
}

int place_get(struct place *place, int dir, uintptr_t path)
{
	const int err = user_string(place->path, path, sizeof(place->path));

	return err < 0 ? err : base_of(dir, place->path, &place->base);
}

void place_put(struct place *place) { node_put(place->base); }

long with_node(int dir, uintptr_t path, bool follow, bool parent, act_fn *act, const uintptr_t *a)
{
	struct place *place = heap_alloc(sizeof(*place));
	char last[NAME_LIMIT];
	struct node *node;
	int err = place ? place_get(place, dir, path) : -ENOMEM;
	long result = err;

	if (!err) {
		mutex_lock(&files_lock);
		node = node_walk(place->base, place->path, follow, parent ? last : NULL, &err);
		result = node ? act(node, parent ? last : NULL, a) : err;
		mutex_unlock(&files_lock);
		place_put(place);
	}
	heap_free(place);
	return result;
}

/* ---- opening ---- */

struct opening {
	unsigned flags, mode;
	struct node *found;
	struct pipe *pipe;
	uint64_t other; /* of a fifo */
};

static struct node *create(struct node *dir, const char *last, unsigned mode)
{
	return node_new(dir, last, S_IFREG | (mode & ~current()->fs->umask & 07777));
}

/* Where the links of a name lead, which may be to no file yet: another directory in *dir, and another `last`. A path that is
 * only the root has no last name: the root is *dir. */
static struct node *follow(struct node **dir, char *last, int *err)
{
	struct node *node = *last ? node_child(*dir, last) : *dir;

	for (unsigned links = 0; node && is_link(node) && !*err; links++) {
		if (links == LINKS_MAX)
			*err = -ELOOP;
		else if ((*dir = node_walk(*dir, node->target, false, last, err)))
			node = *last ? node_child(*dir, last) : *dir;
	}
	return node;
}

/* With O_TRUNC too it writes. */
static unsigned rights_of(unsigned flags)
{
	return ((flags + 1) & 1 ? MAY_READ : 0) | (writes(flags) || (flags & O_TRUNC) ? MAY_WRITE : 0);
}

/* In Linux's order (fs/namei.c, do_open). */
static int check_open(const struct node *node, unsigned flags)
{
	if ((flags & O_CREAT) && (flags & O_EXCL))
		return -EEXIST;
	if ((flags & O_CREAT) && is_dir(node))
		return -EISDIR;
	if ((flags & O_DIRECTORY) && !is_dir(node))
		return -ENOTDIR;
	if (is_link(node) && !(flags & O_PATH))
		return -ELOOP;
	if (is_dir(node) && ((flags & O_ACCMODE) != O_RDONLY || (flags & O_TRUNC)))
		return -EISDIR;
	return flags & O_PATH ? 0 : node_permits(node, rights_of(flags));
}

static long act_open(struct node *dir, char *last, const uintptr_t *a)
{
	struct opening *o = (struct opening *)a[0];
	const bool itself = (o->flags & O_NOFOLLOW) || ((o->flags & O_CREAT) && (o->flags & O_EXCL));
	struct node *node;
	int err = 0;

	if (itself)
		node = *last ? node_child(dir, last) : dir;
	else
		node = follow(&dir, last, &err);
	if (!err && node)
		err = check_open(node, o->flags);
	else if (!err)
		err = o->flags & O_CREAT ? node_may_add(dir) : -ENOENT;
	if (err)
		return err;
	if (!node && !(node = create(dir, last, o->mode)))
		return -ENOSPC;
	if (node->text && writes(o->flags))
		return -EACCES;
	if (node->text)
		return (o->found = proc_text(node)) ? 0 : -ESRCH;
	if ((o->flags & O_TRUNC) && is_regular(node) && node->writers < 0)
		return -ETXTBSY;
	if (is_fifo(node) && !(o->flags & O_PATH)) {
		err = fifo_open(node, o->flags, &o->other);
		o->pipe = err ? NULL : node->fifo;
	}
	if (err || (writes(o->flags) && (err = node_use(node, 1))))
		return err;
	if ((o->flags & O_TRUNC) && is_regular(node)) {
		node_truncate(node, 0);
		node_modified(node);
	}
	node_get(node);
	o->found = node;
	return 0;
}

/* O_TMPFILE: a file in no folder. */
static long act_tmpfile(struct node *dir, char *last, const uintptr_t *a)
{
	struct opening *o = (struct opening *)a[0];
	int err;

	(void)last;
	if (!is_dir(dir))
		return -ENOTDIR;
	if ((err = node_may_add(dir)))
		return err;
	o->found = node_unnamed(S_IFREG | (o->mode & ~current()->fs->umask & 07777));
	if (!o->found)
		return -ENOSPC;
	return node_use(o->found, 1);
}

static bool is_tmpfile(unsigned flags) { return (flags & O_TMPFILE) == O_TMPFILE; }

static long open_tmpfile(int dir, uintptr_t path, struct opening *o)
{
	const uintptr_t arg = (uintptr_t)o;

	return writes(o->flags) && !(o->flags & O_CREAT) ? with_node(dir, path, true, false, act_tmpfile, &arg) : -EINVAL;
}

static long open_node(int dir, uintptr_t path, struct opening *o, struct file **file)
{
	const uintptr_t arg = (uintptr_t)o;
	const long err = is_tmpfile(o->flags) ? open_tmpfile(dir, path, o) : with_node(dir, path, false, true, act_open, &arg);

	*file = err ? NULL : file_new(o->found, o->pipe, o->flags);
	if (*file && o->pipe)
		(*file)->at = o->other;
	return err ? err : *file ? 0 : -ENFILE;
}

/* The number comes first: without one, nothing is created and no file loses its contents. */
static long open_at(int dir, uintptr_t path, unsigned flags, unsigned mode)
{
	struct opening o = { .flags = flags & O_PATH ? flags & (O_PATH | O_DIRECTORY | O_NOFOLLOW) : flags, .mode = mode };
	const int fd = fd_reserve(0, flags & O_CLOEXEC);
	struct file *file;
	long err;

	if (fd < 0)
		return fd;
	err = open_node(dir, path, &o, &file);
	if (!err && file->pipe && (err = fifo_wait(file))) {
		file_put(file);
		file = NULL;
	}
	fd_install(fd, file);
	return err ? err : fd;
}

static long sys_openat(const uintptr_t *a) { return open_at((int)a[0], a[1], (unsigned)a[2], (unsigned)a[3]); }
static long sys_close(const uintptr_t *a) { return fd_close((int)a[0]); }

static int reserve_two(int *fds, unsigned flags)
{
	fds[0] = fd_reserve(0, flags & O_CLOEXEC);
	fds[1] = fds[0] < 0 ? fds[0] : fd_reserve(0, flags & O_CLOEXEC);
	if (fds[0] >= 0 && fds[1] < 0)
		fd_install(fds[0], NULL);
	return fds[1] < 0 ? fds[1] : 0;
}

/* Other threads find the ends only when the program has been given their numbers: at `to`, unless that is 0. */
static int open_pipe(int *fds, unsigned flags, uintptr_t to)
{
	struct file *ends[2];
	int err = flags & ~(unsigned)(O_CLOEXEC | O_NONBLOCK) ? -EINVAL : reserve_two(fds, flags);

	if (err)
		return err;
	err = pipe_make(ends, flags & O_NONBLOCK);
	if (!err && to && (err = user_write(to, fds, 2 * sizeof(*fds)))) {
		file_put(ends[0]);
		file_put(ends[1]);
	}
	fd_install(fds[0], err ? NULL : ends[0]);
	fd_install(fds[1], err ? NULL : ends[1]);
	return err;
}

int pipe_open(int *fds, unsigned flags) { return open_pipe(fds, flags, 0); }

static long sys_pipe2(const uintptr_t *a)
{
	int fds[2];

	return a[0] ? open_pipe(fds, (unsigned)a[1], a[0]) : -EFAULT;
}

/* ---- numbers ---- */

static long sys_dup(const uintptr_t *a)
{
	struct file *file = file_get_path((int)a[0]);

	return file ? fd_new(file, 0, false) : -EBADF;
}

static long dup_to(int from, int to, bool close_on_exec)
{
	struct file *file = to >= 0 && to < fd_limit() ? file_get_path(from) : NULL;

	return file ? fd_replace(to, file, close_on_exec) : -EBADF;
}

static long sys_dup3(const uintptr_t *a)
{
	if ((a[2] & ~(uintptr_t)O_CLOEXEC) || (int)a[0] == (int)a[1])
		return -EINVAL;
	return dup_to((int)a[0], (int)a[1], a[2] & O_CLOEXEC);
}

static long set_flags(struct file *file, unsigned flags)
{
	const unsigned may_change = O_APPEND | O_NONBLOCK;

	mutex_lock(&files_lock);
	file->flags = (file->flags & ~may_change) | (flags & may_change);
	mutex_unlock(&files_lock);
	return 0;
}

/* A pipe has a page, and cannot have more. */
static long set_pipe_size(const struct file *file, uint32_t size)
{
	return !file->pipe ? -EBADF : size <= PAGE_SIZE ? (long)PAGE_SIZE : -EPERM;
}

static long sys_fcntl(const uintptr_t *a)
{
	const int fd = (int)a[0], command = (int)a[1];
	struct file *file = command == F_SETFL ? file_get(fd) : file_get_path(fd);
	long result = -EINVAL;

	if (!file)
		return -EBADF;
	switch (command) {
	case F_DUPFD:
	case F_DUPFD_CLOEXEC:
		if (a[2] < (uintptr_t)fd_limit())
			return fd_new(file, (int)a[2], command == F_DUPFD_CLOEXEC);
		break;
	case F_GETFD:
		result = fd_flags(fd, -1);
		break;
	case F_SETFD:
		result = fd_flags(fd, a[2] & FD_CLOEXEC) < 0 ? -EBADF : 0;
		break;
	case F_GETFL:
		result = file->flags;
		break;
	case F_SETFL:
		result = set_flags(file, (unsigned)a[2]);
		break;
	case F_GETPIPE_SZ:
		result = set_pipe_size(file, 0);
		break;
	case F_SETPIPE_SZ:
		result = set_pipe_size(file, (uint32_t)a[2]);
		break;
	default:
		result = record_fcntl(fd, file, command, a[2]);
	}
	file_put(file);
	return result;
}

static long show_used(struct pipe *pipe, uintptr_t to)
{
	const int used = pipe_used(pipe);

	return user_write(to, &used, sizeof(used));
}

static long sys_ioctl(const uintptr_t *a)
{
	struct file *file = file_get((int)a[0]);
	long result = -ENOTTY;

	if (!file)
		return -EBADF;
	if (file->node->device == DEVICE_CONSOLE)
		result = console_ioctl(a[1], a[2]);
	else if (file->pipe && a[1] == FIONREAD)
		result = show_used(file->pipe, a[2]);
	file_put(file);
	return result;
}

/* ---- the calls that have a newer form, which some machines have alone ---- */

#ifdef __NR_open
static long sys_open(const uintptr_t *a) { return open_at(AT_FDCWD, a[0], (unsigned)a[1], (unsigned)a[2]); }
static long sys_creat(const uintptr_t *a) { return open_at(AT_FDCWD, a[0], O_CREAT | O_WRONLY | O_TRUNC, (unsigned)a[1]); }
static long sys_pipe(const uintptr_t *a) { return sys_pipe2((const uintptr_t[]){ a[0], 0 }); }

static long sys_dup2(const uintptr_t *a)
{
	if ((int)a[0] != (int)a[1])
		return dup_to((int)a[0], (int)a[1], false);
	return fd_flags((int)a[0], -1) < 0 ? -EBADF : (int)a[0];
}

#endif

sys_fn *const sys_file_calls[SYS_CALLS] = {
	SYS(openat),
	SYS(close),
	SYS(pipe2),
	SYS(dup),
	SYS(dup3),
	SYS(fcntl),
	SYS(ioctl),
#ifdef __NR_fcntl64
	SYS_AS(fcntl64, sys_fcntl),
#endif
#ifdef __NR_open
	SYS(open),
	SYS(creat),
	SYS(pipe),
	SYS(dup2),
#endif
};
