/* sys_io.c: system calls that read, write and wait for input */
#include <asm/resource.h>
#include <linux/fs.h>
#include <linux/poll.h>
#include <linux/uio.h>

#include "sys.h"

enum { BOUNCE = PAGE_SIZE, MOST = 0x7ffff000 }; /* bytes of a piece, and of a call, as in Linux */

/* ---- reading and writing, through a buffer of the kernel, at *at ---- */

static long read_some(struct file *file, uint64_t *at, char *to, size_t n)
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
	case DEVICE_SIGNALS:
		return signalfd_read(file, to, n);
	case DEVICE_PROCESS:
		return -EINVAL;
	default:
		break;
	}
	if (is_dir(file->node))
		return -EISDIR;
	got = node_read(file->node, *at, to, n);
	if (got > 0)
		*at += (uint64_t)got;
	return got;
}

/* A file has no more bytes than RLIMIT_FSIZE. */
static long write_some(struct file *file, uint64_t *at, const char *from, size_t n)
{
	long done = -EFBIG;
	uint64_t most;

	if (file->pipe)
		return pipe_write(file, from, n);
	if (file->node->device == DEVICE_SIGNALS || file->node->device == DEVICE_PROCESS)
		return -EINVAL;
	if (file->node->device)
		return file->node->device == DEVICE_CONSOLE ? console_write(from, n) : (long)n;
	most = limit_of(kspawn_current(), RLIMIT_FSIZE);
	mutex_lock(&files_lock);
	if (file->flags & O_APPEND) /* of pwrite too, as in Linux */
		*at = file->node->size;
	if (*at < most)
		done = node_write(file->node, *at, from, n < most - *at ? n : (size_t)(most - *at));
	if (done > 0) {
		*at += (uint64_t)done;
		node_modified(file->node);
	}
	mutex_unlock(&files_lock);
	if (done == -EFBIG)
		kspawn_signal_thread(kspawn_current(), SIGXFSZ, NULL);
	return done;
}

/* Some device may give and take without end. A file has an end, and stops for what ends the program alone. */
static bool must_stop(const struct file *file) { return file->node->device ? call_interrupted() : call_must_end(); }

/* It has no more at this moment than a read has got. */
static bool is_stream(const struct file *file)
{
	return file->pipe || file->node->device == DEVICE_CONSOLE || file->node->device == DEVICE_SIGNALS;
}

/* A read ends with the first piece that is not full: a pipe or a terminal has no more at this moment. */
static long transfer(struct file *file, uint64_t *at, uintptr_t user, size_t wanted, bool write)
{
	const size_t n = wanted < MOST ? wanted : MOST;
	char *piece = heap_alloc(n < BOUNCE ? n : BOUNCE);
	size_t done = 0;
	long now = piece ? 0 : -ENOMEM;

	while (piece && done < n && !(done && must_stop(file))) {
		const size_t part = n - done < BOUNCE ? n - done : BOUNCE;
		if (write && user_read(piece, user + done, part)) {
			now = -EFAULT;
			break;
		}
		now = write ? write_some(file, at, piece, part) : read_some(file, at, piece, part);
		if (now <= 0)
			break;
		if (!write && user_write(user + done, piece, (size_t)now)) {
			now = -EFAULT;
			break;
		}
		done += (size_t)now;
		if ((size_t)now < part || (!write && is_stream(file)))
			break;
	}
	heap_free(piece);
	return done ? (long)done : now;
}

static struct file *get_for(int fd, bool write)
{
	struct file *file = file_get(fd);

	if (!file || (write ? may_write(file) : may_read(file)))
		return file;
	file_put(file);
	return NULL;
}

static int check_range(uintptr_t user, size_t n)
{
	if (user > USER_TOP || n > USER_TOP - user)
		return -EFAULT;
	return (intptr_t)n < 0 ? -EINVAL : 0;
}

/* What has a position is read and written by one call at a time. */
static bool has_position(const struct file *file) { return !file->pipe && !file->node->device; }

static void begin(struct file *file)
{
	if (has_position(file))
		mutex_lock(&file->node->calls);
}

static void end(struct file *file)
{
	if (has_position(file))
		mutex_unlock(&file->node->calls);
}

static long transfer_fd(int fd, uintptr_t user, size_t n, bool write)
{
	struct file *file = get_for(fd, write);
	long done;

	if (!file)
		return -EBADF;
	done = check_range(user, n);
	if (!done) {
		begin(file);
		done = transfer(file, &file->at, user, n, write);
		end(file);
	}
	file_put(file);
	return done;
}

static long sys_read(const uintptr_t *a) { return transfer_fd((int)a[0], a[1], a[2], false); }
static long sys_write(const uintptr_t *a) { return transfer_fd((int)a[0], a[1], a[2], true); }

static bool has_no_position(const struct file *file) { return file->pipe || file->node->device == DEVICE_CONSOLE; }

/* At a position of the call's own: the file's stays. */
static long transfer_at(const uintptr_t *a, bool write)
{
	uint64_t at = sys_wide(a, 3);
	struct file *file = (int64_t)at < 0 ? NULL : file_get((int)a[0]);
	long done = -EBADF;

	if (!file)
		return (int64_t)at < 0 ? -EINVAL : -EBADF;
	if (has_no_position(file))
		done = -ESPIPE;
	else if ((write ? may_write(file) : may_read(file)) && !(done = check_range(a[1], a[2]))) {
		begin(file);
		done = transfer(file, &at, a[1], a[2], write);
		end(file);
	}
	file_put(file);
	return done;
}

static long sys_pread64(const uintptr_t *a) { return transfer_at(a, false); }
static long sys_pwrite64(const uintptr_t *a) { return transfer_at(a, true); }

/* The parts are looked at before the first is read or written. */
static int check_parts(uintptr_t parts, size_t count)
{
	size_t sum = 0;

	if (count > UIO_MAXIOV)
		return -EINVAL;
	for (size_t i = 0; i < count; i++) {
		struct iovec part;

		if (user_read(&part, parts + i * sizeof(part), sizeof(part)))
			return -EFAULT;
		if (part.iov_len > SIZE_MAX / 2 - sum)
			return -EINVAL;
		if (check_range((uintptr_t)part.iov_base, part.iov_len))
			return -EFAULT;
		sum += part.iov_len;
	}
	return 0;
}

static long transfer_parts(struct file *file, uintptr_t parts, size_t count, bool write)
{
	long sum = 0;

	for (size_t i = 0; i < count; i++) {
		struct iovec part;
		long done;

		if (user_read(&part, parts + i * sizeof(part), sizeof(part)))
			return sum ? sum : -EFAULT;
		done = part.iov_len ? transfer(file, &file->at, (uintptr_t)part.iov_base, part.iov_len, write) : 0;
		if (done < 0)
			return sum ? sum : done;
		sum += done;
		if ((size_t)done < part.iov_len || (sum && must_stop(file)))
			break;
	}
	return sum;
}

static long vector(const uintptr_t *a, bool write)
{
	struct file *file = get_for((int)a[0], write);
	long done;

	if (!file)
		return -EBADF;
	done = check_parts(a[1], a[2]);
	if (!done) {
		begin(file);
		done = transfer_parts(file, a[1], a[2], write);
		end(file);
	}
	file_put(file);
	return done;
}

static long sys_readv(const uintptr_t *a) { return vector(a, false); }
static long sys_writev(const uintptr_t *a) { return vector(a, true); }

/* From a file only: its position says how much has been sent. */
static long send(struct file *out, struct file *in, uint64_t *at, size_t n)
{
	char *piece = heap_alloc(n < BOUNCE ? n : BOUNCE);
	size_t done = 0;
	long now = piece ? 0 : -ENOMEM;

	while (piece && done < n && !(done && call_must_end())) {
		now = node_read(in->node, *at, piece, n - done < BOUNCE ? n - done : BOUNCE);
		if (now > 0) {
			begin(out);
			now = write_some(out, &out->at, piece, (size_t)now);
			end(out);
		}
		if (now <= 0)
			break;
		*at += (uint64_t)now;
		done += (size_t)now;
	}
	heap_free(piece);
	return done ? (long)done : now;
}

/* A full pipe may keep the writer: nothing of `in` is locked meanwhile. */
static long send_from_position(struct file *out, struct file *in, size_t n)
{
	uint64_t at;
	long done;

	begin(in);
	at = in->at;
	end(in);
	done = send(out, in, &at, n);
	begin(in);
	if (done > 0)
		in->at = at;
	end(in);
	return done;
}

static bool is_plain(const struct file *file) { return is_regular(file->node); }

static long sys_sendfile(const uintptr_t *a)
{
	struct file *in = get_for((int)a[1], false), *out = in ? get_for((int)a[0], true) : NULL;
	long done = -EBADF;

	if (out)
		done = a[2] || !is_plain(in) || (out->flags & O_APPEND) || (intptr_t)a[3] < 0 ? -EINVAL
											      : send_from_position(out, in, a[3]);
	if (out)
		file_put(out);
	if (in)
		file_put(in);
	return done;
}

static int64_t seek_in(struct file *file, int64_t offset, unsigned whence)
{
	const int64_t from = whence == SEEK_CUR ? (int64_t)file->at : whence == SEEK_END ? node_size(file->node) : 0;
	int64_t at;

	if (whence > SEEK_END || __builtin_add_overflow(from, offset, &at) || at < 0)
		return -EINVAL;
	file->at = (uint64_t)at;
	return at;
}

static int64_t seek(int fd, int64_t offset, unsigned whence)
{
	struct file *file = file_get(fd);
	int64_t at = 0; /* of a device without an end, always */

	if (!file)
		return -EBADF;
	if (has_no_position(file)) {
		at = -ESPIPE;
	} else if (has_position(file)) {
		begin(file);
		at = seek_in(file, offset, whence);
		end(file);
	}
	file_put(file);
	return at;
}

static long sys_lseek(const uintptr_t *a)
{
	const int64_t at = seek((int)a[0], (long)a[1], (unsigned)a[2]);

	return at == (long)at ? (long)at : -EOVERFLOW;
}

#ifdef __NR__llseek
static long sys__llseek(const uintptr_t *a)
{
	const int64_t at = seek((int)a[0], (int64_t)((uint64_t)a[1] << 32 | a[2]), (unsigned)a[4]);

	return at < 0 ? (long)at : user_write(a[3], &at, sizeof(at));
}
#endif

/* ---- waiting for input ---- */

static short pipe_events(const struct file *file)
{
	return (may_read(file) ? pipe_ready_to_read(file->pipe) : 0) | (may_write(file) ? pipe_ready_to_write(file->pipe) : 0);
}

/* What can be said of it, which is more than was asked for. */
static short events_of(const struct file *file)
{
	if (file->pipe)
		return pipe_events(file);
	if (file->node->device == DEVICE_SIGNALS)
		return signalfd_ready(file);
	if (file->node->device == DEVICE_PROCESS)
		return pidfd_ready(file);
	return file->node->device == DEVICE_CONSOLE && !console_ready() ? POLLOUT : POLLIN | POLLOUT;
}

short ready(int fd, short events)
{
	struct file *file = file_get(fd);
	short result;

	if (!file)
		return fd < 0 ? 0 : POLLNVAL;
	result = events_of(file) & (events | POLLERR | POLLHUP);
	file_put(file);
	return result;
}

static long poll_once(uintptr_t fds, size_t count)
{
	long found = 0;

	for (size_t i = 0; i < count; i++) {
		const uintptr_t at = fds + i * sizeof(struct pollfd);
		struct pollfd p;

		if (user_read(&p, at, sizeof(p)))
			return -EFAULT;
		p.revents = ready(p.fd, p.events);
		found += p.revents != 0;
		if (user_write(at + offsetof(struct pollfd, revents), &p.revents, sizeof(p.revents)))
			return -EFAULT;
	}
	return found;
}

int wait_for_look(void)
{
	static const uint32_t nothing;
	const int err = wait_interruptible(&nothing, 0, machine_now() + 1000000);

	return err && err != -ETIMEDOUT ? -KSPAWN_ERESTARTNOHAND : 0;
}

long poll_until(uintptr_t fds, size_t count, uint64_t until)
{
	long found;

	if (count > FILES_MAX) /* RLIMIT_NOFILE */
		return -EINVAL;
	while ((found = poll_once(fds, count)) == 0 && !(until && machine_now() >= until)) {
		const int err = wait_for_look();
		if (err)
			return err;
	}
	return found;
}

sys_fn *const sys_io_calls[SYS_CALLS] = {
	SYS(read),
	SYS(write),
	SYS(pread64),
	SYS(pwrite64),
	SYS(readv),
	SYS(writev),
	SYS(sendfile),
	SYS(lseek),
#ifdef __NR_sendfile64
	SYS_AS(sendfile64, sys_sendfile),
#endif
#ifdef __NR__llseek
	SYS(_llseek),
#endif
};
