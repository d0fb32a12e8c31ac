/* tests/system/libc/files.c: the tree of files */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

#define NAME "files"
#include "check.h"

enum { USER = 1000 };

static void makes(const char *path)
{
	const int fd = open(path, O_WRONLY | O_CREAT | O_EXCL, 0644);

	check(path, fd >= 0, 1);
	close(fd);
}

/* ---- chroot ---- */

/* The call itself: the C library hides a path that does not begin at the root. */
static void check_cwd(const char *wanted)
{
	char path[256] = "";

	check(wanted, syscall(__NR_getcwd, path, sizeof(path)) > 0, 1);
	check(path, strcmp(path, wanted), 0);
}

static ino_t inode(const char *path)
{
	struct stat st = { 0 };

	check(path, stat(path, &st), 0);
	return st.st_ino;
}

static void in_the_jail(void)
{
	check("a file by its path", access("/cell/file", F_OK), 0);
	check_error("one outside", access("/dev/null", F_OK), ENOENT);
	check("no way up", inode("/..") == inode("/") && inode("/cell/../..") == inode("/"), 1);
	check_error("nor by a link", access("/up/file", F_OK), ENOENT);
	check("a link from the root", access("/link", F_OK), 0);
	check("to create a file through one", close(open("/new", O_WRONLY | O_CREAT, 0644)), 0);
	check("which is in the jail", access("/cell/new", F_OK), 0);
	check_error("to execute what is outside", execl("/files", "files", NULL), ENOENT);
	check_error("the root is there", mkdir("/", 0777), EEXIST);
	check_error("and is not removed", rmdir("/"), EBUSY);
	check_error("nor moved", rename("/", "/cell/root"), EBUSY);
}

static void moves_in_the_jail(void)
{
	check("chroot", chroot("/tmp/jail"), 0);
	check_cwd("(unreachable)/tmp");
	check("the folder of before", access("jail/cell/file", F_OK), 0);
	check("into the jail", chdir("/cell"), 0);
	check_cwd("/cell");
	in_child(in_the_jail, 0);
	check("up, at the most to its root", chdir("../../.."), 0);
	check_cwd("/");
	check("a jail in the jail", chroot("cell"), 0);
	check("its file", access("/file", F_OK), 0);
	check_cwd("(unreachable)/tmp/jail");
}

static void not_root(void)
{
	setuid(USER);
	check_error("chroot", chroot("/"), EPERM);
	check_error("to where none is", chroot("/tmp/jail/none"), ENOENT);
	check_error("to a closed folder", chroot("/tmp/jail/closed"), EACCES);
}

static void check_chroot(void)
{
	check("folders", mkdir("/tmp/jail", 0755) | mkdir("/tmp/jail/cell", 0755) | mkdir("/tmp/jail/closed", 0700), 0);
	makes("/tmp/jail/cell/file");
	check("a link up", symlink("../../../tmp/jail/cell", "/tmp/jail/up"), 0);
	check("a link from the root", symlink("/cell/file", "/tmp/jail/link"), 0);
	check("a link to no file yet", symlink("/cell/new", "/tmp/jail/new"), 0);
	check("chdir", chdir("/tmp"), 0);
	check_error("no folder", chroot("/tmp/jail/none"), ENOENT);
	check_error("a file", chroot("/tmp/jail/cell/file"), ENOTDIR);
	in_child(not_root, 0);
	in_child(moves_in_the_jail, 0);
	check("the parent's root stays", access("/tmp/jail/cell/file", F_OK), 0);
	check_cwd("/tmp");
}

/* ---- /proc is another file system ---- */

static void check_names_of_proc(void)
{
	check_error("a name elsewhere", link("/proc/self/cmdline", "/tmp/name"), EXDEV);
	check_error("of a folder", link("/proc/sys", "/tmp/name"), EXDEV);
	check_error("of another folder", link("/dev", "/tmp/name"), EPERM);
	check_error("a name there is first", link("/proc/self/cmdline", "/tmp"), EEXIST);
	check_error("out of it", rename("/proc/sys/kernel/osrelease", "/tmp/name"), EXDEV);
}

static void check_release(void)
{
	struct utsname name;
	char line[128] = "";
	const int fd = open("/proc/sys/kernel/osrelease", O_RDONLY);

	check("uname", uname(&name), 0);
	check("the system", strcmp(name.sysname, "Linux"), 0);
	check("its release", read(fd, line, sizeof(line) - 1) == (ssize_t)strlen(name.release) + 1, 1);
	check(line, strncmp(line, name.release, strlen(name.release)), 0);
	close(fd);
}

/* How much waits to be read on a stream, of which this one has no more. */
static void check_waiting(void)
{
	int fds[2], count = 7;

	check("of the console", ioctl(0, FIONREAD, &count), 0);
	check("nothing", count, 0);
	check("a pipe", pipe(fds), 0);
	check("write", write(fds[1], "four", 4), 4);
	check("of a pipe", ioctl(fds[0], FIONREAD, &count), 0);
	check("four bytes", count, 4);
	check_error("of a folder", ioctl(open("/", O_RDONLY), FIONREAD, &count), ENOTTY);
}

/* ---- times ---- */

static struct stat stat_of(const char *path)
{
	struct stat st = { 0 };

	check(path, lstat(path, &st), 0);
	return st;
}

/* Calls that change a file find it with old times, and leave the present where it belongs. */
enum { OLD = 1000000000, ACCESSED = 1, MODIFIED = 2, CHANGED = 4 };

static void age(const char *path)
{
	const struct timespec old[2] = { { OLD, 1 }, { OLD, 2 } };
	const int fd = open(path, O_RDONLY);

	check(path, futimens(fd, old), 0);
	close(fd);
}

static time_t started;

static int is_present(time_t at) { return at >= started && at <= time(NULL); }

/* Checks which of the times of a file with old ones are the present. Its ctime is always that. */
static void check_times(const char *what, const char *path, int present)
{
	const struct stat st = stat_of(path);

	check(what, is_present(st.st_atime), !!(present & ACCESSED));
	check(what, is_present(st.st_mtime), !!(present & MODIFIED));
	check(what, is_present(st.st_ctime), 1);
	age(path);
}

static void check_changes(void)
{
	int fd;

	started = time(NULL);
	check("a file of the start has an older time", stat_of("/files").st_mtime > OLD && stat_of("/files").st_mtime <= started,
	      1);
	check("a folder", mkdir("/tmp/times", 0755), 0);
	check_times("of a new folder", "/tmp/times", ACCESSED | MODIFIED);
	makes("/tmp/times/a");
	check_times("of a new file", "/tmp/times/a", ACCESSED | MODIFIED);
	check_times("of its folder", "/tmp/times", MODIFIED);
	fd = open("/tmp/times/a", O_RDWR);
	check("write", write(fd, "12345678", 8), 8);
	check_times("after a write", "/tmp/times/a", MODIFIED);
	check("ftruncate", ftruncate(fd, 4), 0);
	check_times("after ftruncate", "/tmp/times/a", MODIFIED);
	check("fchmod", fchmod(fd, 0600), 0);
	check_times("after fchmod", "/tmp/times/a", 0);
	check("fchown", fchown(fd, -1, 0), 0);
	check_times("after fchown", "/tmp/times/a", 0);
	check("O_TRUNC", close(open("/tmp/times/a", O_WRONLY | O_TRUNC)), 0);
	check_times("after O_TRUNC", "/tmp/times/a", MODIFIED);
	check("link", link("/tmp/times/a", "/tmp/times/b"), 0);
	check_times("after link", "/tmp/times/a", 0);
	check_times("of its folder", "/tmp/times", MODIFIED);
	check("rename", rename("/tmp/times/b", "/tmp/times/c"), 0);
	check_times("after rename", "/tmp/times/c", 0);
	check_times("of its folder", "/tmp/times", MODIFIED);
	check("unlink", unlink("/tmp/times/c"), 0);
	check_times("after unlink", "/tmp/times/a", 0);
	check_times("of its folder", "/tmp/times", MODIFIED);
	close(fd);
}

/* ctime says when: a change of the times is one of the file, and a read is none. */
static void check_ctime(void)
{
	const struct timespec first = stat_of("/tmp/times/a").st_ctim, tick = { 0, 20000000 };
	struct timespec now;
	char c;
	const int fd = open("/tmp/times/a", O_RDONLY);

	nanosleep(&tick, NULL);
	check("read", read(fd, &c, 1) >= 0, 1);
	now = stat_of("/tmp/times/a").st_ctim;
	check("after a read", now.tv_sec == first.tv_sec && now.tv_nsec == first.tv_nsec, 1);
	age("/tmp/times/a");
	now = stat_of("/tmp/times/a").st_ctim;
	check("later", now.tv_sec > first.tv_sec || (now.tv_sec == first.tv_sec && now.tv_nsec > first.tv_nsec), 1);
	close(fd);
}

static void check_set(const char *what, long accessed, long accessed_ns, long modified, long modified_ns)
{
	const struct stat st = stat_of("/tmp/times/a");

	check(what, st.st_atim.tv_sec, accessed);
	check(what, st.st_atim.tv_nsec, accessed_ns);
	check(what, st.st_mtim.tv_sec, modified);
	check(what, st.st_mtim.tv_nsec, modified_ns);
}

static int sets(long accessed, long accessed_ns, long modified, long modified_ns)
{
	const struct timespec times[2] = { { accessed, accessed_ns }, { modified, modified_ns } };

	return utimensat(AT_FDCWD, "/tmp/times/a", times, 0);
}

static void check_utimes(void)
{
	const struct timeval micro[2] = { { 5, 6 }, { 7, 999999 } }, too_much[2] = { { 5, 6 }, { 7, 1000000 } };
	const struct utimbuf seconds = { 8, 9 };
	struct statx x = { 0 };

	check("utimensat", sets(1, 2, 3, 999999999), 0);
	check_set("after utimensat", 1, 2, 3, 999999999);
	check("to keep one", sets(0, UTIME_OMIT, 4, 5), 0);
	check_set("it stays", 1, 2, 4, 5);
	check("to keep both", sets(0, UTIME_OMIT, 0, UTIME_OMIT), 0);
	check_set("they stay", 1, 2, 4, 5);
	check("before 1970", sets(-2, 3, -1, 0), 0);
	check_set("is before 1970", -2, 3, -1, 0);
	check("statx", statx(AT_FDCWD, "/tmp/times/a", 0, STATX_BASIC_STATS, &x), 0);
	check("its times", x.stx_atime.tv_sec == -2 && x.stx_atime.tv_nsec == 3 && x.stx_mtime.tv_sec == -1, 1);
	check_error("too many ns", sets(1, 2, 3, 1000000000), EINVAL);
	check_error("too few", sets(1, -1, 3, 4), EINVAL);
	check("utimes", utimes("/tmp/times/a", micro), 0);
	check_set("after utimes", 5, 6000, 7, 999999000);
	check_error("too many us", utimes("/tmp/times/a", too_much), EINVAL);
	check("utime", utime("/tmp/times/a", &seconds), 0);
	check_set("after utime", 8, 0, 9, 0);
	check("the present", sets(0, UTIME_NOW, 3, 4), 0);
	check("is", is_present(stat_of("/tmp/times/a").st_atime), 1);
	check("both", utimensat(AT_FDCWD, "/tmp/times/a", NULL, 0), 0);
	check_times("the present", "/tmp/times/a", ACCESSED | MODIFIED);
	check_error("of no file", utimes("/tmp/times/none", micro), ENOENT);
	check_error("of no open file", futimens(77, NULL), EBADF);
}

static void check_link_times(void)
{
	const struct timespec old[2] = { { 1, 2 }, { 3, 4 } };

	check("symlink", symlink("a", "/tmp/times/link"), 0);
	check("of the link", utimensat(AT_FDCWD, "/tmp/times/link", old, AT_SYMLINK_NOFOLLOW), 0);
	check("its time", stat_of("/tmp/times/link").st_mtime, 3);
	check("the file's stays", stat_of("/tmp/times/a").st_mtime, OLD);
	check("of the file", utimensat(AT_FDCWD, "/tmp/times/link", old, 0), 0);
	check("its time", stat_of("/tmp/times/a").st_mtime, 3);
}

/* A user that may write a file may set its times to the present. Only the owner may set others. */
static void times_of_others(void)
{
	setuid(USER);
	check_error("another time", sets(1, 2, 3, 4), EPERM);
	check_error("the present for one", sets(0, UTIME_NOW, 0, UTIME_OMIT), EPERM);
	check_error("the present", utimes("/tmp/times/a", NULL), EACCES);
	check("of a file that it may write", utimes("/tmp/times/b", NULL), 0);
}

static void check_all_times(void)
{
	check_changes();
	check_ctime();
	check_utimes();
	check_link_times();
	makes("/tmp/times/b");
	check("chmod", chmod("/tmp/times/b", 0666), 0);
	in_child(times_of_others, 0);
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	in_child(check_chroot, 0);
	in_child(check_all_times, 0);
	check_names_of_proc();
	check_release();
	check_waiting();
	printf("files: %s\n", failed ? "failed" : "ok");
	return failed;
}
