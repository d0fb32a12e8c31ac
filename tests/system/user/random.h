/* tests/system/user/random.h: random numbers, and random system calls with arguments of every kind */
#ifndef KSPAWN_TEST_RANDOM_H
#define KSPAWN_TEST_RANDOM_H

#include "system.h"

#include "frames.h"
#include "places.h"

/* ---- numbers: G. Marsaglia's xorshift, which needs no division of 64 bits ---- */

static uint64_t state;

static inline uint32_t next(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t)(state >> 16);
}

static inline uint32_t below(uint32_t n) { return next() % n; }
static inline bool one_in(uint32_t n) { return below(n) == 0; }

static inline void seed(uint32_t high, uint32_t low)
{
	state = ((uint64_t)high << 32 | low) ^ 0x9e3779b97f4a7c15u;
	for (int i = 0; i < 8; i++)
		next();
}

/* ---- what the arguments point to ---- */

/* clang-format off */
/* Names of the fuzzer alone. */
static const char *const paths[] = {
	"~a", "~b", "~c", "~d", "~d/~e", "~d/../~a", "./~b", "~d/~e/~f", "~l", "~l/~a", ".", "", "/tmp/~fuzz/~a", "/tmp/~fuzz",
	"/tmp/~fuzz/~d", "~a/~b", "~nothing/~a", "~x~xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
};
/* clang-format on */
/* Never removed, since no call that removes takes them. */
static const char *const more_paths[] = { "/", "/dev/null", "/dev/zero", "..", "/proc/self/exe", "/dev", "/tmp" };

static const struct {
	const char *name;
	unsigned long address;
} places[] = { ALL_PLACES };

#define COUNT(array) ((uint32_t)(sizeof(array) / sizeof(*(array))))
#define ARENA 0x30000000l
enum { ARENA_PAGES = 16, ARENA_SIZE = ARENA_PAGES * PAGE, MAPS = 0x38000000, MAPS_PAGES = 64, CHILDREN = 8 };

static int children[CHILDREN]; /* of this process; some have ended */

/* clang-format off */
static const uint64_t extremes[] = {
	0, 1, 2, 7, 8, 63, 64, 65, 255, 256, 511, 512, 4095, 4096, 4097, 65536, 0x7fffffff, 0x80000000, 0xffffffff,
	0x100000000, 0x7fffffffffffffff, 0x8000000000000000, -1ull, -2ull, -4096ull, -4095ull,
};

/* clang-format on */
static inline long number_of_any_size(void)
{
	switch (below(4)) {
	case 0:
		return (long)below(20);
	case 1:
		return (long)extremes[below(COUNT(extremes))];
	case 2:
		return -(long)below(20);
	default:
		return (long)((uint64_t)next() << below(32));
	}
}

/* In the arena; the page after its last is never there. */
static inline long buffer(void) { return ARENA + (long)(one_in(2) ? below(ARENA_PAGES) * PAGE : below(ARENA_SIZE)); }

static inline long pointer(void)
{
	switch (below(12)) {
	case 0:
		return (long)places[below(COUNT(places))].address;
	case 1:
		return ARENA + ARENA_SIZE - (long)below(20);
	case 2:
		return MAPS + (long)(below(MAPS_PAGES) * PAGE + below(2) * (PAGE - 4));
	case 3:
		return number_of_any_size();
	case 4:
		return 0;
	case 5:
		return (long)&children[below(CHILDREN)];
	default:
		return buffer();
	}
}

static inline long length(void)
{
	switch (below(5)) {
	case 0:
		return (long)below(64);
	case 1:
		return (long)below(3 * PAGE);
	case 2:
		return (long)(below(20) * PAGE);
	case 3:
		return (long)below(ARENA_SIZE);
	default:
		return number_of_any_size();
	}
}

static inline long descriptor(void)
{
	static const int odd[] = { -1, -100, 63, 64, 65, 1000, 0x7fffffff };

	return one_in(10) ? odd[below(COUNT(odd))] : (long)below(14);
}

/* A call may have written anything there. */
static inline long a_child(void)
{
	const int child = *(volatile int *)&children[below(CHILDREN)];

	return child > 1 ? child : sys_getpid();
}

/* Never the first process, nor its group. */
static inline long pid(void)
{
	switch (below(8)) {
	case 0:
		return 0;
	case 1:
		return sys_getpid();
	case 2:
		return 1024 + (long)below(100000);
	case 3:
		return -1024 - (long)below(100000);
	default:
		return a_child();
	}
}

static inline long page(void) { return one_in(12) ? pointer() & -PAGE : MAPS + (long)(below(MAPS_PAGES) * PAGE); }

/* ---- the calls ---- */

enum kind { NONE, FD, BUF, LEN, PATH, ANY_PATH, PID, SIG, NUM, BITS, AT, PAGES, PROT, MAPPING, TIME, SET, FEW };

static inline long path(bool harmless)
{
	if (one_in(16))
		return pointer();
	if (harmless && one_in(4))
		return (long)more_paths[below(COUNT(more_paths))];
	return (long)paths[below(COUNT(paths))];
}

/* Short, or not a time at all. */
static inline long time(void)
{
	long *const at = (long *)(buffer() & -(long)sizeof(long) & ~(long)(2 * sizeof(long)));

	if (one_in(8))
		return pointer();
	memset(at, 0, 16);
	at[one_in(2)] = one_in(8) ? number_of_any_size() : 0;
	return (long)at;
}

static inline long argument(enum kind kind)
{
	switch (kind) {
	case FD:
		return descriptor();
	case BUF:
		return pointer();
	case LEN:
		return length();
	case PATH:
		return path(false);
	case ANY_PATH:
		return path(true);
	case PID:
		return pid();
	case SIG:
		return one_in(4) ? number_of_any_size() : (long)below(66);
	case NUM:
		return number_of_any_size();
	case BITS:
		return (long)(next() & next() & next());
	case AT:
		return one_in(4) ? descriptor() : -100;
	case PAGES:
		return page();
	case PROT:
		return one_in(8) ? (long)next() : (long)below(8);
	case MAPPING:
		return (one_in(2) ? MAP_FIXED : 0) | (one_in(2) ? MAP_ANONYMOUS : 0) | (one_in(2) ? MAP_PRIVATE : MAP_SHARED);
	case TIME:
		return time();
	case SET:
		return one_in(8) ? number_of_any_size() : SIGNAL_SET;
	case FEW:
		return (long)below(4);
	default:
		return one_in(4) ? number_of_any_size() : 0;
	}
}

struct random_call {
	long nr;
	unsigned char kinds[6];
};
#define CALL(name, ...)                      \
	{                                    \
		__NR_##name, { __VA_ARGS__ } \
	}

#ifdef __NR_fstatat64
#undef __NR_fstat
#define __NR_fstat __NR_fstat64
#define __NR_newfstatat __NR_fstatat64
#endif

static const struct random_call typed[] = {
	CALL(read, FD, BUF, LEN),
	CALL(write, FD, BUF, LEN),
	CALL(pread64, FD, BUF, LEN, NUM, NUM, NUM),
	CALL(pwrite64, FD, BUF, LEN, NUM, NUM, NUM),
	CALL(readv, FD, BUF, LEN),
	CALL(writev, FD, BUF, FEW),
	CALL(sendfile, FD, FD, NONE, LEN),
	CALL(lseek, FD, NUM, FEW),
	CALL(openat, AT, ANY_PATH, BITS, BITS),
	CALL(openat, AT, PATH, FEW, NUM),
	CALL(close, FD),
	CALL(pipe2, BUF, BITS),
	CALL(dup, FD),
	CALL(dup3, FD, FD, BITS),
	CALL(fcntl, FD, NUM, NUM),
	CALL(fcntl, FD, FEW, FD),
	CALL(fcntl, FD, SIG, BUF), /* a number of a signal: also one of a lock */
	CALL(ioctl, FD, NUM, BUF),
	CALL(statx, AT, ANY_PATH, BITS, NUM, BUF),
	CALL(newfstatat, AT, ANY_PATH, BUF, BITS),
	CALL(fstat, FD, BUF),
	CALL(faccessat, AT, ANY_PATH, NUM, BITS),
	CALL(readlinkat, AT, ANY_PATH, BUF, LEN),
	CALL(getdents64, FD, BUF, LEN),
	CALL(mkdirat, AT, PATH, NUM),
	CALL(unlinkat, AT, PATH, NONE),
	CALL(unlinkat, AT, PATH, BITS),
	CALL(symlinkat, ANY_PATH, AT, PATH),
	CALL(renameat2, AT, PATH, AT, PATH, FEW),
	CALL(fchmodat, AT, PATH, NUM),
	CALL(fchownat, AT, PATH, NUM, NUM, BITS),
	CALL(fchmod, FD, NUM),
	CALL(fchown, FD, NUM, NUM),
	CALL(ftruncate, FD, LEN, LEN),
	CALL(truncate, PATH, LEN, LEN),
	CALL(utimensat, AT, PATH, BUF, BITS),
	CALL(chdir, ANY_PATH),
	CALL(fchdir, FD),
	CALL(getcwd, BUF, LEN),
	CALL(umask, BITS),
	CALL(brk, NUM),
	CALL(munmap, PAGES, LEN),
	CALL(mprotect, PAGES, LEN, PROT),
	CALL(kill, PID, SIG),
	CALL(tkill, PID, SIG),
	CALL(tgkill, PID, PID, SIG),
	CALL(rt_sigprocmask, FEW, BUF, BUF, SET),
	CALL(rt_sigpending, BUF, SET),
	CALL(rt_sigaction, SIG, BUF, BUF, SET),
	CALL(getpgid, PID),
	CALL(setsid, NONE),
	CALL(getrusage, NUM, BUF),
	CALL(uname, BUF),
	CALL(sysinfo, BUF),
	CALL(getrandom, BUF, LEN, NUM),
	CALL(prlimit64, PID, NUM, BUF, BUF),
	CALL(set_tid_address, BUF),
	CALL(times, BUF),
	CALL(clock_gettime, NUM, BUF),
	CALL(gettimeofday, BUF, BUF),
	CALL(nanosleep, TIME, BUF),
	CALL(clock_nanosleep, NUM, FEW, TIME, BUF),
	CALL(ppoll, BUF, LEN, TIME, BUF, NUM),
	CALL(wait4, PID, BUF, BITS, BUF),
	CALL(waitid, FEW, PID, BUF, BITS, BUF),
	CALL(sched_yield, NONE),
	CALL(set_robust_list, BUF, LEN),
	CALL(prctl, NUM, NUM, BUF),
	CALL(getppid, NONE),
#ifdef __NR_mmap2
	CALL(mmap2, PAGES, LEN, PROT, MAPPING, FD, NUM),
	CALL(mmap2, PAGES, LEN, PROT, MAPPING, FD, FEW),
#elif defined(MMAP_OF_BLOCK)
	CALL(mmap, BUF),
#else
	CALL(mmap, PAGES, LEN, PROT, MAPPING, FD, NUM),
	CALL(mmap, PAGES, LEN, PROT, MAPPING, FD, NONE),
#endif
#ifdef __NR__llseek
	CALL(_llseek, FD, NUM, NUM, BUF, FEW),
#endif
#ifdef __NR_arch_prctl
	CALL(arch_prctl, NUM, BUF),
#endif
};

/* Those whose harm to others is their meaning, or that a child of the caller must survive, are made with care alone.
 * So is prlimit64: it could leave the first process no open file to clean up with. */
static inline bool is_meant(long nr)
{
	static const long meant[] = {
		__NR_kill,   __NR_tkill,        __NR_tgkill, __NR_setpgid,       __NR_clone,     __NR_clone3,     __NR_exit_group,
		__NR_execve, __NR_rt_sigreturn, __NR_exit,   __NR_rt_sigsuspend, KSPAWN_NR_fork, KSPAWN_NR_vfork, __NR_prlimit64,
	};

	for (uint32_t i = 0; i < COUNT(meant); i++) {
		if (nr == meant[i])
			return true;
	}
	return false;
}

static inline long any_argument(void)
{
	const enum kind kind = (enum kind)below(FEW + 1);

	return argument(kind == ANY_PATH ? PATH : kind); /* the call may remove */
}

/* Makes an existing call with arguments of the right kinds, or a call of any number with any arguments. */
static inline void random_call(void)
{
	const struct random_call *c = &typed[below(COUNT(typed))];
	const bool sane = !one_in(5);
	long nr = c->nr, args[6];

	if (!sane)
		nr = one_in(20) ? number_of_any_size() : (__NR_read / 1000 * 1000) + (long)below(480);
	for (int i = 0; i < 6; i++)
		args[i] = sane && (is_meant(nr) || !one_in(20)) ? argument((enum kind)c->kinds[i]) : any_argument();
	if (sane || !is_meant(nr))
		sys(nr, args[0], args[1], args[2], args[3], args[4], args[5]);
}

#endif
