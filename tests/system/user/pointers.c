/* tests/system/user/pointers.c: system calls whose pointers lead to where no program may write or read */
#include "system.h"

#include "places.h"

const char *const check_name = "pointers";

#define BAD (-4711l) /* where the bad pointer goes */
#define FDCWD (-100l)
#define SOME_SIZE 16

static const struct {
	const char *name;
	unsigned long address;
} places[] = { ALL_PLACES };

enum { PLACES_COUNT = sizeof(places) / sizeof(*places) };

static const char root[] = "/", text[] = "text that stays";
static const char *const no_words[] = { NULL };
static long words[8], zero_fd, null_fd, root_fd;
static int pipe_fds[2];

#ifdef __NR_fstatat64
#define __NR_newfstatat __NR_fstatat64
#undef __NR_fstat
#define __NR_fstat __NR_fstat64
#endif

struct pointer_call {
	const char *what;
	long nr, args[6];
};

static long with(const struct pointer_call *c, unsigned long bad)
{
	long args[6];

	for (int i = 0; i < 6; i++)
		args[i] = c->args[i] == BAD ? (long)bad : c->args[i];
	return sys(c->nr, args[0], args[1], args[2], args[3], args[4], args[5]);
}

/* clang-format off */
#define FAULTS(name, ...) { #name, __NR_##name, { __VA_ARGS__ } }
/* clang-format on */

static const struct pointer_call *calls(int *count)
{
	static struct pointer_call table[64];
	const long path = (long)root, words_at = (long)words;
	/* clang-format off */
	const struct pointer_call here[] = {
		FAULTS(write, pipe_fds[1], BAD, SOME_SIZE), FAULTS(read, zero_fd, BAD, SOME_SIZE),
		FAULTS(writev, pipe_fds[1], BAD, 2), FAULTS(readv, zero_fd, BAD, 2),
		FAULTS(openat, FDCWD, BAD, 0, 0), FAULTS(openat, root_fd, BAD, 0, 0), FAULTS(chdir, BAD),
		FAULTS(mkdirat, FDCWD, BAD, 0755), FAULTS(unlinkat, FDCWD, BAD, 0), FAULTS(faccessat, FDCWD, BAD, 0),
		FAULTS(readlinkat, FDCWD, BAD, words_at, SOME_SIZE), FAULTS(newfstatat, FDCWD, BAD, words_at, 0),
		FAULTS(newfstatat, FDCWD, path, BAD, 0), FAULTS(fstat, zero_fd, BAD), FAULTS(getcwd, BAD, SOME_SIZE),
		FAULTS(getdents64, root_fd, BAD, 1024), FAULTS(pipe2, BAD, 0), FAULTS(ppoll, BAD, 1, 0, 0, SIGNAL_SET),
		FAULTS(ppoll, words_at, 0, BAD, 0, SIGNAL_SET), FAULTS(nanosleep, BAD, 0),
		FAULTS(clock_nanosleep, 0, 0, BAD, 0),
		FAULTS(clock_gettime, 1, BAD), FAULTS(gettimeofday, BAD, 0), FAULTS(times, BAD),
		FAULTS(getrusage, 0, BAD), FAULTS(uname, BAD), FAULTS(sysinfo, BAD),
		FAULTS(getrandom, BAD, SOME_SIZE, 0),
		FAULTS(prlimit64, 0, 3 /* RLIMIT_STACK */, 0, BAD), FAULTS(rt_sigaction, SIGUSR1, BAD, 0, SIGNAL_SET),
		FAULTS(rt_sigaction, SIGUSR1, 0, BAD, SIGNAL_SET), FAULTS(rt_sigprocmask, 0, BAD, 0, SIGNAL_SET),
		FAULTS(rt_sigprocmask, 0, 0, BAD, SIGNAL_SET), FAULTS(rt_sigpending, BAD, SIGNAL_SET),
		FAULTS(rt_sigsuspend, BAD, SIGNAL_SET),
		FAULTS(execve, BAD, (long)no_words, (long)no_words),
		FAULTS(execve, (long)this_program(), BAD, (long)no_words),
		FAULTS(execve, (long)this_program(), (long)no_words, BAD), FAULTS(clone3, BAD, 88),
	};

	/* clang-format on */
	memcpy(table, here, sizeof(here));
	*count = sizeof(here) / sizeof(*here);
	return table;
}

/* ---- the runs ---- */

/* To many calls zero is not an address but means none. */
static bool is_optional(const struct pointer_call *c, unsigned long bad)
{
	return bad == 0 && c->nr != __NR_write && c->nr != __NR_read && c->nr != __NR_openat;
}

static void check_pipe_is_empty(const char *what)
{
	char byte;

	check(what, call(__NR_read, pipe_fds[0], (long)&byte, 1, 0), -KSPAWN_EAGAIN);
}

static int table_at(long bad)
{
	int count;
	const struct pointer_call *c = calls(&count);

	for (int i = 0; i < count; i++) {
		if (!is_optional(&c[i], (unsigned long)bad))
			check(titled(c[i].what, "a bad pointer"), with(&c[i], (unsigned long)bad), -KSPAWN_EFAULT);
	}
	check_pipe_is_empty("what the kernel has is in the pipe");
	return check_failed != 0;
}

/* Vectors, strings and structures whose own words are the bad pointer. */
static int inside_at(long bad)
{
	const struct {
		long base, size;
	} vector[2] = { { (long)words, 0 }, { bad, SOME_SIZE } };
	const long argv[] = { (long)text, bad, 0 };

	if (!bad)
		return 0;
	check("writev", call(__NR_writev, pipe_fds[1], (long)vector, 2, 0), -KSPAWN_EFAULT);
	check("readv", call(__NR_readv, zero_fd, (long)vector, 2, 0), -KSPAWN_EFAULT);
	check("execve", call(KSPAWN_NR_execve, (long)this_program(), (long)argv, 0, 0), -KSPAWN_EFAULT);
	check("execve", call(KSPAWN_NR_execve, (long)this_program(), 0, (long)argv, 0), -KSPAWN_EFAULT);
	check("wait4", sys(KSPAWN_NR_wait4, -1, bad, 1, 0, 0, 0), -KSPAWN_ECHILD);
	if (fork_run(inside_at, 0)) {
		check("wait4", sys(KSPAWN_NR_wait4, -1, bad, 0, 0, 0, 0), -KSPAWN_EFAULT);
		check("no child is left", sys_wait4(-1, NULL, 0), -KSPAWN_ECHILD);
	}
	check_pipe_is_empty("what the kernel has is in the pipe");
	return check_failed != 0;
}

/* The three words that clone writes to. */
static int clone_at(long bad)
{
	static const unsigned long flags[] = { CLONE_PARENT_SETTID, CLONE_CHILD_SETTID, CLONE_CHILD_CLEARTID };

	for (int i = 0; i < 3; i++) {
		const long pid = sys_clone(flags[i] | SIGCHLD, (int *)bad, (int *)bad, NULL);

		if (pid == 0)
			sys_exit_group(3);
		if (pid > 0)
			check_child("a child with a bad word", (int)pid, EXITED(3));
		else
			check("clone", pid, -KSPAWN_EFAULT);
	}
	return check_failed != 0;
}

static int exit_at(long bad)
{
	sys_set_tid_address((int *)bad);
	return 5;
}

static void check_refused(const char *what, long got)
{
	if (got != -KSPAWN_ENOMEM)
		check(what, got, -KSPAWN_EINVAL);
}

/* A program whose space has nothing of the kernel may have pages of its own where the kernel has its. */
static bool may_be_mapped(long at)
{
#ifdef KERNEL_APART
	return at >= (long)USER_LOW && at < (long)USER_TOP / 8 * 7;
#else
	return false && at;
#endif
}

static int memory_at(long bad)
{
	const long at = bad & -(long)PAGE, brk = call(__NR_brk, 0, 0, 0, 0);

	if (may_be_mapped(at))
		return 0;

	check_refused("mmap", map((unsigned long)at, PAGE, MAP_PRIVATE | MAP_FIXED));
	check_refused("munmap", call(__NR_munmap, at, PAGE, 0, 0));
	check_refused("mprotect", call(__NR_mprotect, at, PAGE, PROT_RW, 0));
	check("brk", call(__NR_brk, bad, 0, 0, 0), brk);
	check("mmap up to there", map(0x5000, (unsigned long)at, MAP_PRIVATE | MAP_FIXED) < 0, 1);
	check("munmap up to there", call(__NR_munmap, PAGE, at ? at : -PAGE, 0, 0) < 0, 1);
	return check_failed != 0;
}

/* ---- ranges that begin in this program's memory and leave it ---- */

static int ranges(long unused)
{
	char *page = (char *)map(0, PAGE, MAP_PRIVATE), *end = page + PAGE;

	(void)unused;
	check("write beyond", sys_write(pipe_fds[1], end - 8, 16), -KSPAWN_EFAULT);
	check("a path beyond", call(__NR_openat, FDCWD, (long)memset(end - 8, 'x', 8), 0, 0), -KSPAWN_EFAULT);
	check("read beyond", call(__NR_read, zero_fd, (long)(end - 8), 16, 0), -KSPAWN_EFAULT);
	check("read of everything", call(__NR_read, zero_fd, (long)(end - 8), -1, 0), -KSPAWN_EFAULT);
	check("write of everything", call(__NR_write, pipe_fds[1], (long)(end - 8), -1, 0), -KSPAWN_EFAULT);
	check("read to a text", call(__NR_read, zero_fd, (long)text, 4, 0), -KSPAWN_EFAULT);
	check("many vectors", call(__NR_writev, null_fd, (long)words, -1, 0) < 0, 1);
	check("mmap of everything", map(0, -PAGE, MAP_PRIVATE), -KSPAWN_ENOMEM);
	check("mmap of more", map(0, -1ul, MAP_PRIVATE), -KSPAWN_ENOMEM);
	check_pipe_is_empty("a piece is in the pipe");
	return check_failed != 0 || text[0] != 't';
}

static void open_all(void)
{
	zero_fd = call(__NR_openat, FDCWD, (long)"/dev/zero", 0, 0);
	null_fd = call(__NR_openat, FDCWD, (long)"/dev/null", 1, 0);
	root_fd = call(__NR_openat, FDCWD, (long)root, 0, 0);
	check("files", zero_fd > 0 && null_fd > 0 && root_fd > 0, 1);
	check("pipe2", call(__NR_pipe2, (long)pipe_fds, O_NONBLOCK, 0, 0), 0);
}

int main(int argc, char **argv, char **envp)
{
	(void)envp;
	be_good(argc, argv);
	settle();
	open_all();
	for (int i = 0; i < PLACES_COUNT; i++) {
		const long at = (long)places[i].address;

		check_run(titled("every call", places[i].name), table_at, at, EXITED(0));
		check_run(titled("pointers in memory", places[i].name), inside_at, at, EXITED(0));
		check_run(titled("clone", places[i].name), clone_at, at, EXITED(0));
		check_run(titled("a word for the end", places[i].name), exit_at, at, EXITED(5));
		check_run(titled("memory", places[i].name), memory_at, at, EXITED(0));
	}
	check_run("ranges", ranges, 0, EXITED(0));
	return child_runs_end();
}
