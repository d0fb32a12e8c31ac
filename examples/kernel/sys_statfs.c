/* sys_statfs.c: system calls on the file system, of which there is one, in memory */
#include <asm/statfs.h>
#include <linux/magic.h>

#include "sys.h"

/* The types of all forms of it have members of these names. */
#define FILL(to)                                                                                         \
	do {                                                                                             \
		memset(to, 0, sizeof(*(to)));                                                            \
		(to)->f_type = TMPFS_MAGIC;                                                              \
		(to)->f_bsize = (to)->f_frsize = PAGE_SIZE;                                              \
		(to)->f_blocks = (to)->f_files = frames_total() / 2; /* as contents.c lets files have */ \
		(to)->f_bfree = (to)->f_bavail = (to)->f_ffree = (frames_total() - frames_used()) / 2;   \
		(to)->f_namelen = NAME_LIMIT - 1;                                                        \
	} while (0)

static long act_nothing(struct node *node, char *last, const uintptr_t *a)
{
	(void)node, (void)last, (void)a;
	return 0;
}

static long find_path(uintptr_t path) { return with_node(AT_FDCWD, path, true, false, act_nothing, NULL); }

static long find_file(int fd)
{
	struct file *file = file_get_path(fd);

	if (!file)
		return -EBADF;
	file_put(file);
	return 0;
}

static long put(long err, uintptr_t to)
{
	struct statfs st;

	FILL(&st);
	return err ? err : user_write(to, &st, sizeof(st));
}

static long sys_statfs(const uintptr_t *a) { return put(find_path(a[0]), a[1]); }
static long sys_fstatfs(const uintptr_t *a) { return put(find_file((int)a[0]), a[1]); }

#ifdef __NR_statfs64
static long put64(long err, size_t size, uintptr_t to)
{
	struct statfs64 st;

	FILL(&st);
	if (size != sizeof(st) && size != ((sizeof(st) + 7) & ~7ul)) /* ARM's libc adds 4 bytes (Linux, sys_statfs64_wrapper) */
		return -EINVAL;
	return err ? err : user_write(to, &st, sizeof(st));
}

static long sys_statfs64(const uintptr_t *a) { return put64(find_path(a[0]), a[1], a[2]); }
static long sys_fstatfs64(const uintptr_t *a) { return put64(find_file((int)a[0]), a[1], a[2]); }
#endif

/* Nothing is kept elsewhere. */
static long nothing(const uintptr_t *a)
{
	(void)a;
	return 0;
}

static long file_alone(const uintptr_t *a) { return find_file((int)a[0]); }

/* clang-format off */
sys_fn *const sys_statfs_calls[SYS_CALLS] = {
	SYS(statfs), SYS(fstatfs), SYS_AS(sync, nothing), SYS_AS(fsync, file_alone), SYS_AS(fdatasync, file_alone),
#ifdef __NR_statfs64
	SYS(statfs64), SYS(fstatfs64),
#endif
};
