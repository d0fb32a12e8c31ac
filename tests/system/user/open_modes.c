/* tests/system/user/open_modes.c: a call on an open file asks how it was opened; errors are as in Linux 6.1 */
#include "system.h"

#include <asm/stat.h>
#include <linux/uio.h>

const char *const check_name = "open_modes";

#ifdef WIDE_ANYWHERE
enum { WIDE_ALIGN = 1 };
#else
enum { WIDE_ALIGN = 2 };
#endif

enum { FDCWD = -100, RANDOM = 2, INSECURE = 4, SIZE = 10 };
enum { EBADF = 9, EACCES = 13, EEXIST = 17, ENODEV = 19, ENOTDIR = 20, EISDIR = 21, EINVAL = 22, EMFILE = 24, ESPIPE = 29 };
enum { FILES = 256 }; /* RLIMIT_NOFILE */

static const char file[] = "/tmp/modes";
static char buffer[64];
static int end_to_read, end_to_write;

static long open_path(const char *path, int flags) { return call(__NR_openat, FDCWD, (long)path, flags, 0600); }
static void close(long fd) { check("close", call(__NR_close, fd, 0, 0, 0), 0); }
static long size_of(long fd) { return call(__NR_lseek, fd, 0, 2, 0); }

/* 64 bits behind `before` arguments: in one register, or in two, most in an even one and the next. */
static long with_wide(long nr, unsigned before, const long *arguments, long wide)
{
	const unsigned first = sizeof(long) == 8 ? before : (before + WIDE_ALIGN - 1) / WIDE_ALIGN * WIDE_ALIGN;
	const unsigned low = first + (sizeof(long) < 8 && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__);
	long a[6] = { 0 };

	for (unsigned i = 0; i < before; i++)
		a[i] = arguments[i];
	a[first] = a[first + 1] = wide < 0 ? -1 : 0;
	a[low] = wide;
	return sys(nr, a[0], a[1], a[2], a[3], a[4], a[5]);
}

static long truncate_to(long fd, long size)
{
#ifdef __NR_ftruncate64
	check("ftruncate64 is ftruncate", with_wide(__NR_ftruncate64, 1, &fd, size) < 0,
	      call(__NR_ftruncate, fd, size, 0, 0) < 0);
#endif
	return call(__NR_ftruncate, fd, size, 0, 0);
}

static long map_file(long fd, int prot, int flags) { return map_as(0, PAGE, prot, flags, (int)fd); }

static long positioned(long nr, long fd, long n, long at) { return with_wide(nr, 3, (const long[]){ fd, (long)buffer, n }, at); }

static void make_file(void)
{
	const long fd = open_path(file, O_CREAT | O_WRONLY | O_TRUNC);

	check("open", fd >= 0, 1);
	check("write", sys_write((int)fd, "0123456789", SIZE), SIZE);
	close(fd);
}

static long vector(long nr, long fd)
{
	const struct iovec part = { .iov_base = buffer, .iov_len = 1 };

	return call(nr, fd, (long)&part, 1, 0);
}

/* ---- what an access mode allows ---- */

static void check_reads(long fd, long want)
{
	check("read", call(__NR_read, fd, (long)buffer, 1, 0), want);
	check("read of nothing", call(__NR_read, fd, (long)buffer, 0, 0), want < 0 ? want : 0);
	check("readv", vector(__NR_readv, fd), want);
	check("readv of nothing", call(__NR_readv, fd, (long)buffer, 0, 0), want < 0 ? want : 0);
	check("pread64", positioned(__NR_pread64, fd, 1, 0), want);
}

static void check_writes(long fd, long want)
{
	check("write", call(__NR_write, fd, (long)"x", 1, 0), want);
	check("write of nothing", call(__NR_write, fd, (long)"x", 0, 0), want < 0 ? want : 0);
	check("writev", vector(__NR_writev, fd), want);
	check("pwrite64", positioned(__NR_pwrite64, fd, 1, 0), want);
	check("sendfile into it", call(__NR_sendfile, fd, open_path(file, O_RDONLY), 0, 1), want);
}

static int reads_only(long unused)
{
	const long fd = open_path(file, O_RDONLY);

	(void)unused;
	check_reads(fd, 1);
	check_writes(fd, -EBADF);
	check("ftruncate", truncate_to(fd, 3), -EINVAL);
	check("a shared mapping to write", map_file(fd, PROT_RW, MAP_SHARED), -EACCES);
	check("a private mapping to write", map_file(fd, PROT_RW, MAP_PRIVATE) > 0, 1);
	check("fchmod", call(__NR_fchmod, fd, 0640, 0, 0), 0);
	check("the size is as it was", size_of(fd), SIZE);
	return check_failed != 0;
}

static int writes_only(long unused)
{
	const long fd = open_path(file, O_WRONLY);

	(void)unused;
	check_reads(fd, -EBADF);
	check_writes(fd, 1);
	check("sendfile out of it", call(__NR_sendfile, open_path(file, O_RDWR), fd, 0, 1), -EBADF);
	check("a mapping to read", map_file(fd, PROT_READ, MAP_PRIVATE), -EACCES);
	check("a shared mapping", map_file(fd, PROT_READ, MAP_SHARED), -EACCES);
	check("a mapping without rights", map_file(fd, 0, MAP_PRIVATE), -EACCES);
	check("ftruncate", truncate_to(fd, 3), 0);
	check("the size", size_of(fd), 3);
	return check_failed != 0;
}

/* The access mode 3. */
static int neither(long unused)
{
	const long fd = open_path(file, 3);

	(void)unused;
	check("open", fd >= 0, 1);
	check_reads(fd, -EBADF);
	check_writes(fd, -EBADF);
	check("ftruncate", truncate_to(fd, 3), -EINVAL);
	check("a mapping", map_file(fd, PROT_READ, MAP_PRIVATE), -EACCES);
	return check_failed != 0;
}

/* O_PATH: a place in the tree. */
static int is_a_path(long unused)
{
	const long fd = open_path(file, O_PATH | O_RDWR | O_CREAT | O_TRUNC), dir = open_path("/tmp", O_PATH);

	(void)unused;
	check("open", fd >= 0 && dir >= 0, 1);
	check_reads(fd, -EBADF);
	check_writes(fd, -EBADF);
	check("ftruncate", truncate_to(fd, 3), -EBADF);
	check("a mapping", map_file(fd, PROT_READ, MAP_PRIVATE), -EBADF);
	check("lseek", size_of(fd), -EBADF);
	check("fchmod", call(__NR_fchmod, fd, 0640, 0, 0), -EBADF);
	check("fchown", call(__NR_fchown, fd, 0, 0, 0), -EBADF);
	check("ioctl", call(__NR_ioctl, fd, 0, 0, 0), -EBADF);
	check("getdents64", call(__NR_getdents64, dir, (long)buffer, sizeof(buffer), 0), -EBADF);
	check("F_SETFL", call(__NR_fcntl, fd, F_SETFL, 0, 0), -EBADF);
	check("F_GETFL", call(__NR_fcntl, fd, F_GETFL, 0, 0) & (O_PATH | O_ACCMODE), O_PATH);
	check("dup", call(__NR_dup, fd, 0, 0, 0) >= 0, 1);
	check("fchdir", call(__NR_fchdir, dir, 0, 0, 0), 0);
	check("openat from it", call(__NR_openat, dir, (long)"modes", 0, 0) >= 0, 1);
#ifndef __NR_fstat64
	struct stat st;

	check("fstat", call(__NR_fstat, fd, (long)&st, 0, 0), 0);
	check("the size", st.st_size, SIZE);
#endif
	return check_failed != 0;
}

/* ---- what open itself asks ---- */

static int opens(long unused)
{
	long fd;

	(void)unused;
	check("symlinkat", call(__NR_symlinkat, (long)"modes", FDCWD, (long)"/tmp/link", 0), 0);
	check("symlinkat", call(__NR_symlinkat, (long)"to", FDCWD, (long)"/tmp/dangling", 0), 0);
	check("a directory to write", open_path("/tmp", O_RDWR), -EISDIR);
	check("a directory to empty", open_path("/tmp", O_TRUNC), -EISDIR);
	check("a directory to create", open_path("/tmp", O_CREAT), -EISDIR);
	check("a file as a directory", open_path(file, O_DIRECTORY), -ENOTDIR);
	check("a link that is not followed", open_path("/tmp/link", O_NOFOLLOW), -KSPAWN_ELOOP);
	check("a link as a path", open_path("/tmp/link", O_NOFOLLOW | O_PATH) >= 0, 1);
	check("what a link leads to", (fd = open_path("/tmp/link", O_CREAT | O_RDONLY)) >= 0, 1);
	check("its size", size_of(fd), SIZE);
	check("a link to create", open_path("/tmp/dangling", O_CREAT | O_EXCL | O_RDWR), -EEXIST);
	check("what a link leads to, created", open_path("/tmp/dangling", O_CREAT | O_RDWR) >= 0, 1);
	check("it is there", call(__NR_unlinkat, FDCWD, (long)"/tmp/to", 0, 0), 0);
	check("unlinkat", call(__NR_unlinkat, FDCWD, (long)"/tmp/link", 0, 0), 0);
	check("unlinkat", call(__NR_unlinkat, FDCWD, (long)"/tmp/dangling", 0, 0), 0);
	check("only one of that name", open_path("/tmp/dangling", 0), -KSPAWN_ENOENT);
	check("flags of creation are not kept", call(__NR_fcntl, fd, F_GETFL, 0, 0) & (O_CREAT | O_TRUNC | O_EXCL), 0);
	return check_failed != 0;
}

/* Without a number no file is created, and none is emptied. */
static int without_numbers(long unused)
{
	long fd;

	(void)unused;
	fd = open_path(file, O_RDONLY);
	while (call(__NR_dup, fd, 0, 0, 0) >= 0)
		;
	check("open", open_path(file, O_RDWR | O_TRUNC), -EMFILE);
	check("the size is as it was", size_of(fd), SIZE);
	check("open", open_path("/tmp/new", O_CREAT | O_RDWR), -EMFILE);
	check("pipe2", call(__NR_pipe2, (long)buffer, 0, 0, 0), -EMFILE);
	close(FILES - 1);
	check("pipe2 with one number left", call(__NR_pipe2, (long)buffer, 0, 0, 0), -EMFILE);
	check("nothing was created", open_path("/tmp/new", 0), -KSPAWN_ENOENT);
	check("the last free number", call(__NR_dup, fd, 0, 0, 0), FILES - 1);
	return check_failed != 0;
}

/* ---- what a kind of file allows ---- */

static int pipes(long unused)
{
	struct {
		int fd;
		short events, revents;
	} poll[2] = { { .events = 5 }, { .events = 5 } }; /* POLLIN, POLLOUT */
	int ends[2];
	long time[2] = { 0, 0 };

	(void)unused;
	check("pipe2", call(__NR_pipe2, (long)ends, 0, 0, 0), 0);
	poll[0].fd = end_to_read = ends[0];
	poll[1].fd = end_to_write = ends[1];
	check("read from the end to write", call(__NR_read, end_to_write, (long)buffer, 1, 0), -EBADF);
	check("write to the end to read", call(__NR_write, end_to_read, (long)"x", 1, 0), -EBADF);
	check("pread64", positioned(__NR_pread64, end_to_read, 1, 0), -ESPIPE);
	check("pwrite64 to the end to read", positioned(__NR_pwrite64, end_to_read, 1, 0), -ESPIPE);
	check("lseek", size_of(end_to_read), -ESPIPE);
	check("ftruncate", truncate_to(end_to_write, 0), -EINVAL);
	check("fchdir", call(__NR_fchdir, end_to_read, 0, 0, 0), -ENOTDIR);
	check("getdents64", call(__NR_getdents64, end_to_read, (long)buffer, sizeof(buffer), 0), -ENOTDIR);
	check("a mapping", map_file(end_to_read, PROT_READ, MAP_PRIVATE), -ENODEV);
	check("a mapping of the end to write", map_file(end_to_write, PROT_READ, MAP_PRIVATE), -EACCES);
	check("sendfile from it", call(__NR_sendfile, end_to_write, end_to_read, 0, 1), -EINVAL);
	check("ppoll", call(__NR_ppoll, (long)poll, 2, (long)time, 0), 1);
	check("the end to read", poll[0].revents, 0);
	check("the end to write", poll[1].revents, 4);
	close(end_to_write);
	poll[1].fd = -1;
	check("ppoll", call(__NR_ppoll, (long)poll, 2, (long)time, 0), 1);
	check("POLLHUP", poll[0].revents, 0x10);
	check("pipe2 with an unknown flag", call(__NR_pipe2, (long)ends, O_TRUNC, 0, 0), -EINVAL);
	check("pipe2 to nowhere", call(__NR_pipe2, 16, 0, 0, 0), -KSPAWN_EFAULT);
	check("leaves no number behind", open_path(file, 0), end_to_write);
	return check_failed != 0;
}

static int directories(long unused)
{
	const long fd = open_path("/tmp", O_RDONLY);

	(void)unused;
	check("read", call(__NR_read, fd, (long)buffer, 1, 0), -EISDIR);
	check("pread64", positioned(__NR_pread64, fd, 1, 0), -EISDIR);
	check("ftruncate", truncate_to(fd, 0), -EINVAL);
	check("truncate", call(__NR_truncate, (long)"/tmp", 0, 0, 0), -EISDIR);
	check("a mapping", map_file(fd, PROT_READ, MAP_PRIVATE), -ENODEV);
	check("getdents64 of a file", call(__NR_getdents64, open_path(file, 0), (long)buffer, sizeof(buffer), 0), -ENOTDIR);
	return check_failed != 0;
}

static int devices(long unused)
{
	const long zero = open_path("/dev/zero", O_RDONLY), null = open_path("/dev/null", O_WRONLY);

	(void)unused;
	check("read from what may be written", call(__NR_read, null, (long)buffer, 1, 0), -EBADF);
	check("write to what may be read", call(__NR_write, zero, (long)"x", 1, 0), -EBADF);
	check("lseek", size_of(zero), 0);
	check("ftruncate", truncate_to(null, 0), -EINVAL);
	check("truncate", call(__NR_truncate, (long)"/dev/null", 0, 0, 0), -EINVAL);
	check("a private mapping to write", *(char *)map_file(zero, PROT_RW, MAP_PRIVATE), 0);
	check("a shared mapping to write", map_file(zero, PROT_RW, MAP_SHARED), -EACCES);
	check("a mapping of what has no pages", map_file(open_path("/dev/null", O_RDONLY), PROT_READ, MAP_PRIVATE), -ENODEV);
	return check_failed != 0;
}

/* ---- numbers that mean nothing ---- */

static long positioned_at_end(long fd)
{
	size_of(fd);
	return call(__NR_read, fd, -PAGE, 1, 0);
}

static int bad_numbers(long unused)
{
	const long fd = open_path(file, O_RDWR);
	const struct iovec negative = { .iov_base = buffer, .iov_len = -1ul };

	(void)unused;
	check("ftruncate to a negative size", call(__NR_ftruncate, fd, -1, 0, 0), -EINVAL);
	check("ftruncate of nothing to a negative size", call(__NR_ftruncate, -1, -1, 0, 0), -EINVAL);
	check("truncate to a negative size", call(__NR_truncate, (long)file, -1, 0, 0), -EINVAL);
	check("pread64 at a negative position", positioned(__NR_pread64, -1, 1, -1), -EINVAL);
	check("read beyond all memory", call(__NR_read, fd, (long)buffer, -1, 0), -KSPAWN_EFAULT);
	check("read at the end, beyond all memory", positioned_at_end(fd), -KSPAWN_EFAULT);
	check("readv of a negative number", call(__NR_readv, fd, (long)&negative, 1, 0), -EINVAL);
	check("lseek to a negative position", call(__NR_lseek, fd, -1, 0, 0), -EINVAL);
	check("lseek from nowhere", call(__NR_lseek, fd, 0, 9, 0), -EINVAL);
	check("F_DUPFD beyond all numbers", call(__NR_fcntl, fd, F_DUPFD, FILES, 0), -EINVAL);
	check("F_DUPFD before all numbers", call(__NR_fcntl, fd, F_DUPFD, -1, 0), -EINVAL);
	check("dup3 with an unknown flag", call(__NR_dup3, fd, 9, 1, 0), -EINVAL);
	check("dup3 to the same number", call(__NR_dup3, 40, 40, 0, 0), -EINVAL);
	check("dup3 beyond all numbers", call(__NR_dup3, fd, FILES, 0, 0), -EBADF);
	check("readlinkat into a negative size", call(__NR_readlinkat, FDCWD, (long)file, (long)buffer, -5), -EINVAL);
	check("getcwd with much room", call(__NR_getcwd, (long)buffer, (long)(~0ul >> 1), 0, 0), 2);
	check("getcwd with all room", call(__NR_getcwd, (long)buffer, -1, 0, 0), 2);
	check("getrandom with an unknown flag", call(__NR_getrandom, (long)buffer, 1, 8, 0), -EINVAL);
	check("getrandom of two kinds", call(__NR_getrandom, (long)buffer, 1, RANDOM | INSECURE, 0), -EINVAL);
	check("mmap neither shared nor private", map_file(fd, PROT_READ, 0), -EINVAL);
	check("ppoll of more than there can be", call(__NR_ppoll, (long)buffer, FILES + 1, 0, 0), -EINVAL);
	return check_failed != 0;
}

/* ---- O_APPEND ---- */

static int appends(long unused)
{
	const long fd = open_path(file, O_WRONLY | O_APPEND);

	(void)unused;
	check("pwrite64 appends too", positioned(__NR_pwrite64, fd, 1, 0), 1);
	check("the size", size_of(fd), SIZE + 1);
	check("lseek", call(__NR_lseek, fd, 0, 0, 0), 0);
	check("write", call(__NR_write, fd, (long)"x", 1, 0), 1);
	check("the position", call(__NR_lseek, fd, 0, 1, 0), SIZE + 2);
	check("sendfile", call(__NR_sendfile, fd, open_path(file, 0), 0, 1), -EINVAL);
	check("F_SETFL", call(__NR_fcntl, fd, F_SETFL, O_RDWR, 0), 0);
	check("changes no access mode", call(__NR_fcntl, fd, F_GETFL, 0, 0) & O_ACCMODE, O_WRONLY);
	check("but what may be changed", call(__NR_fcntl, fd, F_GETFL, 0, 0) & O_APPEND, 0);
	check("pwrite64", positioned(__NR_pwrite64, fd, 1, 0), 1);
	check("the size", size_of(fd), SIZE + 2);
	return check_failed != 0;
}

/* ---- a shared mapping of a file is not written, since nothing is written back ---- */

static int maps_shared(long unused)
{
	const long fd = open_path(file, O_RDONLY), at = map_file(fd, PROT_READ, MAP_SHARED);

	(void)unused;
	check("mmap", at > 0, 1);
	check("mprotect to write", call(__NR_mprotect, at, PAGE, PROT_RW, 0), -EACCES);
	check("what is there", *(char *)at, '0');
	return check_failed != 0;
}

static const struct {
	const char *what;
	int (*fn)(long);
} tries[] = {
	{ "opened to read", reads_only },
	{ "opened to write", writes_only },
	{ "opened for neither", neither },
	{ "opened as a path", is_a_path },
	{ "what open asks", opens },
	{ "no number left", without_numbers },
	{ "pipes", pipes },
	{ "directories", directories },
	{ "devices", devices },
	{ "bad numbers", bad_numbers },
	{ "opened to append", appends },
	{ "a shared mapping", maps_shared },
};

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	be_good(argc, argv);
	settle();
	for (size_t i = 0; i < sizeof(tries) / sizeof(*tries); i++) {
		make_file();
		check_run(tries[i].what, tries[i].fn, 0, EXITED(0));
		check("unlinkat", call(__NR_unlinkat, FDCWD, (long)file, 0, 0), 0);
	}
	return child_runs_end();
}
