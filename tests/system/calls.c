/* tests/system/calls.c: system calls that a shell does not make, in each width that the machine has: calls FILE
 *
 * What it prints is the same under Linux and on the example kernel. */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const char *path;
static int file;

static void show(const char *what, long long result) { printf("%s: %lld\n", what, result < 0 ? -errno : result); }

/* ---- positions, of which some need more than 32 bits ---- */

static void positions(void)
{
	char text[8] = "";

	show("write", write(file, "0123456789", 10));
	show("pread", pread(file, text, 3, 4));
	show("pwrite", pwrite(file, "xyz", 3, 8));
	show("pread beyond", pread(file, text + 3, 3, 0x100000004));
	show("pread before", pread(file, text, 3, -1));
	show("seek far", lseek(file, 0x123456789, SEEK_SET));
	show("seek on", lseek(file, 0x100000000, SEEK_CUR));
	show("seek back", lseek(file, -3, SEEK_END));
	show("read", read(file, text + 3, 3));
	printf("text %s\n", text);
	show("ftruncate", ftruncate(file, 9));
	show("size", lseek(file, 0, SEEK_END));
	show("ftruncate before", ftruncate(file, -0x100000000));
	show("truncate", truncate(path, 0x3001));
	show("size", lseek(file, 0, SEEK_END));
	show("truncate before", truncate(path, -1));
}

static void stats(void)
{
	struct stat st;
	struct statx stx;

	show("stat", stat(path, &st));
	printf("mode %o, %lld bytes\n", st.st_mode, (long long)st.st_size);
	show("statx", syscall(SYS_statx, file, "", AT_EMPTY_PATH, STATX_BASIC_STATS, &stx));
	printf("mode %o, %lld bytes, same inode: %d\n", stx.stx_mode, (long long)stx.stx_size, stx.stx_ino == st.st_ino);
#ifdef SYS_fstat64
	struct stat64 st64;

	show("fstat64", syscall(SYS_fstat64, file, &st64));
	printf("mode %o, %lld bytes, same inode: %d\n", st64.st_mode, (long long)st64.st_size, st64.st_ino == st.st_ino);
	show("fstatat64", syscall(SYS_fstatat64, AT_FDCWD, path, &st64, AT_SYMLINK_NOFOLLOW));
	show("stat64 of nothing", syscall(SYS_stat64, "/none", &st64));
	show("lstat64 of nothing", syscall(SYS_lstat64, "/none", &st64));
#endif
	show("chown", chown(path, getuid(), getgid()));
	show("lchown", lchown(path, getuid(), getgid()));
	show("fchown", fchown(file, getuid(), getgid()));
	show("futimens", futimens(file, NULL));
}

static void contents(void)
{
	int ends[2];
	char *page;

	show("pwrite", pwrite(file, "second page", 11, 0x2000));
	page = mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, file, 0x2000);
	printf("mapped %s\n", page == MAP_FAILED ? "nothing" : page);
	show("mmap", mmap(NULL, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED);
	show("pipe", pipe(ends));
	lseek(file, 0x2000, SEEK_SET);
	show("sendfile", sendfile(ends[1], file, NULL, 6));
	show("flags", fcntl(ends[0], F_GETFL) & O_ACCMODE);
	show("fcntl", fcntl(ends[0], F_SETFD, FD_CLOEXEC));
	show("close on exec", fcntl(ends[0], F_GETFD));
	show("ioctl", ioctl(ends[0], 0x5401));
}

/* ---- time ---- */

static void check_time(const char *what, long err, const void *time, size_t size)
{
	const int64_t *wide = time;
	const long *narrow = time;
	const int64_t seconds = size == 8 ? wide[0] : narrow[0], ns = size == 8 ? wide[1] : narrow[1];

	printf("%s: %ld %d\n", what, err, seconds >= 0 && ns >= 0 && ns < 1000000000);
}

/* The same calls with another size of a second. */
static void times(size_t size, long now, long sleep, long poll)
{
	int64_t wide[4] = { 0, 2000000, 0, 1000000000 };
	long narrow[4] = { 0, 2000000, 0, 1000000000 };
	char *time = size == 8 ? (char *)wide : (char *)narrow;
	struct pollfd p = { .fd = file, .events = POLLIN }, nothing = { .fd = -1 };

	show("sleep", syscall(sleep, CLOCK_MONOTONIC, 0, time, NULL));
	show("sleep badly", syscall(sleep, CLOCK_MONOTONIC, 0, time + 2 * size, NULL));
	show("poll a file", syscall(poll, &p, 1, time, NULL, _NSIG / 8));
	show("poll nothing", syscall(poll, &nothing, 1, time, NULL, _NSIG / 8));
	check_time("now", syscall(now, CLOCK_MONOTONIC, time), time, size);
}

/* ---- signals ---- */

static volatile sig_atomic_t plain, informed;

static void on_plain(int sig) { plain = sig; }

static void on_informed(int sig, siginfo_t *info, void *context)
{
	(void)context;
	informed = info->si_signo == sig ? sig : -1;
}

static void signals(void)
{
	const int high = 40;
	struct sigaction action = { .sa_handler = on_plain }, old;
	struct sigaction with = { .sa_sigaction = on_informed, .sa_flags = SA_SIGINFO };
	sigset_t set, was;

	sigemptyset(&action.sa_mask);
	sigaddset(&action.sa_mask, SIGUSR2);
	sigaddset(&action.sa_mask, high);
	show("sigaction", sigaction(SIGUSR1, &action, NULL));
	show("sigaction", sigaction(SIGUSR1, NULL, &old));
	printf("same: %d %d %d %d\n", old.sa_handler == on_plain, sigismember(&old.sa_mask, SIGUSR2),
	       sigismember(&old.sa_mask, high), sigismember(&old.sa_mask, 33 + 5));
	show("sigaction", sigaction(high, &with, NULL));
	sigemptyset(&set);
	sigaddset(&set, high);
	show("block", sigprocmask(SIG_BLOCK, &set, &was));
	printf("was: %d\n", sigismember(&was, high));
	show("kill", kill(getpid(), high));
	show("kill", kill(getpid(), SIGUSR1));
	show("pending", sigpending(&set));
	printf("pending: %d %d\n", sigismember(&set, high), sigismember(&set, SIGUSR1));
	printf("handled: %d %d\n", plain == SIGUSR1, informed);
	show("suspend", sigsuspend(&was));
	printf("handled: %d\n", informed);
	show("a set of another size", syscall(SYS_rt_sigprocmask, SIG_BLOCK, &set, NULL, 4));
	show("no way to set", sigprocmask(17, &set, NULL));
}

static void limits(void)
{
	struct rlimit limit = { 0 };

	show("prlimit", getrlimit(RLIMIT_CPU, &limit));
	printf("unlimited: %d\n", limit.rlim_cur == RLIM_INFINITY);
#ifdef SYS_ugetrlimit
	unsigned long narrow[2] = { 0 };

	show("ugetrlimit", syscall(SYS_ugetrlimit, RLIMIT_CPU, narrow));
	printf("unlimited: %d\n", narrow[0] == ~0ul);
#endif
}

int main(int argc, char **argv)
{
	path = argv[argc - 1];
	file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	setvbuf(stdout, NULL, _IONBF, 0);
	show("open", file >= 0 ? 0 : -1);
	positions();
	stats();
	contents();
	times(sizeof(long), SYS_clock_gettime, SYS_clock_nanosleep, SYS_ppoll);
#ifdef SYS_clock_gettime64
	times(8, SYS_clock_gettime64, SYS_clock_nanosleep_time64, SYS_ppoll_time64);
#endif
	signals();
	limits();
	show("unlink", unlink(path));
	return 0;
}
