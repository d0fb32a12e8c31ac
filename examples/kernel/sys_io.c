/* sys_io.c: system calls that read, write and wait for input */
#include <linux/poll.h>
#include <linux/uio.h>

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
	at.at = sys_wide(a, 3);
	at.flags &= ~(unsigned)O_APPEND;
	if (at.pipe || at.node->device == DEVICE_CONSOLE)
		done = -ESPIPE;
	else if ((int64_t)at.at < 0)
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

static int64_t seek(int fd, int64_t offset, uintptr_t whence)
{
	struct file *file = file_get(fd);
	int64_t at = -ESPIPE;

	if (!file)
		return -EBADF;
	if (file->node && !file->node->device) {
		at = offset + (whence == 1 ? (int64_t)file->at : whence == 2 ? (int64_t)file->node->size : 0);
		if (at < 0 || whence > 2)
			at = -EINVAL;
		else
			file->at = (uint64_t)at;
	}
	file_put(file);
	return at;
}

static long sys_lseek(const uintptr_t *a)
{
	return (long)seek((int)a[0], (long)a[1], a[2]);
}

#ifdef __NR__llseek
static long sys__llseek(const uintptr_t *a)
{
	const int64_t at = seek((int)a[0], (int64_t)((uint64_t)a[1] << 32 | a[2]), a[4]);

	return at < 0 ? (long)at : user_write(a[3], &at, sizeof(at));
}
#endif

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

/* Looks again at each tick. */
long poll_until(uintptr_t fds, size_t count, uint64_t until)
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

sys_fn *const sys_io_calls[SYS_CALLS] = {
	SYS(read), SYS(write), SYS(pread64), SYS(pwrite64), SYS(readv), SYS(writev), SYS(sendfile), SYS(lseek),
#ifdef __NR_sendfile64
	SYS_AS(sendfile64, sys_sendfile),
#endif
#ifdef __NR__llseek
	SYS(_llseek),
#endif
};
