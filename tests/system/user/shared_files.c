/* tests/system/user/shared_files.c: threads share a table of open files, and the positions in them (CLONE_FILES)
 *
 * shared_files N    each N times */
#include "system.h"

#include <linux/uio.h>

const char *const check_name = "shared_files";

enum { STACK = 16384, THREADS = 3, FDCWD = -100, PLACE = 10 };
enum { RECORD = 3000, BLOCKS = 100, PARTS = 3 }; /* bytes of a record: the kernel needs several steps for it */

static char stacks[THREADS][STACK] __attribute__((aligned(16)));
static int ended, rounds;

static const char path[] = "/tmp/shared";

static long open_file(int flags) { return call(__NR_openat, FDCWD, (long)path, O_CREAT | flags, 0600); }
static void close(long fd) { call(__NR_close, fd, 0, 0, 0); }
static void remove(void) { check("unlinkat", call(__NR_unlinkat, FDCWD, (long)path, 0, 0), 0); }

static void start_all(int (*fn)(void *), long fd)
{
	for (long i = 0; i < THREADS; i++)
		check("clone", sys_thread(SAME_PROCESS, stacks[i] + STACK, fn, (void *)(fd << 8 | i), NULL, NULL, NULL) > 0, 1);
}

static void await_all(void)
{
	while (__atomic_load_n(&ended, __ATOMIC_ACQUIRE) < THREADS)
		sys_sched_yield();
}

static int end(void)
{
	__atomic_fetch_add(&ended, 1, __ATOMIC_RELEASE);
	sys_exit(0);
}

/* ---- a number that is given another file is free at no moment ---- */

static int stop, taken;

/* There is no free number unless dup3 frees one. */
static int takes_numbers(void *unused)
{
	(void)unused;
	while (!__atomic_load_n(&stop, __ATOMIC_ACQUIRE)) {
		const long fd = call(__NR_dup, 0, 0, 0, 0);

		if (fd >= 0) {
			__atomic_fetch_add(&taken, 1, __ATOMIC_RELAXED);
			close(fd);
		}
	}
	return end();
}

static int replaces(long unused)
{
	(void)unused;
	while (call(__NR_dup, 0, 0, 0, 0) >= 0)
		;
	start_all(takes_numbers, 0);
	for (int i = 0; i < 20 * rounds; i++)
		check("dup3", call(__NR_dup3, 1, PLACE, 0, 0), PLACE);
	__atomic_store_n(&stop, 1, __ATOMIC_RELEASE);
	await_all();
	check("numbers that were free meanwhile", taken, 0);
	sys_exit_group(check_failed != 0);
}

/* ---- one position: each byte is read once, and each write has a place of its own ---- */

static int seen[BLOCKS];

static int reads_blocks(void *arg)
{
	int words[RECORD / sizeof(int)];
	long got;

	while ((got = call(__NR_read, (long)arg >> 8, (long)words, RECORD, 0)) == RECORD) {
		check("a block begins where another ended", words[0] % (RECORD / (int)sizeof(int)), 0);
		for (int i = 1; i < RECORD / (int)sizeof(int); i++) {
			if (words[i] == words[0] + i)
				continue;
			check("a block is whole", words[i], words[0] + i);
			break;
		}
		__atomic_fetch_add(&seen[words[0] / (int)(RECORD / sizeof(int)) % BLOCKS], 1, __ATOMIC_RELAXED);
	}
	check("the end", got, 0);
	return end();
}

static int reads_once(long unused)
{
	const long fd = open_file(O_RDWR);
	int words[RECORD / sizeof(int)], next = 0;

	(void)unused;
	for (int block = 0; block < BLOCKS; block++) {
		for (size_t i = 0; i < RECORD / sizeof(int); i++)
			words[i] = next++;
		check("write", sys_write((int)fd, words, RECORD), RECORD);
	}
	check("lseek", call(__NR_lseek, fd, 0, 0, 0), 0);
	start_all(reads_blocks, fd);
	await_all();
	for (int block = 0; block < BLOCKS; block++)
		check("each block is read once", seen[block], 1);
	remove();
	sys_exit_group(check_failed != 0);
}

static int writes_records(void *arg)
{
	static char records[THREADS][RECORD];
	char *record = records[(long)arg & 0xff];
	const long fd = (long)arg >> 8;
	struct iovec parts[PARTS];

	memset(record, 'a' + (int)((long)arg & 0xff), RECORD);
	for (int i = 0; i < PARTS; i++)
		parts[i] = (struct iovec){ .iov_base = record + i * RECORD / PARTS, .iov_len = RECORD / PARTS };
	for (int i = 0; i < rounds; i++) {
		check("write", sys_write((int)fd, record, RECORD), RECORD);
		check("writev", call(__NR_writev, fd, (long)parts, PARTS, 0), RECORD);
	}
	return end();
}

/* All of a record are the same letter. */
static void check_records(long count)
{
	static char record[RECORD];
	const long fd = open_file(O_RDONLY);

	check("no record is lost", call(__NR_lseek, fd, 0, 2, 0), count * RECORD);
	call(__NR_lseek, fd, 0, 0, 0);
	for (long n = 0; n < count; n++) {
		check("read", call(__NR_read, fd, (long)record, RECORD, 0), RECORD);
		for (int i = 1; i < RECORD; i++) {
			if (record[i] == record[0])
				continue;
			check("a record is whole", record[i], record[0]);
			break;
		}
	}
	remove();
}

static int writes_at_one_position(long unused)
{
	(void)unused;
	start_all(writes_records, open_file(O_WRONLY));
	await_all();
	check_records(2 * THREADS * rounds);
	sys_exit_group(check_failed != 0);
}

/* Each at the end, by a position of its own. */
static int appends(long unused)
{
	(void)unused;
	for (long i = 0; i < THREADS; i++)
		check("clone",
		      sys_thread(SAME_PROCESS, stacks[i] + STACK, writes_records,
				 (void *)(open_file(O_WRONLY | O_APPEND) << 8 | i), NULL, NULL, NULL) > 0,
		      1);
	await_all();
	check_records(2 * THREADS * rounds);
	sys_exit_group(check_failed != 0);
}

/* ---- a call has one file, though its number is another file's meanwhile ---- */

static int writes_pairs(void *unused)
{
	static char zeroes[RECORD], ones[RECORD];
	const struct iovec parts[] = { { .iov_base = zeroes, .iov_len = RECORD }, { .iov_base = ones, .iov_len = RECORD } };

	(void)unused;
	memset(ones, 1, RECORD);
	for (int i = 0; i < rounds; i++)
		check("writev", call(__NR_writev, PLACE, (long)parts, 2, 0), 2 * RECORD);
	return end();
}

static void check_pairs(long fd)
{
	static char record[RECORD];
	char kind = 0;

	call(__NR_lseek, fd, 0, 0, 0);
	for (; call(__NR_read, fd, (long)record, RECORD, 0) == RECORD; kind ^= 1)
		check("a part of the same call", record[0], kind);
	check("both parts are there", kind, 0);
}

static int exchanges(long unused)
{
	long file[2];

	(void)unused;
	for (int i = 0; i < 2; i++) {
		file[i] = open_file(O_RDWR | O_APPEND);
		remove();
	}
	call(__NR_dup3, file[0], PLACE, 0, 0);
	start_all(writes_pairs, 0);
	for (int i = 0; __atomic_load_n(&ended, __ATOMIC_ACQUIRE) < THREADS; i++)
		call(__NR_dup3, file[i & 1], PLACE, 0, 0);
	check_pairs(file[0]);
	check_pairs(file[1]);
	sys_exit_group(check_failed != 0);
}

int main(int argc, char **argv, char **envp)
{
	rounds = argc == 2 ? number(argv[1]) : 100;
	(void)envp;
	be_good(argc, argv);
	settle();
	check_run("dup3 while threads open files", replaces, 0, EXITED(0));
	check_run("reads at one position", reads_once, 0, EXITED(0));
	check_run("writes at one position", writes_at_one_position, 0, EXITED(0));
	check_run("writes at the end", appends, 0, EXITED(0));
	check_run("writev while its number changes", exchanges, 0, EXITED(0));
	return child_runs_end();
}
