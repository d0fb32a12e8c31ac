/* tests/system/libc/users.c: the users of processes, and what only root may do to others */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/fsuid.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "users"
#include "check.h"

enum { USER = 1000, OTHER = 1001 };

static int root_child;

static void check_ids(const char *what, uid_t real, uid_t effective, uid_t saved)
{
	uid_t ids[3] = { 9, 9, 9 };

	check(what, getresuid(&ids[0], &ids[1], &ids[2]), 0);
	check(what, ids[0], real);
	check(what, ids[1], effective);
	check(what, ids[2], saved);
}

static void root_gives_up_all(void)
{
	check("setgid", setgid(USER), 0);
	check("setuid", setuid(USER), 0);
	check_ids("after setuid", USER, USER, USER);
	check("getgid", getgid(), USER);
	check_error("no way back", setuid(0), EPERM);
	check_error("to another", setuid(OTHER), EPERM);
	check_error("by setresuid", setresuid(-1, 0, -1), EPERM);
	check_error("by setreuid", setreuid(0, -1), EPERM);
	check_error("of the group", setgid(0), EPERM);
	check("to itself", setuid(USER), 0);
}

/* A child has its parent's further groups, and keeps them without root's rights. */
static void groups_of_child(void)
{
	gid_t got[3] = { 0 };

	setuid(USER);
	check("getgroups", getgroups(3, got), 2);
	check("the first", (long)got[0], USER);
	check("the second", (long)got[1], 70000);
	check_error("setgroups", setgroups(0, NULL), EPERM);
}

static void changes_groups(void)
{
	const gid_t two[] = { USER, 70000 };
	gid_t got[3], *volatile nowhere = (gid_t *)1;
	volatile int below = -1;

	check("no groups", getgroups(0, NULL), 0);
	check("setgroups", setgroups(2, two), 0);
	check("their number", getgroups(0, NULL), 2);
	check_error("no room", getgroups(1, got), EINVAL);
	check_error("a number below zero", getgroups(below, got), EINVAL);
	check_error("no memory", getgroups(3, nowhere), EFAULT);
	check_error("nothing to read", setgroups(2, nowhere), EFAULT);
	check_error("too many", setgroups(65537, two), EINVAL);
	in_child(groups_of_child, 0);
	check("none", setgroups(0, NULL), 0);
	check("their number", getgroups(0, NULL), 0);
}

/* ---- owners of files ---- */

static struct stat stat_of(const char *path)
{
	struct stat st = { 0 };

	check(path, stat(path, &st), 0);
	return st;
}

static int makes(const char *path, mode_t mode)
{
	const int fd = open(path, O_RDWR | O_CREAT | O_EXCL, mode);

	check(path, fd >= 0, 1);
	close(fd);
	return chmod(path, mode);
}

/* Neither the owner nor of the group. */
static void another_user(void)
{
	check("setgid", setgid(OTHER), 0);
	check("setuid", setuid(OTHER), 0);
	check_error("to read", open("/tmp/users/secret", O_RDONLY), EACCES);
	check_error("to write", open("/tmp/users/public", O_WRONLY), EACCES);
	check_error("to empty", truncate("/tmp/users/public", 0), EACCES);
	check("to read what it may", open("/tmp/users/public", O_RDONLY) >= 0, 1);
	check_error("to execute", execl("/tmp/users/public", "public", NULL), EACCES);
	check_error("access", access("/tmp/users/secret", R_OK), EACCES);
	check("access to what it may read", access("/tmp/users/public", R_OK), 0);
	check_error("a new name", mkdir("/tmp/users/folder", 0777), EACCES);
	check_error("no name more", unlink("/tmp/users/public"), EACCES);
	check_error("another name", rename("/tmp/users/public", "/tmp/users/moved"), EACCES);
	check_error("another mode", chmod("/tmp/users/public", 0777), EPERM);
	check_error("another owner", chown("/tmp/users/public", OTHER, OTHER), EPERM);
	check_error("what is behind a closed folder", open("/tmp/users/closed/file", O_RDONLY), EACCES);
	check_error("into it", chdir("/tmp/users/closed"), EACCES);
	check_error("another's name in a sticky folder", unlink("/tmp/others"), EPERM);
	check("a file of its own", makes("/tmp/own", 0600), 0);
	check("its owner", stat_of("/tmp/own").st_uid, OTHER);
	check("its group", stat_of("/tmp/own").st_gid, OTHER);
	check_error("to give it away", chown("/tmp/own", USER, -1), EPERM);
	check("no more", unlink("/tmp/own"), 0);
}

static void owner(void)
{
	const gid_t group = OTHER;

	check("setgroups", setgroups(1, &group), 0);
	check("setgid", setgid(USER), 0);
	check("setuid", setuid(USER), 0);
	check("its secret", open("/tmp/users/secret", O_RDWR) >= 0, 1);
	check("to its other group", chown("/tmp/users/secret", -1, OTHER), 0);
	check_error("to a strange group", chown("/tmp/users/secret", -1, 4711), EPERM);
	check("nothing for the owner", chmod("/tmp/users/secret", 0066), 0);
	check_error("which counts first", open("/tmp/users/secret", O_RDONLY), EACCES);
}

static void member(void)
{
	check("setgid", setgid(USER), 0);
	check("setuid", setuid(OTHER), 0);
	check_error("a group that may not read", open("/tmp/users/secret", O_RDONLY), EACCES);
	check("a new name in a folder of the group", mkdir("/tmp/users/shared/folder", 0755), 0);
	check("its group", stat_of("/tmp/users/shared/folder").st_gid, USER);
	check("no more", rmdir("/tmp/users/shared/folder"), 0);
}

/* Root's programs may all, and what files permit can be another user's while the rest stays root's. */
static void file_user(void)
{
	check("setfsuid", setfsuid(OTHER), 0);
	check("the old one", setfsuid(-1), OTHER);
	check_error("as another user", open("/tmp/users/closed/file", O_RDONLY), EACCES);
	check("access is of the real one", access("/tmp/users/closed/file", R_OK), 0);
	check("seteuid", seteuid(USER), 0);
	check("it changes with the effective one", setfsuid(-1), USER);
	check("none that it has not", setfsuid(4711), USER);
	check("as it was", setfsuid(-1), USER);
	check("seteuid", seteuid(0), 0);
	check("root", open("/tmp/users/closed/file", O_RDWR) >= 0, 1);
	check_error("a file without the bit", access("/tmp/users/public", X_OK), EACCES);
}

static void check_owners(void)
{
	umask(0);
	check("a folder", mkdir("/tmp/users", 0755), 0);
	check("its owner", stat_of("/tmp/users").st_uid, 0);
	check("a closed folder", mkdir("/tmp/users/closed", 0700), 0);
	check("a folder of a group", mkdir("/tmp/users/shared", 0770), 0);
	check("its group", chown("/tmp/users/shared", 0, USER), 0);
	check("makes", makes("/tmp/users/closed/file", 0666) | makes("/tmp/users/secret", 0600), 0);
	check("makes", makes("/tmp/users/public", 0644) | makes("/tmp/others", 0666), 0);
	check("chown", chown("/tmp/users/secret", USER, USER), 0);
	check("the owner", stat_of("/tmp/users/secret").st_uid, USER);
	check("a sticky folder", chmod("/tmp", 01777), 0);
	in_child(another_user, 0);
	in_child(member, 0);
	in_child(owner, 0);
	in_child(file_user, 0);
	umask(022);
}

/* The first form of calls, of 16 bits. */
static void short_ids(void)
{
#ifdef __NR_setreuid32
	const long none = 0xffff;
	uint16_t real = 1, effective = 1, saved = 1;
	const int fd = open("/tmp/short", O_RDWR | O_CREAT, 0600);
	struct stat st;

	check("fchown of 16 bits", syscall(__NR_fchown, fd, USER, none), 0);
	fstat(fd, &st);
	check("the user", st.st_uid, USER);
	check("the group stays", st.st_gid, 0);
	check("setreuid of 16 bits", syscall(__NR_setreuid, none, USER), 0);
	check_ids("after setreuid", 0, USER, USER);
	check("setresuid of 16 bits", syscall(__NR_setresuid, none, 0, 0), 0);
	check("getresuid of 16 bits", syscall(__NR_getresuid, &real, &effective, &saved), 0);
	check("the ids", real + effective + saved, 0);
	check("setuid", setuid(0x12345), 0);
	check("an id of more bits", syscall(__NR_getuid), 65534);
#endif
}

static void root_for_a_while(void)
{
	check("seteuid", seteuid(USER), 0);
	check_ids("after seteuid", 0, USER, 0);
	check_error("to another", seteuid(OTHER), EPERM);
	check("the way back", seteuid(0), 0);
	check("setreuid", setreuid(USER, OTHER), 0);
	check_ids("after setreuid", USER, OTHER, OTHER);
	check("an exchange", setreuid(OTHER, USER), 0);
	check_ids("after it", OTHER, USER, USER);
	check("setresuid", setresuid(USER, -1, OTHER), 0);
	check_ids("after setresuid", USER, USER, OTHER);
	check("the saved one", setuid(OTHER), 0);
	check_ids("after setuid", USER, OTHER, OTHER);
}

static void kills(void)
{
	setuid(USER);
	check_error("kill of root's", kill(root_child, SIGTERM), EPERM);
	check_error("of init", kill(1, 0), EPERM);
	check("SIGCONT in the session", kill(root_child, SIGCONT), 0);
	check("of itself", kill(getpid(), 0), 0);
}

/* A child's user is in what its parent gets of it. */
static void tells_its_user(void)
{
	siginfo_t info;

	if (!fork()) {
		setuid(USER);
		_exit(0);
	}
	check("waitid", waitid(P_ALL, 0, &info, WEXITED), 0);
	check("si_uid", info.si_uid, USER);
}

static void rights(void)
{
	struct sched_param none = { 0 }, high = { .sched_priority = 5 };
	struct rlimit limit;
	cpu_set_t set;

	sched_getaffinity(0, sizeof(set), &set);
	setuid(USER);
	check("a higher nice value", setpriority(PRIO_PROCESS, 0, 3), 0);
	check_error("a lower one", setpriority(PRIO_PROCESS, 0, 2), EACCES);
	check_error("of another's process", setpriority(PRIO_PROCESS, root_child, 5), EPERM);
	check_error("a real-time policy", sched_setscheduler(0, SCHED_FIFO, &high), EPERM);
	check_error("of another's process", sched_setscheduler(root_child, SCHED_BATCH, &none), EPERM);
	check_error("affinity of another's process", sched_setaffinity(root_child, sizeof(set), &set), EPERM);
	check("its own policy", sched_setscheduler(0, SCHED_BATCH, &none), 0);
	check("getrlimit", getrlimit(RLIMIT_MEMLOCK, &limit), 0);
	limit.rlim_cur = limit.rlim_max = 10;
	check("a lower limit", setrlimit(RLIMIT_MEMLOCK, &limit), 0);
	limit.rlim_max = 11;
	check_error("a higher one", setrlimit(RLIMIT_MEMLOCK, &limit), EPERM);
	check_error("of another's process", prlimit(root_child, RLIMIT_MEMLOCK, NULL, &limit), EPERM);
}

static void root_raises(void)
{
	struct rlimit limit = { 10, 10 };

	check("a lower limit", setrlimit(RLIMIT_MEMLOCK, &limit), 0);
	limit.rlim_max = 11;
	check("a higher one", setrlimit(RLIMIT_MEMLOCK, &limit), 0);
}

static void starts_program(void)
{
	setresuid(USER, OTHER, 0);
	execl("/proc/self/exe", "users", "started", NULL);
	execl("/users", "users", "started", NULL); /* where there is no such link */
	failed = 1;
}

int main(int argc, char **argv)
{
	int status;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc > 1 && strcmp(argv[1], "started") == 0) {
		check_ids("after an exec", USER, OTHER, OTHER);
		check("AT_UID", (long)getauxval(AT_UID), USER);
		check("AT_EUID", (long)getauxval(AT_EUID), OTHER);
		return failed;
	}
	root_child = fork();
	if (!root_child) {
		for (;;)
			pause();
	}
	check_ids("at the start", 0, 0, 0);
	in_child(changes_groups, 0);
	in_child(check_owners, 0);
	in_child(root_gives_up_all, 0);
	in_child(short_ids, 0);
	in_child(root_for_a_while, 0);
	in_child(kills, 0);
	in_child(tells_its_user, 0);
	in_child(rights, 0);
	in_child(root_raises, 0);
	in_child(starts_program, 0);
	kill(root_child, SIGKILL);
	waitpid(root_child, &status, 0);
	printf("users: %s\n", failed ? "failed" : "ok");
	return failed;
}
