/* tests/system/libc/mappings.c: memory that is a file's, and the errors of calls on memory */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/statfs.h>
#include <sys/wait.h>
#include <unistd.h>

#define NAME "mappings"
#include "check.h"

static size_t page;

static char *map(size_t size, int prot, int flags, int fd) { return mmap(NULL, size, prot, flags, fd, 0); }

/* ---- a file that is written by memory, and memory by a file ---- */

static void check_shared_file(void)
{
	const int fd = open("/tmp/shared", O_RDWR | O_CREAT | O_TRUNC, 0600);
	char *first, *second, byte = 0;
	int status;

	check("ftruncate", ftruncate(fd, (long)(2 * page)), 0);
	first = map(2 * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd);
	second = map(2 * page, PROT_READ, MAP_SHARED, fd);
	first[page] = 'a';
	check("another mapping", second[page], 'a');
	check("a read", pread(fd, &byte, 1, (long)page), 1);
	check("what it has read", byte, 'a');
	check("a write", pwrite(fd, "b", 1, 5), 1);
	check("the memory after it", first[5], 'b');
	if (fork() == 0) {
		first[6] = 'c';
		_exit(0);
	}
	check("wait", wait(&status) > 0, 1);
	check("what a child has written", second[6], 'c');
	check("msync", msync(first, 2 * page, MS_SYNC), 0);
	check("munmap", munmap(first, 2 * page), 0);
	check("the file without the memory", pread(fd, &byte, 1, 6), 1);
	check("what it has", byte, 'c');
	check("munmap", munmap(second, 2 * page), 0);
	check("a flag that is none", mmap(NULL, page, PROT_READ, MAP_SHARED_VALIDATE | 1 << 25, fd, 0) == MAP_FAILED, 1);
	check("its error", errno, EOPNOTSUPP);
	close(fd);
}

static void check_rights(void)
{
	const int fd = open("/tmp/shared", O_RDONLY), zero = open("/dev/zero", O_RDONLY);
	char *memory;

	check("a shared mapping to write of a file to read",
	      map(page, PROT_READ | PROT_WRITE, MAP_SHARED, fd) == MAP_FAILED ? errno : 0, EACCES);
	memory = map(page, PROT_READ, MAP_SHARED, fd);
	check_error("a later right to write", mprotect(memory, page, PROT_READ | PROT_WRITE), EACCES);
	check("a private one", mprotect(map(page, PROT_READ, MAP_PRIVATE, fd), page, PROT_READ | PROT_WRITE), 0);
	munmap(memory, page);
	memory = map(page, PROT_READ, MAP_SHARED, zero);
	check_error("a later right to write to /dev/zero", mprotect(memory, page, PROT_READ | PROT_WRITE), EACCES);
	munmap(memory, page);
	close(zero);
	close(fd);
}

/* ---- beyond the end ---- */

static sigjmp_buf back;

static void catch (int sig) { siglongjmp(back, sig); }

/* The signal that a read of it ends with. */
static int touch(const volatile char *at)
{
	const int sig = sigsetjmp(back, 1);

	if (!sig)
		(void)*at;
	return sig;
}

static void check_end(void)
{
	const int fd = open("/tmp/short", O_RDWR | O_CREAT | O_TRUNC, 0600);
	char *memory;

	check("write", write(fd, "short", 5), 5);
	signal(SIGBUS, catch);
	signal(SIGSEGV, catch);
	for (int i = 0; i < 2; i++) {
		memory = map(3 * page, PROT_READ, i ? MAP_SHARED : MAP_PRIVATE, fd);
		check("the bytes", memcmp(memory, "short", 6), 0);
		check("the rest of the page", touch(memory + page - 1), 0);
		check("the next page", touch(memory + page), SIGBUS);
		check("munmap", munmap(memory, 3 * page), 0);
		check("no memory", touch(memory), SIGSEGV);
	}
	close(fd);
}

/* ---- calls on memory ---- */

static void check_calls(void)
{
	char *memory = map(3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
	char *low = memory, *high = memory + 2 * page;

	check("a hole", munmap(memory + page, page), 0);
	check("a hole in a hole", munmap(memory + page, page), 0);
	check_error("munmap of no size", munmap(memory, 0), EINVAL);
	check_error("munmap between pages", munmap(memory + 1, page), EINVAL);
	check_error("mprotect over a hole", mprotect(memory, 3 * page, PROT_READ), ENOMEM);
	check("mprotect of nothing", mprotect(memory, 0, PROT_READ), 0);
	check_error("mprotect of rights that are none", mprotect(memory, page, 0x4000), EINVAL);
	check("mprotect", mprotect(low, page, PROT_READ | PROT_WRITE), 0);
	check_error("msync of a hole", msync(memory, 3 * page, MS_SYNC), ENOMEM);
	check("no place", mmap(high, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == MAP_FAILED, 1);
	check("its error", errno, EEXIST);
	check("a place",
	      mmap(memory + page, page, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) == memory + page, 1);
	*high = 1;
	check("madvise", madvise(memory, 3 * page, MADV_DONTNEED), 0);
	check("what was not needed", *high, 0);
	check_error("madvise of no advice", madvise(memory, page, 1000), EINVAL);
	check("munmap", munmap(memory, 3 * page), 0);
	memory = map(page, PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1);
	memory[0] = 7;
	check("memory to write", memory[0], 7);
	munmap(memory, page);
	if (sizeof(long) == 4) {
		const off64_t last = (off64_t)UINT32_MAX * (off64_t)page;
		check("behind the last page", mmap64(NULL, -page, PROT_READ, MAP_SHARED | MAP_ANONYMOUS, -1, last) == MAP_FAILED,
		      1);
		check("its error", errno, EOVERFLOW);
	}
}

static void check_statfs(void)
{
	struct statfs st;

	check("statfs", statfs("/tmp", &st), 0);
	check("the size of a block", (long)st.f_bsize, (long)page);
	check("blocks", st.f_blocks > st.f_bfree && st.f_bfree > 0, 1);
	check_error("statfs of no file", statfs("/none", &st), ENOENT);
	check("fstatfs", fstatfs(1, &st), 0);
	check_error("fstatfs of no file", fstatfs(77, &st), EBADF);
	check("/proc", access("/proc/sys/kernel/tainted", R_OK), 0);
}

int main(void)
{
	page = (size_t)sysconf(_SC_PAGESIZE);
	check_shared_file();
	check_rights();
	check_end();
	check_calls();
	check_statfs();
	if (!failed)
		puts("mappings: ok");
	return failed;
}
