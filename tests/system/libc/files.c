/* tests/system/libc/files.c: the tree of files */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

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

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	in_child(check_chroot, 0);
	check_names_of_proc();
	check_release();
	check_waiting();
	printf("files: %s\n", failed ? "failed" : "ok");
	return failed;
}
