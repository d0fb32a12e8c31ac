/* tests/system/user/system.h: runs of a child, and what must be as it was after each */
#ifndef KSPAWN_TEST_SYSTEM_H
#define KSPAWN_TEST_SYSTEM_H

#include <asm/unistd.h>
#include <linux/sysinfo.h>

#include "check.h"

#include <asm/fcntl.h>
#include <asm/signal.h>
#include <linux/mman.h>

#include <kspawn_elf.h>
#include <system_port.h> /* MMAP_OF_BLOCK */

enum { SIGNAL_SET = sizeof(sigset_t) > 8 ? sizeof(sigset_t) : 8 }; /* bytes of a set of signals, for the kernel */
enum { PAGE = 4096, GOOD = 7, PATIENCE_MS = 300000 };

#define EITHER(status, other) ((status) | (other) << 16)

static int child_runs;

static inline long call(long nr, long a0, long a1, long a2, long a3) { return sys(nr, a0, a1, a2, a3, 0, 0); }

static inline unsigned long milliseconds(void)
{
	long time[2] = { 0, 0 };

	call(__NR_clock_gettime, 1 /* CLOCK_MONOTONIC */, (long)time, 0, 0);
	return (unsigned long)(time[0] * 1000 + time[1] / 1000000);
}

enum { PROT_RW = PROT_READ | PROT_WRITE };

/* mmap(2), of a file from its beginning on. */
static inline long map_as(unsigned long at, size_t len, int prot, int flags, int fd)
{
#ifdef __NR_mmap2
	const long nr = __NR_mmap2; /* the offset in pages, which is none here */
#else
	const long nr = __NR_mmap;
#endif
#if defined(MMAP_OF_BLOCK) && !defined(__NR_mmap2)
	const long block[] = { (long)at, (long)len, prot, flags, fd, 0 };

	return call(nr, (long)block, 0, 0, 0);
#endif
	return sys(nr, (long)at, (long)len, prot, flags, fd, 0);
}

static inline long map(unsigned long at, size_t len, int flags) { return map_as(at, len, PROT_RW, flags | MAP_ANONYMOUS, -1); }

/* ---- what is in use ---- */

struct usage {
	unsigned long free;
	int procs;
};

static inline struct usage usage(void)
{
	struct sysinfo info = { 0 };

	check("sysinfo", call(__NR_sysinfo, (long)&info, 0, 0, 0), 0);
	return (struct usage){ info.freeram, info.procs };
}

static unsigned long settling_ms = 60000;

/* A reaped task may still run on its kernel stack, and orphans come to the first process. */
static inline void check_usage(const char *what, struct usage before)
{
	const unsigned long end = milliseconds() + settling_ms;
	struct usage after = usage();

	while ((after.free != before.free || after.procs != before.procs) && milliseconds() < end) {
		sys_sched_yield();
		sys_wait4(-1, NULL, WNOHANG);
		after = usage();
	}
	if (after.free != before.free || after.procs != before.procs)
		print("%s: %s: in use afterwards:\n", check_name, what);
	check("free frames", (long)after.free, (long)before.free);
	check("processes", after.procs, before.procs);
}

/* Brings in all pages of this program, which come when they are touched, so that none comes later. */
static inline void settle(void)
{
	const struct elf_segment *segment = (const struct elf_segment *)aux(AT_PHDR);
	volatile char stack[16 * PAGE];

	for (unsigned long i = 0; i < aux(AT_PHNUM); i++, segment++) {
		for (unsigned long at = segment->vaddr & -(unsigned long)PAGE;
		     segment->type == ELF_PT_LOAD && at < segment->vaddr + segment->memsz; at += PAGE) {
			volatile char *byte = (volatile char *)at;
			const char value = *byte;

			if (segment->flags & 2 /* PF_W */)
				*byte = value;
		}
	}
	for (size_t at = 0; at < sizeof(stack); at += PAGE)
		stack[at] = 0;
	(void)stack[0];
}

/* ---- a child that does what children do: fork, exec, pipe ---- */

static inline void be_good(int argc, char **argv)
{
	if (argc != 3 || strcmp(argv[1], "good") != 0)
		return;
	sys_write(number(argv[2]), "good", 4);
	sys_exit_group(GOOD);
}

static inline void exec_good(int fd)
{
	const char digits[] = { (char)('0' + fd / 10), (char)('0' + fd % 10), '\0' };
	const char *const argv[] = { check_name, "good", digits, NULL }, *const envp[] = { NULL };

	sys_execve(this_program(), argv, envp);
	sys_exit_group(127);
}

static inline void check_alive(const char *what)
{
	char word[8] = { 0 };
	int ends[2], pid;

	check(what, call(__NR_pipe2, (long)ends, 0, 0, 0), 0);
	pid = (int)sys_fork();
	if (pid == 0)
		exec_good(ends[1]);
	call(__NR_close, ends[1], 0, 0, 0);
	check(what, call(__NR_read, ends[0], (long)word, sizeof(word), 0), 4);
	check(what, strcmp(word, "good"), 0);
	call(__NR_close, ends[0], 0, 0, 0);
	check_child(what, pid, EXITED(GOOD));
}

/* ---- runs of a child ---- */

/* One that does not end is killed, so that a test says which it was. */
static inline int status_of(int pid)
{
	const unsigned long end = milliseconds() + PATIENCE_MS;
	int status = -1, got = 0;

	while (got == 0 && milliseconds() < end) {
		got = sys_wait4(pid, &status, WNOHANG);
		if (got == 0)
			sys_sched_yield();
	}
	if (got == 0) {
		sys_kill(pid, SIGKILL);
		sys_wait4(pid, &status, 0);
	}
	return STATUS(status);
}

/* `want` is a status or EITHER of two. */
static inline void check_status(const char *what, int pid, int want)
{
	const int status = status_of(pid);

	if (status != want >> 16 || !(want >> 16))
		check(what, status, want & 0xffff);
}

static inline void check_run(const char *what, int (*fn)(long), long arg, int want)
{
	const struct usage before = usage();
	const int failed = check_failed;
	int pid;

	child_runs++;
	print("%s: %s\n", check_name, what); /* if it hangs, it is this one */
	check_failed = 0;                    /* the child's own */
	pid = fork_run(fn, arg);
	check_failed += failed;
	check_status(what, pid, want);
	check_alive(what);
	check_usage(what, before);
}

static inline int child_runs_end(void)
{
	check_childless("all children were waited for");
	if (!check_failed)
		print("%s: %d runs\n", check_name, child_runs);
	return check_end();
}

/* "what: where", until the next call */
static inline const char *titled(const char *what, const char *where)
{
	static char title[160];
	const size_t n = strlen(what);

	memcpy(title, what, n);
	memcpy(title + n, ": ", 2);
	memcpy(title + n + 2, where, strlen(where) + 1);
	return title;
}

#endif
