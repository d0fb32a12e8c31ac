/* sys_file.c: system calls on names, open files and their numbers */
#include "sys.h"

/* ---- names; `dir` is a number of a directory or AT_FDCWD ---- */

/* The working directory may be another's a moment later, and be removed: the reference is taken under the lock. */
static struct node *working_directory(void)
{
	struct node *cwd;

	mutex_lock(&files_lock);
	cwd = current()->fs->cwd;
	node_get(cwd);
	mutex_unlock(&files_lock);
	return cwd;
}

static int open_directory(int fd, struct node **out)
{
	struct file *file = file_get(fd);
	const bool found = file && file->node && is_dir(file->node);

	if (!file)
		return -EBADF;
	if (found)
		node_get(*out = file->node);
	file_put(file);
	return found ? 0 : -ENOTDIR;
}

int place_get(struct place *place, int dir, uintptr_t path)
{
	const int err = user_string(place->path, path, sizeof(place->path));

	if (err < 0)
		return err;
	if (dir != AT_FDCWD && place->path[0] != '/')
		return open_directory(dir, &place->base);
	place->base = working_directory();
	return 0;
}

void place_put(struct place *place)
{
	node_put(place->base);
}

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
};

static struct node *create(struct node *dir, const char *last, unsigned mode)
{
	return node_new(dir, last, S_IFREG | (mode & ~current()->fs->umask & 07777));
}

static long act_open(struct node *dir, const char *last, const uintptr_t *a)
{
	struct opening *o = (struct opening *)a[0];
	struct node *node = *last ? node_child(dir, last) : root;
	int err = 0;

	if (node && is_link(node) && !(o->flags & O_NOFOLLOW))
		node = node_walk(dir, node->target, true, NULL, &err);
	if (err && !(o->flags & O_CREAT))
		return err;
	if (node && (o->flags & O_CREAT) && (o->flags & O_EXCL))
		return -EEXIST;
	if (!node && (!(o->flags & O_CREAT) || dir->removed))
		return -ENOENT;
	if (!node && !(node = create(dir, last, o->mode)))
		return -ENOSPC;
	if (is_dir(node) && (o->flags & O_ACCMODE) != O_RDONLY)
		return -EISDIR;
	if (!is_dir(node) && (o->flags & O_DIRECTORY))
		return -ENOTDIR;
	if ((o->flags & O_TRUNC) && !node->device)
		node_truncate(node, 0);
	node_get(node);
	o->found = node;
	return 0;
}

static long open_at(int dir, uintptr_t path, unsigned flags, unsigned mode)
{
	struct opening o = { .flags = flags, .mode = mode };
	const uintptr_t arg = (uintptr_t)&o;
	const long err = with_node(dir, path, false, true, act_open, &arg);
	struct file *file = err ? NULL : file_new(o.found, NULL, flags);

	if (err)
		return err;
	return file ? fd_new(file, 0, flags & O_CLOEXEC) : -ENFILE;
}

static long sys_openat(const uintptr_t *a) { return open_at((int)a[0], a[1], (unsigned)a[2], (unsigned)a[3]); }
static long sys_close(const uintptr_t *a) { return fd_close((int)a[0]); }

static int close_both(const int *fds, int err)
{
	for (int i = 0; i < 2; i++) {
		if (fds[i] >= 0)
			fd_close(fds[i]);
	}
	return err;
}

int pipe_open(int *fds, unsigned flags)
{
	struct file *ends[2];
	const int err = pipe_make(ends, flags & O_NONBLOCK);

	if (err)
		return err;
	fds[0] = fd_new(ends[0], 0, flags & O_CLOEXEC);
	fds[1] = fd_new(ends[1], 0, flags & O_CLOEXEC);
	return fds[0] < 0 ? close_both(fds, fds[0]) : fds[1] < 0 ? close_both(fds, fds[1]) : 0;
}

static long sys_pipe2(const uintptr_t *a)
{
	int fds[2], err = pipe_open(fds, (unsigned)a[1]);

	if (err)
		return err;
	err = user_write(a[0], fds, sizeof(fds));
	return err ? close_both(fds, err) : 0;
}

/* ---- numbers ---- */

static long sys_dup(const uintptr_t *a)
{
	struct file *file = file_get((int)a[0]);

	return file ? fd_new(file, 0, false) : -EBADF;
}

static long dup_to(int from, int to, bool close_on_exec)
{
	struct file *file = file_get(from);
	int fd;

	if (!file)
		return -EBADF;
	if (to < 0 || to >= FILES_MAX) {
		file_put(file);
		return -EBADF;
	}
	fd_close(to);
	fd = fd_new(file, to, close_on_exec);
	return fd;
}

static long sys_dup3(const uintptr_t *a)
{
	return a[0] == a[1] ? -EINVAL : dup_to((int)a[0], (int)a[1], a[2] & O_CLOEXEC);
}

static long set_close_on_exec(int fd, bool set)
{
	mutex_lock(&files_lock);
	current()->files->close_on_exec[fd] = set;
	mutex_unlock(&files_lock);
	return 0;
}

static long sys_fcntl(const uintptr_t *a)
{
	const int fd = (int)a[0];
	struct file *file = file_get(fd);
	long result = 0;

	if (!file)
		return -EBADF;
	switch (a[1]) {
	case F_DUPFD:
	case F_DUPFD_CLOEXEC:
		return fd_new(file, (int)a[2], a[1] == F_DUPFD_CLOEXEC);
	case F_GETFD:
		result = current()->files->close_on_exec[fd];
		break;
	case F_SETFD:
		result = set_close_on_exec(fd, a[2] & FD_CLOEXEC);
		break;
	case F_GETFL:
		result = file->flags;
		break;
	case F_SETFL:
		file->flags = (file->flags & O_ACCMODE) | ((unsigned)a[2] & ~(unsigned)O_ACCMODE);
		break;
	default:
		result = -EINVAL;
	}
	file_put(file);
	return result;
}

static long sys_ioctl(const uintptr_t *a)
{
	struct file *file = file_get((int)a[0]);
	long result = -ENOTTY;

	if (!file)
		return -EBADF;
	if (file->node && file->node->device == DEVICE_CONSOLE)
		result = console_ioctl(a[1], a[2]);
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
	struct file *same = a[0] == a[1] ? file_get((int)a[0]) : NULL;

	if (a[0] != a[1])
		return dup_to((int)a[0], (int)a[1], false);
	if (!same)
		return -EBADF;
	file_put(same);
	return (long)a[1];
}

#endif

sys_fn *const sys_file_calls[SYS_CALLS] = {
	SYS(openat), SYS(close), SYS(pipe2), SYS(dup), SYS(dup3), SYS(fcntl), SYS(ioctl),
#ifdef __NR_fcntl64
	SYS_AS(fcntl64, sys_fcntl),
#endif
#ifdef __NR_open
	SYS(open), SYS(creat), SYS(pipe), SYS(dup2),
#endif
};
