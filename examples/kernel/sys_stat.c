/* sys_stat.c: system calls that return attributes of files */
#include "sys.h"

static void stat_file(const struct file *file, user_stat *st)
{
	mutex_lock(&files_lock);
	node_stat(file->node, st);
	mutex_unlock(&files_lock);
}

static long stat_open(user_stat *st, int fd)
{
	struct file *file = file_get_path(fd);

	if (!file)
		return -EBADF;
	stat_file(file, st);
	file_put(file);
	return 0;
}

static long act_stat(struct node *node, char *last, const uintptr_t *a)
{
	(void)last;
	node_stat(node, (user_stat *)a[0]);
	return 0;
}

/* Of what has that path, or of the open file itself. */
static long stat_into(user_stat *st, int dir, uintptr_t path, unsigned flags)
{
	const uintptr_t arg = (uintptr_t)st;
	char first = 0;

	if (flags & AT_EMPTY_PATH && (user_read(&first, path, 1) || !first))
		return stat_open(st, dir);
	return with_node(dir, path, !(flags & AT_SYMLINK_NOFOLLOW), false, act_stat, &arg);
}

static long stat_at(int dir, uintptr_t path, uintptr_t to, unsigned flags)
{
	user_stat st;
	const long err = stat_into(&st, dir, path, flags);

	return err ? err : user_write(to, &st, sizeof(st));
}

static long sys_fstat(const uintptr_t *a)
{
	user_stat st;
	const long err = stat_open(&st, (int)a[0]);

	return err ? err : user_write(a[1], &st, sizeof(st));
}

static long sys_newfstatat(const uintptr_t *a) { return stat_at((int)a[0], a[1], a[2], (unsigned)a[3]); }

/* statx(2), with what fstat returns. */
static long sys_statx(const uintptr_t *a)
{
	struct statx to = { .stx_mask = STATX_TYPE | STATX_MODE | STATX_NLINK | STATX_INO | STATX_SIZE | STATX_BLOCKS |
					STATX_UID | STATX_GID | STATX_ATIME | STATX_MTIME | STATX_CTIME };
	user_stat st;
	const long err = stat_into(&st, (int)a[0], a[1], (unsigned)a[2]);

	if (err)
		return err;
	to.stx_blksize = (uint32_t)st.st_blksize;
	to.stx_nlink = (uint32_t)st.st_nlink;
	to.stx_uid = st.st_uid;
	to.stx_gid = st.st_gid;
	to.stx_mode = (uint16_t)st.st_mode;
	to.stx_ino = st.st_ino;
	to.stx_size = (uint64_t)st.st_size;
	to.stx_blocks = (uint64_t)st.st_blocks;
	to.stx_atime = (struct statx_timestamp){ .tv_sec = (long)st.st_atime, .tv_nsec = (uint32_t)st.st_atime_nsec };
	to.stx_mtime = (struct statx_timestamp){ .tv_sec = (long)st.st_mtime, .tv_nsec = (uint32_t)st.st_mtime_nsec };
	to.stx_ctime = (struct statx_timestamp){ .tv_sec = (long)st.st_ctime, .tv_nsec = (uint32_t)st.st_ctime_nsec };
	to.stx_rdev_major = (uint32_t)(st.st_rdev >> 8);
	to.stx_rdev_minor = (uint32_t)st.st_rdev & 0xff;
	to.stx_dev_minor = (uint32_t)st.st_dev;
	return user_write(a[4], &to, sizeof(to));
}

static long act_access(struct node *node, char *last, const uintptr_t *a)
{
	(void)last;
	return a[0] & ~7ul ? -EINVAL : node_permits(node, (unsigned)a[0]);
}

/* On the whole way by the real ids. */
static long may_access(int dir, uintptr_t path, const uintptr_t *mode)
{
	struct process *p = current();
	const unsigned uid = p->user.files, gid = p->group.files;
	long err;

	p->user.files = p->user.real;
	p->group.files = p->group.real;
	err = with_node(dir, path, true, false, act_access, mode);
	p->user.files = uid;
	p->group.files = gid;
	return err;
}

static long sys_faccessat(const uintptr_t *a) { return may_access((int)a[0], a[1], &a[2]); }

static long act_readlink(struct node *node, char *last, const uintptr_t *a)
{
	const size_t n = is_link(node) ? strlen(node->target) : 0;

	(void)last;
	if (!is_link(node))
		return -EINVAL;
	memcpy((char *)a[0], node->target, n < PATH_LIMIT ? n : PATH_LIMIT);
	return n < PATH_LIMIT ? (long)n : PATH_LIMIT;
}

static long sys_readlinkat(const uintptr_t *a)
{
	char *target = (int)a[3] > 0 ? heap_alloc(PATH_LIMIT) : NULL;
	const uintptr_t arg = (uintptr_t)target;
	long n = (int)a[3] <= 0 ? -EINVAL : target ? with_node((int)a[0], a[1], false, false, act_readlink, &arg) : -ENOMEM;

	if (n > (int)a[3])
		n = (int)a[3];
	if (n > 0 && user_write(a[2], target, (size_t)n))
		n = -EFAULT;
	heap_free(target);
	return n;
}

/* struct linux_dirent64 (getdents64(2)) */
struct entry {
	uint64_t ino, next;
	uint16_t length;
	uint8_t type;
	char name[NAME_LIMIT + 5];
};

static size_t make_entry(struct entry *to, const struct node *node, const char *name, uint64_t number)
{
	const size_t name_size = strlen(name) + 1;

	to->ino = (node->same ? node->same : node)->ino;
	to->next = number + 1;
	to->length = (uint16_t)((offsetof(struct entry, name) + name_size + 7) & ~7ul);
	to->type = (uint8_t)(node->mode >> 12);
	memcpy(to->name, name, name_size);
	return to->length;
}

static struct node *nth(struct node *dir, uint64_t n)
{
	struct node *node = dir->children;

	while (node && n--)
		node = node->next;
	return node;
}

/* The lowest number from file->at on that an open file has, as a name; `at` becomes it. */
static size_t next_number(struct file *file, struct entry *to)
{
	char name[24];

	for (; file->at - 2 < FILES_MAX; file->at++) {
		const struct file *open;
		*put_number(name, (unsigned long)file->at - 2) = '\0';
		open = file_named(name);
		if (open)
			return make_entry(to, open->node, name, file->at);
	}
	return 0;
}

/* The files of /proc, and behind them its folders by their numbers, from a position on that no file has. */
static size_t next_process(struct file *file, struct entry *to)
{
	enum { FOLDERS = 1 << 16 };
	struct node *dir = file->node, *node = dir->children;
	char name[24];

	for (uint64_t n = file->at - 2; node && (node->pid || n); node = node->next)
		n -= !node->pid;
	if (node && file->at < FOLDERS)
		return make_entry(to, node, node->name, file->at);
	if (file->at < FOLDERS)
		file->at = FOLDERS;
	for (; file->at < FOLDERS + TASKS_MAX; file->at++) {
		const int pid = (int)(file->at - FOLDERS);
		*put_number(name, (unsigned long)pid) = '\0';
		if (proc_lists(dir, pid) && (node = node_child(dir, name)))
			return make_entry(to, node, name, file->at);
	}
	return 0;
}

static size_t next_entry(struct file *file, struct entry *to)
{
	struct node *dir = file->node, *node;
	size_t n = 0;

	memset(to, 0, sizeof(*to));
	mutex_lock(&files_lock);
	if (file->at < 2)
		n = make_entry(to, file->at ? dir->parent : dir, file->at ? ".." : ".", file->at);
	else if (dir->numbers)
		n = next_number(file, to);
	else if (dir->processes)
		n = next_process(file, to);
	else if ((node = nth(dir, file->at - 2)))
		n = make_entry(to, node, node->name, file->at);
	mutex_unlock(&files_lock);
	return n;
}

static long list(struct file *file, uintptr_t to, size_t room)
{
	struct entry entry;
	size_t done = 0, n;

	while ((n = next_entry(file, &entry)) && n <= room - done && !(done && call_must_end())) {
		if (user_write(to + done, &entry, n))
			return done ? (long)done : -EFAULT;
		done += n;
		file->at++;
	}
	return n && !done ? -EINVAL : (long)done;
}

static long sys_getdents64(const uintptr_t *a)
{
	struct file *file = file_get((int)a[0]);
	long result = -ENOTDIR;

	if (!file)
		return -EBADF;
	if (is_dir(file->node)) {
		mutex_lock(&file->node->calls);
		result = list(file, a[1], a[2]);
		mutex_unlock(&file->node->calls);
	}
	file_put(file);
	return result;
}

/* ---- the calls that have a newer form, which some machines have alone ---- */

#ifdef __NR_open
static long sys_stat(const uintptr_t *a) { return stat_at(AT_FDCWD, a[0], a[1], 0); }
static long sys_lstat(const uintptr_t *a) { return stat_at(AT_FDCWD, a[0], a[1], AT_SYMLINK_NOFOLLOW); }
static long sys_access(const uintptr_t *a) { return may_access(AT_FDCWD, a[0], &a[1]); }

static long sys_readlink(const uintptr_t *a)
{
	return sys_readlinkat((const uintptr_t[]){ (uintptr_t)AT_FDCWD, a[0], a[1], a[2] });
}

#endif

sys_fn *const sys_stat_calls[SYS_CALLS] = {
	SYS(statx),
	SYS(faccessat),
	SYS(readlinkat),
	SYS(getdents64),
#ifdef __NR_fstat64
	SYS_AS(fstat64, sys_fstat),
	SYS_AS(fstatat64, sys_newfstatat),
	SYS_AS(stat64, sys_stat),
	SYS_AS(lstat64, sys_lstat),
#else
	SYS(fstat), SYS(newfstatat),
#endif
#ifdef __NR_open
	SYS(access),
	SYS(readlink),
#endif
#if defined(__NR_open) && !defined(__NR_fstat64)
	SYS(stat),
	SYS(lstat),
#endif
};
