/* tests/system/libc/files.c: where the paths of a program begin */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
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

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	in_child(check_chroot, 0);
	printf("files: %s\n", failed ? "failed" : "ok");
	return failed;
}
