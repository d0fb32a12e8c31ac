/* sys_file.c: system calls on files */
#include <asm/stat.h>
#include <asm/unistd.h>
#include <linux/poll.h>
#include <linux/uio.h>

#include "file.h"
#include "sys.h"

enum { BOUNCE = 1024 };

/* ---- reading and writing, through a buffer of the kernel ---- */

static long read_some(struct file *file, char *to, size_t n)
{
	long got;

	if (file->pipe)
		return pipe_read(file, to, n);
	switch (file->node->device) {
	case DEVICE_CONSOLE:
		return console_read(to, n);
	case DEVICE_NULL:
		return 0;
	case DEVICE_ZERO:
		memset(to, 0, n);
		return (long)n;
	default:
		break;
	}
	if (is_dir(file->node))
		return -EISDIR;
	got = node_read(file->node, file->at, to, n);
	if (got > 0)
		file->at += (uint64_t)got;
	return got;
}

static long write_some(struct file *file, const char *from, size_t n)
{
	long done;

	if (file->pipe)
		return pipe_write(file, from, n);
	if (file->node->device) {
		if (file->node->device == DEVICE_CONSOLE)
			console_write(from, n);
		return (long)n;
	}
	mutex_lock(&files_lock);
	if (file->flags & O_APPEND)
		file->at = file->node->size;
	done = node_write(file->node, file->at, from, n);
	if (done > 0)
		file->at += (uint64_t)done;
	mutex_unlock(&files_lock);
	return done;
}

/* A read ends with the first piece that is not full: a pipe or a terminal has no more at this moment. */
static long transfer(struct file *file, uintptr_t user, size_t n, bool write)
{
	char *piece = heap_alloc(BOUNCE);
	size_t done = 0;
	long now = piece ? 0 : -ENOMEM;

	while (piece && done < n) {
		const size_t part = n - done < BOUNCE ? n - done : BOUNCE;
		if (write && user_read(piece, user + done, part)) {
			now = -EFAULT;
			break;
		}
		now = write ? write_some(file, piece, part) : read_some(file, piece, part);
		if (now <= 0)
			break;
		if (!write && user_write(user + done, piece, (size_t)now)) {
			now = -EFAULT;
			break;
		}
		done += (size_t)now;
		if ((size_t)now < part || (!write && (file->pipe || file->node->device == DEVICE_CONSOLE)))
			break;
	}
	heap_free(piece);
	return done ? (long)done : now;
}

static long transfer_fd(int fd, uintptr_t user, size_t n, bool write)
{
	struct file *file = file_get(fd);
	const unsigned forbidden = write ? O_RDONLY : O_WRONLY;
	long done = -EBADF;

	if (!file)
		return -EBADF;
	if ((file->flags & O_ACCMODE) != forbidden)
		done = transfer(file, user, n, write);
	file_put(file);
	return done;
}

static long sys_read(const uintptr_t *a) { return transfer_fd((int)a[0], a[1], a[2], false); }
static long sys_write(const uintptr_t *a) { return transfer_fd((int)a[0], a[1], a[2], true); }

/* At a position of the call's own: the file's stays. */
static long transfer_at(const uintptr_t *a, bool write)
{
	struct file *file = file_get((int)a[0]);
	struct file at = file ? *file : (struct file){ 0 };
	const unsigned forbidden = write ? O_RDONLY : O_WRONLY;
	long done = -EBADF;

	if (!file)
		return done;
	at.at = a[3];
	at.flags &= ~(unsigned)O_APPEND;
	if (at.pipe || at.node->device == DEVICE_CONSOLE)
		done = -ESPIPE;
	else if ((long)a[3] < 0)
		done = -EINVAL;
	else if ((at.flags & O_ACCMODE) != forbidden)
		done = transfer(&at, a[1], a[2], write);
	file_put(file);
	return done;
}

static long sys_pread64(const uintptr_t *a) { return transfer_at(a, false); }
static long sys_pwrite64(const uintptr_t *a) { return transfer_at(a, true); }

static long vector(const uintptr_t *a, bool write)
{
	long sum = 0;

	if (a[2] > UIO_MAXIOV)
		return -EINVAL;
	for (size_t i = 0; i < a[2]; i++) {
		struct iovec part;
		long done;

		if (user_read(&part, a[1] + i * sizeof(part), sizeof(part)))
			return sum ? sum : -EFAULT;
		done = part.iov_len ? transfer_fd((int)a[0], (uintptr_t)part.iov_base, part.iov_len, write) : 0;
		if (done < 0)
			return sum ? sum : done;
		sum += done;
		if ((size_t)done < part.iov_len)
			break;
	}
	return sum;
}

static long sys_readv(const uintptr_t *a) { return vector(a, false); }
static long sys_writev(const uintptr_t *a) { return vector(a, true); }

/* From a file alone, whose position tells what has gone. */
static long send(struct file *out, struct file *in, size_t n)
{
	char *piece = heap_alloc(BOUNCE);
	size_t done = 0;
	long now = piece ? 0 : -ENOMEM;

	while (piece && done < n) {
		now = node_read(in->node, in->at, piece, n - done < BOUNCE ? n - done : BOUNCE);
		if (now > 0)
			now = write_some(out, piece, (size_t)now);
		if (now <= 0)
			break;
		in->at += (uint64_t)now;
		done += (size_t)now;
	}
	heap_free(piece);
	return done ? (long)done : now;
}

static bool is_plain(const struct file *file)
{
	return file->node && !file->node->device && !is_dir(file->node);
}

static long sys_sendfile(const uintptr_t *a)
{
	struct file *out = file_get((int)a[0]), *in = file_get((int)a[1]);
	long done = -EBADF;

	if (out && in && (out->flags & O_ACCMODE) != O_RDONLY && (in->flags & O_ACCMODE) != O_WRONLY)
		done = a[2] || !is_plain(in) ? -EINVAL : send(out, in, a[3]);
	if (out)
		file_put(out);
	if (in)
		file_put(in);
	return done;
}

static long sys_lseek(const uintptr_t *a)
{
	struct file *file = file_get((int)a[0]);
	long at = -ESPIPE;

	if (!file)
		return -EBADF;
	if (file->node && !file->node->device) {
		at = (long)a[1] + (a[2] == 1 ? (long)file->at : a[2] == 2 ? (long)file->node->size : 0);
		if (at < 0 || a[2] > 2)
			at = -EINVAL;
		else
			file->at = (uint64_t)at;
	}
	file_put(file);
	return at;
}

/* ---- names; `dir` is a number of a directory or AT_FDCWD ---- */

int place_get(struct place *place, int dir, uintptr_t path)
{
	int err = user_string(place->path, path, sizeof(place->path));

	place->file = NULL;
	place->base = current()->fs->cwd;
	if (err < 0 || dir == AT_FDCWD || place->path[0] == '/')
		return err < 0 ? err : 0;
	place->file = file_get(dir);
	if (!place->file)
		return -EBADF;
	place->base = place->file->node;
	if (place->base && is_dir(place->base))
		return 0;
	file_put(place->file);
	return -ENOTDIR;
}

void place_put(struct place *place)
{
	if (place->file)
		file_put(place->file);
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

static long sys_pipe2(const uintptr_t *a)
{
	struct file *ends[2];
	int fds[2], err = pipe_make(ends, (unsigned)a[1] & O_NONBLOCK);

	if (err)
		return err;
	fds[0] = fd_new(ends[0], 0, a[1] & O_CLOEXEC);
	fds[1] = fd_new(ends[1], 0, a[1] & O_CLOEXEC);
	err = fds[0] < 0 ? fds[0] : fds[1] < 0 ? fds[1] : user_write(a[0], fds, sizeof(fds));
	if (err && fds[0] >= 0)
		fd_close(fds[0]);
	if (err && fds[1] >= 0)
		fd_close(fds[1]);
	return err;
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
	uint64_t *bits = &current()->files->close_on_exec;

	mutex_lock(&files_lock);
	*bits = set ? *bits | 1ul << fd : *bits & ~(1ul << fd);
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
		result = current()->files->close_on_exec >> fd & 1;
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

/* ---- what is known of a file ---- */

static long stat_to(const struct file *file, const struct node *node, uintptr_t to)
{
	struct stat st = { .st_mode = S_IFIFO | 0600, .st_nlink = 1, .st_blksize = PAGE_SIZE };

	if (node || file->node)
		node_stat(node ? node : file->node, &st);
	return user_write(to, &st, sizeof(st));
}

static long act_stat(struct node *node, const char *last, const uintptr_t *a)
{
	(void)last;
	node_stat(node, (void *)a[0]);
	return 0;
}

static long stat_at(int dir, uintptr_t path, uintptr_t to, bool follow)
{
	struct stat st;
	const uintptr_t arg = (uintptr_t)&st;
	const long err = with_node(dir, path, follow, false, act_stat, &arg);

	return err ? err : user_write(to, &st, sizeof(st));
}

static long sys_fstat(const uintptr_t *a)
{
	struct file *file = file_get((int)a[0]);
	long result;

	if (!file)
		return -EBADF;
	result = stat_to(file, NULL, a[1]);
	file_put(file);
	return result;
}

static long sys_newfstatat(const uintptr_t *a)
{
	char first = 0;

	if (a[3] & AT_EMPTY_PATH && (user_read(&first, a[1], 1) || !first))
		return sys_fstat((const uintptr_t[]){ a[0], a[2] });
	return stat_at((int)a[0], a[1], a[2], !(a[3] & AT_SYMLINK_NOFOLLOW));
}

static long act_access(struct node *node, const char *last, const uintptr_t *a)
{
	(void)last;
	return (a[0] & 1) && !is_dir(node) && !(node->mode & 0111) ? -EACCES : 0;
}

static long sys_faccessat(const uintptr_t *a)
{
	return with_node((int)a[0], a[1], true, false, act_access, &a[2]);
}

static long act_readlink(struct node *node, const char *last, const uintptr_t *a)
{
	const size_t n = is_link(node) ? strlen(node->target) : 0;

	(void)last;
	if (!is_link(node))
		return -EINVAL;
	memcpy((char *)a[0], node->target, n < PATH_LIMIT ? n : PATH_LIMIT);
	return (long)n;
}

static long sys_readlinkat(const uintptr_t *a)
{
	char *target = heap_alloc(PATH_LIMIT);
	const uintptr_t arg = (uintptr_t)target;
	long n = target ? with_node((int)a[0], a[1], false, false, act_readlink, &arg) : -ENOMEM;

	if (n > (long)a[3])
		n = (long)a[3];
	if (n > 0 && user_write(a[2], target, (size_t)n))
		n = -EFAULT;
	heap_free(target);
	return n;
}

/* struct linux_dirent64 (getdents64(2)) */
struct entry {
	uint64_t ino, next;
	uint16_t length;
	uint8_t type;
	char name[NAME_LIMIT + 5];
};

static size_t make_entry(struct entry *to, const struct node *node, const char *name, uint64_t number)
{
	const size_t name_size = strlen(name) + 1;

	to->ino = node->ino;
	to->next = number + 1;
	to->length = (uint16_t)((offsetof(struct entry, name) + name_size + 7) & ~7ul);
	to->type = (uint8_t)(node->mode >> 12);
	memcpy(to->name, name, name_size);
	return to->length;
}

static struct node *nth(struct node *dir, uint64_t n)
{
	struct node *node = dir->children;

	while (node && n--)
		node = node->next;
	return node;
}

static size_t next_entry(struct file *file, struct entry *to)
{
	struct node *dir = file->node, *node;
	size_t n = 0;

	memset(to, 0, sizeof(*to));
	mutex_lock(&files_lock);
	if (file->at < 2)
		n = make_entry(to, file->at ? dir->parent : dir, file->at ? ".." : ".", file->at);
	else if ((node = nth(dir, file->at - 2)))
		n = make_entry(to, node, node->name, file->at);
	mutex_unlock(&files_lock);
	return n;
}

static long list(struct file *file, uintptr_t to, size_t room)
{
	struct entry entry;
	size_t done = 0, n;

	if (!file->node || !is_dir(file->node))
		return -ENOTDIR;
	while ((n = next_entry(file, &entry)) && n <= room - done) {
		if (user_write(to + done, &entry, n))
			return -EFAULT;
		done += n;
		file->at++;
	}
	return n && !done ? -EINVAL : (long)done;
}

static long sys_getdents64(const uintptr_t *a)
{
	struct file *file = file_get((int)a[0]);
	long result;

	if (!file)
		return -EBADF;
	result = list(file, a[1], a[2]);
	file_put(file);
	return result;
}

/* ---- waiting for input ---- */

static short ready(int fd, short events)
{
	struct file *file = file_get(fd);
	short result = 0;

	if (!file)
		return fd < 0 ? 0 : POLLNVAL;
	if (file->pipe && pipe_ready(file->pipe, (file->flags & O_ACCMODE) != O_RDONLY))
		result = events & (POLLIN | POLLOUT);
	else if (!file->pipe && (file->node->device != DEVICE_CONSOLE || console_ready()))
		result = events & (POLLIN | POLLOUT);
	else if (!file->pipe)
		result = events & POLLOUT;
	file_put(file);
	return result;
}

static long poll_once(uintptr_t fds, size_t count)
{
	long found = 0;

	for (size_t i = 0; i < count; i++) {
		struct pollfd p;
		if (user_read(&p, fds + i * sizeof(p), sizeof(p)))
			return -EFAULT;
		p.revents = ready(p.fd, p.events);
		found += p.revents != 0;
		if (user_write(fds + i * sizeof(p), &p, sizeof(p)))
			return -EFAULT;
	}
	return found;
}

/* Looks again at each tick. `until`: ns, or 0 for ever. */
static long poll_until(uintptr_t fds, size_t count, uint64_t until)
{
	static const uint32_t nothing;
	long found;

	while ((found = poll_once(fds, count)) == 0 && !(until && machine_now() >= until)) {
		const int err = wait_interruptible(&nothing, 0, machine_now() + 1000000);
		if (err == -EINTR)
			return err;
	}
	return found;
}

static long sys_ppoll(const uintptr_t *a)
{
	int64_t time[2];

	if (a[2] && user_read(time, a[2], sizeof(time)))
		return -EFAULT;
	return poll_until(a[0], a[1], a[2] ? machine_now() + (uint64_t)(time[0] * 1000000000 + time[1]) + 1 : 0);
}

/* ---- the calls that have a newer form, which some machines have alone ---- */

#ifdef __NR_open
static long sys_open(const uintptr_t *a) { return open_at(AT_FDCWD, a[0], (unsigned)a[1], (unsigned)a[2]); }
static long sys_creat(const uintptr_t *a) { return open_at(AT_FDCWD, a[0], O_CREAT | O_WRONLY | O_TRUNC, (unsigned)a[1]); }
static long sys_stat(const uintptr_t *a) { return stat_at(AT_FDCWD, a[0], a[1], true); }
static long sys_lstat(const uintptr_t *a) { return stat_at(AT_FDCWD, a[0], a[1], false); }
static long sys_access(const uintptr_t *a) { return with_node(AT_FDCWD, a[0], true, false, act_access, &a[1]); }
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

static long sys_readlink(const uintptr_t *a)
{
	return sys_readlinkat((const uintptr_t[]){ (uintptr_t)AT_FDCWD, a[0], a[1], a[2] });
}

static long sys_poll(const uintptr_t *a)
{
	const int ms = (int)a[2];

	return poll_until(a[0], a[1], ms < 0 ? 0 : machine_now() + (uint64_t)ms * 1000000 + 1);
}
#endif

const struct sys_call sys_file_calls[SYS_CALLS] = {
	SYS(read), SYS(write), SYS(pread64), SYS(pwrite64), SYS(readv), SYS(writev), SYS(sendfile), SYS(lseek), SYS(openat),
	SYS(close), SYS(pipe2), SYS(dup), SYS(dup3), SYS(fcntl), SYS(ioctl), SYS(fstat), SYS(newfstatat), SYS(faccessat),
	SYS(readlinkat), SYS(getdents64), SYS(ppoll),
#ifdef __NR_open
	SYS(open), SYS(creat), SYS(stat), SYS(lstat), SYS(access), SYS(pipe), SYS(dup2), SYS(readlink), SYS(poll),
#endif
};
