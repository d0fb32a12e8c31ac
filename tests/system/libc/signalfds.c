/* tests/system/libc/signalfds.c: signals that are read from a file, and files that stand for processes */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "signalfds"
#include "check.h"

static sigset_t set_of(int first, int second)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, first);
	sigaddset(&set, second);
	return set;
}

static int is_ready(int fd)
{
	struct pollfd one = { .fd = fd, .events = POLLIN };

	check("poll", poll(&one, 1, 0) >= 0, 1);
	return one.revents;
}

/* ---- signals ---- */

static void check_errors(int fd)
{
	const sigset_t set = set_of(SIGUSR1, SIGUSR2);
	struct signalfd_siginfo info;

	check_error("a file that is none", signalfd(0, &set, 0), EINVAL);
	check_error("no file", signalfd(99, &set, 0), EBADF);
	check_error("unknown flags", signalfd(-1, &set, 1), EINVAL);
	check_error("no memory", syscall(SYS_signalfd4, -1, 1, _NSIG / 8, 0), EFAULT);
	check_error("another size", syscall(SYS_signalfd4, -1, &set, 1, 0), EINVAL);
	check_error("nothing to read", read(fd, &info, sizeof(info)), EAGAIN);
	check_error("too few bytes", read(fd, &info, sizeof(info) - 1), EINVAL);
	check_error("write", write(fd, &info, sizeof(info)), EINVAL);
}

static void check_values(void)
{
	const sigset_t set = set_of(SIGUSR1, SIGRTMIN), other = set_of(SIGUSR2, SIGCHLD);
	const union sigval value = { .sival_int = 77 };
	struct signalfd_siginfo info[4];
	int fd;

	sigprocmask(SIG_BLOCK, &set, NULL);
	sigprocmask(SIG_BLOCK, &other, NULL);
	fd = signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
	check("signalfd", fd >= 0, 1);
	check("SFD_CLOEXEC", fcntl(fd, F_GETFD), FD_CLOEXEC);
	check("SFD_NONBLOCK", fcntl(fd, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
	check_errors(fd);
	check("not ready", is_ready(fd), 0);
	kill(getpid(), SIGUSR1);
	sigqueue(getpid(), SIGRTMIN, value);
	sigqueue(getpid(), SIGRTMIN, value);
	kill(getpid(), SIGUSR2);
	check("ready", is_ready(fd), POLLIN);
	check("read", read(fd, info, sizeof(info)), 3 * sizeof(info[0]));
	check("the first", info[0].ssi_signo, SIGUSR1);
	check("its sender", info[0].ssi_pid, getpid());
	check("the last", info[2].ssi_signo, SIGRTMIN);
	check("its code", info[2].ssi_code, SI_QUEUE);
	check("its value", info[2].ssi_int, 77);
	check("not ready again", is_ready(fd), 0);
	check("another set", signalfd(fd, &other, 0), fd);
	check("ready for that", is_ready(fd), POLLIN);
	check("read", read(fd, info, sizeof(info)), sizeof(info[0]));
	check("its signal", info[0].ssi_signo, SIGUSR2);
	close(fd);
}

/* A read waits for the end of a child. */
static void check_wait(void)
{
	const sigset_t set = set_of(SIGCHLD, SIGUSR2);
	const int fd = signalfd(-1, &set, 0), pid = fork();
	struct signalfd_siginfo info;
	int status;

	if (!pid) {
		usleep(20000);
		_exit(5);
	}
	check("read", read(fd, &info, sizeof(info)), sizeof(info));
	check("its signal", info.ssi_signo, SIGCHLD);
	check("its code", info.ssi_code, CLD_EXITED);
	check("its child", info.ssi_pid, pid);
	check("its status", info.ssi_status, 5);
	waitpid(pid, &status, 0);
	close(fd);
}

/* ---- processes ---- */

static int open_pid(int pid, unsigned flags) { return (int)syscall(SYS_pidfd_open, pid, flags); }

static int send_to(int fd, int sig, const siginfo_t *info, unsigned flags)
{
	return (int)syscall(SYS_pidfd_send_signal, fd, sig, info, flags);
}

static void check_process(void)
{
	siginfo_t info = { .si_signo = SIGTERM, .si_code = SI_QUEUE };
	struct pollfd one = { .events = POLLIN };
	int status, fd, pid = fork();

	if (!pid) {
		for (;;)
			pause();
	}
	fd = open_pid(pid, O_NONBLOCK);
	check("pidfd_open", fd >= 0, 1);
	check("its flag", fcntl(fd, F_GETFD), FD_CLOEXEC);
	check("O_NONBLOCK", fcntl(fd, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
	check_error("no process", open_pid(30000, 0), ESRCH);
	check_error("no pid", open_pid(-1, 0), EINVAL);
	check_error("unknown flags", open_pid(pid, 1), EINVAL);
	check_error("read", read(fd, &info, 1), EINVAL);
	check("it runs", is_ready(fd), 0);
	check("signal 0", send_to(fd, 0, NULL, 0), 0);
	check_error("another signal in it", send_to(fd, SIGINT, &info, 0), EINVAL);
	check_error("unknown flags", send_to(fd, SIGTERM, NULL, 99999), EINVAL);
	check_error("no such file", send_to(1, SIGTERM, NULL, 0), EBADF);
	info.si_code = SI_USER;
	check_error("a sender that is not true", send_to(fd, SIGTERM, &info, 0), EPERM);
	info.si_code = SI_QUEUE;
	check("SIGTERM", send_to(fd, SIGTERM, &info, 0), 0);
	one.fd = fd;
	check("poll waits for its end", poll(&one, 1, -1), 1);
	check("what it says", one.revents & POLLIN, POLLIN);
	check("a zombie gets a signal", send_to(fd, SIGTERM, NULL, 0), 0);
	check("waitpid", waitpid(pid, &status, 0), pid);
	check("its end", status, SIGTERM);
	check_error("it is reaped", send_to(fd, SIGTERM, NULL, 0), ESRCH);
	check("and ready", is_ready(fd) & POLLIN, POLLIN);
	close(fd);
	check_error("open it again", open_pid(pid, 0), ESRCH);
}

/* A fork, which has the descriptor of its child before that runs. */
static int fork_with_file(unsigned long flags, int *fd, int *tid)
{
	/* Linux's struct clone_args, the first version. */
	uint64_t args[8] = { CLONE_PIDFD | flags, (uintptr_t)fd, 0, (uintptr_t)tid, SIGCHLD };

	return (int)syscall(SYS_clone3, args, sizeof(args));
}

static void check_clone(void)
{
	int fd = -1, tid = 0, status;
	int pid = fork_with_file(CLONE_PARENT_SETTID, &fd, &tid);

	if (!pid) {
		for (;;)
			pause();
	}
	check("clone3", pid, tid);
	check("its file", fcntl(fd, F_GETFD), FD_CLOEXEC);
	check("it runs", is_ready(fd), 0);
	check("SIGKILL", send_to(fd, SIGKILL, NULL, 0), 0);
	check("waitpid", waitpid(pid, &status, 0), pid);
	check("its end", status, SIGKILL);
	check("it has ended", is_ready(fd) & POLLIN, POLLIN);
	check("close", close(fd), 0);
	check_error("one place for both", fork_with_file(CLONE_PARENT_SETTID, &fd, &fd), EINVAL);
	check_error("a thread", fork_with_file(CLONE_VM | CLONE_SIGHAND | CLONE_THREAD, &fd, &tid), EINVAL);
	check_error("no place", fork_with_file(0, (int *)1, &tid), EFAULT);
	check("no descriptor is lost", dup(0), fd);
	close(fd);
}

/* A file of another process, and its folder in /proc as a file that stands for it. */
static void check_files(void)
{
	const int pid = fork();
	int word, fd, got, status;
	char name[32], letter = 0;

	if (!pid) {
		for (;;)
			pause();
	}
	word = open("/tmp/word", O_RDWR | O_CREAT | O_TRUNC, 0600);
	check("write", write(word, "a", 1), 1);
	fd = open_pid(getpid(), 0);
	got = (int)syscall(SYS_pidfd_getfd, fd, word, 0);
	check("pidfd_getfd", got > fd, 1);
	check("FD_CLOEXEC", fcntl(got, F_GETFD), FD_CLOEXEC);
	check("the same position", lseek(got, 0, SEEK_CUR), 1);
	check("the same file", pread(got, &letter, 1, 0), 1);
	check("its letter", letter, 'a');
	check_error("flags", syscall(SYS_pidfd_getfd, fd, word, 1), EINVAL);
	check_error("no such file", syscall(SYS_pidfd_getfd, fd, 99, 0), EBADF);
	check_error("no process", syscall(SYS_pidfd_getfd, word, word, 0), EBADF);
	close(fd);
	fd = open_pid(pid, 0);
	check_error("a file that it does not have", syscall(SYS_pidfd_getfd, fd, word, 0), EBADF);
	snprintf(name, sizeof(name), "/proc/%d", pid);
	got = open(name, O_RDONLY | O_DIRECTORY);
	check("signal 0", send_to(got, 0, NULL, 0), 0);
	check("SIGTERM", send_to(got, SIGTERM, NULL, 0), 0);
	check("waitpid", waitpid(pid, &status, 0), pid);
	check("its end", status, SIGTERM);
	check_error("it is reaped", send_to(got, 0, NULL, 0), ESRCH);
	check_error("so is it for its files", syscall(SYS_pidfd_getfd, fd, 0, 0), ESRCH);
	check_error("another folder", send_to(open("/proc", O_RDONLY), 0, NULL, 0), EBADF);
}

/* To the group that a process leads. */
static void check_group(void)
{
	int status, fd, pid = fork();

	if (!pid) {
		for (;;)
			pause();
	}
	check("setpgid", setpgid(pid, pid), 0);
	fd = open_pid(pid, 0);
	check("its group", send_to(fd, SIGTERM, NULL, 4), 0);
	check("waitpid", waitpid(pid, &status, 0), pid);
	check("its end", status, SIGTERM);
	close(fd);
}

/* A wait for a child by its file. */
static void check_waitid(void)
{
	int fd, pid, word[2];
	siginfo_t info = { 0 };

	check("pipe", pipe(word), 0);
	pid = fork();
	if (!pid) {
		close(word[1]);
		_exit(read(word[0], &pid, 1) == 0 ? 7 : 1);
	}
	fd = open_pid(pid, O_NONBLOCK);
	check_error("it runs", waitid((idtype_t)3, (id_t)fd, &info, WEXITED), EAGAIN);
	check("WNOHANG", waitid((idtype_t)3, (id_t)fd, &info, WEXITED | WNOHANG), 0);
	check("no child", info.si_pid, 0);
	check_error("another file", waitid((idtype_t)3, (id_t)word[0], &info, WEXITED), EBADF);
	check_error("no file", waitid((idtype_t)3, 99, &info, WEXITED), EBADF);
	close(fd);
	close(word[1]);
	fd = open_pid(pid, 0);
	check("waitid", waitid((idtype_t)3, (id_t)fd, &info, WEXITED), 0);
	check("si_pid", info.si_pid, pid);
	check("si_status", info.si_status, 7);
	check_error("again", waitid((idtype_t)3, (id_t)fd, &info, WEXITED), ECHILD);
	close(fd);
	fd = open_pid(getppid(), 0);
	if (fd >= 0)
		check_error("not a child", waitid((idtype_t)3, (id_t)fd, &info, WEXITED), ECHILD);
	close(word[0]);
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	check_values();
	check_wait();
	check_process();
	check_clone();
	check_group();
	check_files();
	check_waitid();
	printf("signalfds: %s\n", failed ? "failed" : "ok");
	return failed;
}
