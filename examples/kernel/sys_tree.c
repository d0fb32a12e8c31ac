/* sys_tree.c: system calls that change the tree of files, and where a program is in it */
#include <asm/resource.h>
#include <linux/fs.h>

#include "sys.h"

/* ---- names that come and go ---- */

static long act_mkdir(struct node *dir, char *last, const uintptr_t *a)
{
	int err;

	if (!*last || node_child(dir, last))
		return -EEXIST;
	if ((err = node_may_add(dir)))
		return err;
	return node_new(dir, last, S_IFDIR | (a[0] & ~current()->fs->umask & 07777)) ? 0 : -ENOSPC;
}

static long sys_mkdirat(const uintptr_t *a) { return with_node((int)a[0], a[1], false, true, act_mkdir, &a[2]); }

/* A file, or a fifo. */
static long act_mknod(struct node *dir, char *last, const uintptr_t *a)
{
	const uint32_t mode = (uint32_t)a[0] & ~current()->fs->umask, type = mode & S_IFMT;
	int err;

	if (!*last || node_child(dir, last))
		return -EEXIST;
	if ((err = node_may_add(dir)))
		return err;
	if (type && type != S_IFREG && type != S_IFIFO)
		return -EPERM;
	return node_new(dir, last, (type ? type : S_IFREG) | (mode & 07777)) ? 0 : -ENOSPC;
}

static long sys_mknodat(const uintptr_t *a) { return with_node((int)a[0], a[1], false, true, act_mknod, &a[2]); }

static long act_unlink(struct node *dir, char *last, const uintptr_t *a)
{
	struct node *node = *last ? node_entry(dir, last) : NULL;
	const bool want_dir = a[0] & AT_REMOVEDIR;
	int err;

	if (!*last)
		return want_dir ? -EBUSY : -EISDIR; /* the root */
	if (!node)
		return -ENOENT;
	if (node == dir || node == dir->parent)
		return !want_dir ? -EISDIR : node->children ? -ENOTEMPTY : -EINVAL;
	if ((err = node_may_remove(dir, node)))
		return err;
	if (is_dir(node) != want_dir)
		return want_dir ? -ENOTDIR : -EISDIR;
	if (node->children)
		return -ENOTEMPTY;
	node_unlink(node);
	return 0;
}

static long sys_unlinkat(const uintptr_t *a) { return with_node((int)a[0], a[1], false, true, act_unlink, &a[2]); }

static long act_symlink(struct node *dir, char *last, const uintptr_t *a)
{
	struct node *node;
	char *target;
	int err;

	if (!*last || node_child(dir, last))
		return -EEXIST;
	if ((err = node_may_add(dir)))
		return err;
	target = heap_string((const char *)a[0]);
	node = target ? node_new(dir, last, S_IFLNK | 0777) : NULL;
	if (node)
		node->target = target;
	else
		heap_free(target);
	return node ? 0 : -ENOSPC;
}

static long sys_symlinkat(const uintptr_t *a)
{
	char *target = heap_alloc(PATH_LIMIT);
	const uintptr_t arg = (uintptr_t)target;
	long err = target ? user_string(target, a[0], PATH_LIMIT) : -ENOMEM;

	if (err >= 0)
		err = err ? with_node((int)a[1], a[2], false, true, act_symlink, &arg) : -ENOENT;
	heap_free(target);
	return err;
}

/* ---- moving: the second name is walked under the lock of the first ---- */

struct moving {
	struct place to;
	char name[NAME_LIMIT];
	bool replace;
};

/* What is in /proc is on a file system of its own, and has no names elsewhere. */
static bool is_in_proc(const struct node *node) { return is_dir(node) ? node->sealed : node->parent->sealed; }

static bool is_within(const struct node *node, const struct node *dir)
{
	while (node != dir && node != root)
		node = node->parent;
	return node == dir;
}

static int may_replace(const struct node *old, const struct node *by, const struct moving *m)
{
	if (!m->replace)
		return -EEXIST;
	if (is_dir(old) != is_dir(by))
		return is_dir(old) ? -EISDIR : -ENOTDIR;
	return old->children ? -ENOTEMPTY : 0;
}

static long move(struct node *dir, struct node *node, struct node *into, const struct moving *m)
{
	struct node *old = *m->name ? node_entry(into, m->name) : into;
	int err = 0;

	if (node_itself(old) == node_itself(node))
		return 0;
	if (old == into || old == into->parent)
		return -EBUSY;
	if (is_in_proc(node) != into->sealed)
		return -EXDEV;
	if (is_within(into, node))
		return -EINVAL;
	if ((err = node_may_remove(dir, node)) || (err = node_may_add(into)) || (old && (err = node_may_remove(into, old))))
		return err;
	if (old)
		err = may_replace(old, node, m);
	return err ? err : node_move(node, into, m->name);
}

static long act_rename(struct node *dir, char *last, const uintptr_t *a)
{
	struct moving *m = (struct moving *)a[0];
	struct node *node = *last ? node_entry(dir, last) : dir, *into;
	int err;

	if (!node)
		return -ENOENT;
	if (node == dir || node == dir->parent)
		return -EBUSY;
	into = node_walk(m->to.base, m->to.path, false, m->name, &err);
	return into ? move(dir, node, into, m) : err;
}

static long rename_at(int dir, uintptr_t path, int to_dir, uintptr_t to, unsigned flags)
{
	struct moving *m = flags & ~(unsigned)RENAME_NOREPLACE ? NULL : heap_alloc(sizeof(*m));
	const uintptr_t arg = (uintptr_t)m;
	long err;

	if (!m)
		return flags & ~(unsigned)RENAME_NOREPLACE ? -EINVAL : -ENOMEM;
	m->replace = !flags;
	err = place_get(&m->to, to_dir, to);
	if (!err) {
		err = with_node(dir, path, false, true, act_rename, &arg);
		place_put(&m->to);
	}
	heap_free(m);
	return err;
}

static long sys_renameat2(const uintptr_t *a) { return rename_at((int)a[0], a[1], (int)a[2], a[3], (unsigned)a[4]); }

/* ---- one more name: it is walked under the lock of the file's ---- */

static long act_link(struct node *node, char *last, const uintptr_t *a)
{
	struct moving *m = (struct moving *)a[0];
	int err;
	struct node *into = node_walk(m->to.base, m->to.path, false, m->name, &err);

	(void)last;
	if (!into)
		return err;
	if (!*m->name || node_child(into, m->name))
		return -EEXIST;
	if (is_in_proc(node) != into->sealed)
		return -EXDEV;
	if (is_dir(node) || is_in_proc(node))
		return -EPERM;
	if (node->removed && !node->links)
		return -ENOENT;
	if ((err = node_may_add(into)))
		return err;
	return node_link(into, m->name, node) ? 0 : -ENOSPC;
}

static long link_at(int dir, uintptr_t path, int to_dir, uintptr_t to, bool follow)
{
	struct moving *m = heap_alloc(sizeof(*m));
	const uintptr_t arg = (uintptr_t)m;
	long err = m ? place_get(&m->to, to_dir, to) : -ENOMEM;

	if (!err) {
		err = with_node(dir, path, follow, false, act_link, &arg);
		place_put(&m->to);
	}
	heap_free(m);
	return err;
}

static long sys_linkat(const uintptr_t *a)
{
	if (a[4] & ~(uintptr_t)AT_SYMLINK_FOLLOW)
		return -EINVAL;
	return link_at((int)a[0], a[1], (int)a[2], a[3], a[4]);
}

/* ---- what is known of a file ---- */

static long act_chmod(struct node *node, char *last, const uintptr_t *a)
{
	(void)last;
	if (node->sealed || !node_is_own(node))
		return -EPERM;
	node->mode = (node->mode & S_IFMT) | (a[0] & 07777);
	node_changed(node);
	return 0;
}

static long sys_fchmodat(const uintptr_t *a) { return with_node((int)a[0], a[1], true, false, act_chmod, &a[2]); }

static long act_chown(struct node *node, char *last, const uintptr_t *a)
{
	(void)last;
	return node_chown(node, (unsigned)a[0], (unsigned)a[1]);
}

static long sys_fchownat(const uintptr_t *a)
{
	return with_node((int)a[0], a[1], !(a[4] & AT_SYMLINK_NOFOLLOW), false, act_chown, &a[2]);
}

static int too_large(void)
{
	kspawn_signal_thread(kspawn_current(), SIGXFSZ, NULL);
	return -EFBIG;
}

static long act_truncate(struct node *node, char *last, const uintptr_t *a)
{
	const int64_t *size = (const int64_t *)a[0];
	int err;

	(void)last;
	if (is_dir(node))
		return -EISDIR;
	if (node->writers < 0)
		return -ETXTBSY;
	if (!is_regular(node))
		return -EINVAL;
	if ((uint64_t)*size > limit_of(kspawn_current(), RLIMIT_FSIZE))
		return too_large();
	err = node_truncate(node, (uint64_t)*size);
	if (!err)
		node_modified(node);
	return err;
}

static long act_truncate_path(struct node *node, char *last, const uintptr_t *a)
{
	return is_regular(node) && node_permits(node, MAY_WRITE) ? -EACCES : act_truncate(node, last, a);
}

static long truncate_path(uintptr_t path, int64_t size)
{
	const uintptr_t arg = (uintptr_t)&size;

	return size < 0 ? -EINVAL : with_node(AT_FDCWD, path, true, false, act_truncate_path, &arg);
}

static long sys_truncate(const uintptr_t *a) { return truncate_path(a[0], (long)a[1]); }

long with_file(struct file *file, act_fn *act, const uintptr_t *a)
{
	long result;

	if (!file)
		return -EBADF;
	mutex_lock(&files_lock);
	result = act(file->node, NULL, a);
	mutex_unlock(&files_lock);
	file_put(file);
	return result;
}

static long sys_fchmod(const uintptr_t *a) { return with_file(file_get((int)a[0]), act_chmod, &a[1]); }
static long sys_fchown(const uintptr_t *a) { return with_file(file_get((int)a[0]), act_chown, &a[1]); }

static long truncate_file(int fd, int64_t size)
{
	const uintptr_t arg = (uintptr_t)&size;
	struct file *file = size < 0 ? NULL : file_get(fd);

	if (!file || may_write(file))
		return size < 0 ? -EINVAL : with_file(file, act_truncate, &arg);
	file_put(file);
	return -EINVAL;
}

static long sys_ftruncate(const uintptr_t *a) { return truncate_file((int)a[0], (long)a[1]); }

#ifdef __NR_truncate64
static long sys_truncate64(const uintptr_t *a) { return truncate_path(a[0], (int64_t)sys_wide(a, 1)); }
static long sys_ftruncate64(const uintptr_t *a) { return truncate_file((int)a[0], (int64_t)sys_wide(a, 1)); }
#endif

/* ---- where a program is ---- */

/* Makes a folder what *place is: the root or the working directory of a program. */
static long enter(struct node **place, struct node *node)
{
	node_get(node);
	node_put(*place);
	*place = node;
	return 0;
}

static int may_enter(const struct node *node) { return is_dir(node) ? node_permits(node, MAY_EXECUTE) : -ENOTDIR; }

static long act_chdir(struct node *node, char *last, const uintptr_t *a)
{
	const int err = may_enter(node);

	(void)last;
	(void)a;
	return err ? err : enter(&current()->fs->cwd, node);
}

/* The working directory stays, also outside of the new root. (chroot(2)) */
static long act_chroot(struct node *node, char *last, const uintptr_t *a)
{
	const int err = may_enter(node);

	(void)last;
	(void)a;
	if (!err && !is_root())
		return -EPERM;
	return err ? err : enter(&current()->fs->root, node);
}

static long sys_chdir(const uintptr_t *a) { return with_node(AT_FDCWD, a[0], true, false, act_chdir, NULL); }

static long sys_chroot(const uintptr_t *a) { return with_node(AT_FDCWD, a[0], true, false, act_chroot, NULL); }

static long sys_fchdir(const uintptr_t *a) { return with_file(file_get_path((int)a[0]), act_chdir, NULL); }

static long sys_getcwd(const uintptr_t *a)
{
	char *buffer = heap_alloc(PATH_LIMIT), *path;
	bool removed;
	long n = -ENOMEM;

	if (!buffer)
		return n;
	mutex_lock(&files_lock);
	removed = current()->fs->cwd->removed;
	path = node_path(current()->fs->cwd, buffer, PATH_LIMIT);
	mutex_unlock(&files_lock);
	n = removed ? -ENOENT : path ? (long)strlen(path) + 1 : -ENAMETOOLONG;
	if (n > 0 && (size_t)n > a[1])
		n = -ERANGE;
	if (n > 0 && user_write(a[0], path, (size_t)n))
		n = -EFAULT;
	heap_free(buffer);
	return n;
}

static long sys_umask(const uintptr_t *a)
{
	struct fs *fs = current()->fs;
	unsigned was;

	mutex_lock(&files_lock);
	was = fs->umask;
	fs->umask = (unsigned)a[0] & 0777;
	mutex_unlock(&files_lock);
	return was;
}

/* ---- the calls that have a newer form, which some machines have alone ---- */

#ifdef __NR_renameat
static long sys_renameat(const uintptr_t *a) { return rename_at((int)a[0], a[1], (int)a[2], a[3], 0); }
#endif

#ifdef __NR_open
static long sys_mkdir(const uintptr_t *a) { return with_node(AT_FDCWD, a[0], false, true, act_mkdir, &a[1]); }
static long sys_mknod(const uintptr_t *a) { return with_node(AT_FDCWD, a[0], false, true, act_mknod, &a[1]); }
static long sys_chmod(const uintptr_t *a) { return with_node(AT_FDCWD, a[0], true, false, act_chmod, &a[1]); }
static long sys_chown(const uintptr_t *a) { return with_node(AT_FDCWD, a[0], true, false, act_chown, &a[1]); }
static long sys_lchown(const uintptr_t *a) { return with_node(AT_FDCWD, a[0], false, false, act_chown, &a[1]); }
static long sys_rename(const uintptr_t *a) { return rename_at(AT_FDCWD, a[0], AT_FDCWD, a[1], 0); }

static long sys_link(const uintptr_t *a) { return link_at(AT_FDCWD, a[0], AT_FDCWD, a[1], false); }

static long sys_symlink(const uintptr_t *a) { return sys_symlinkat((const uintptr_t[]){ a[0], (uintptr_t)AT_FDCWD, a[1] }); }

static long sys_unlink(const uintptr_t *a) { return sys_unlinkat((const uintptr_t[]){ (uintptr_t)AT_FDCWD, a[0], 0 }); }

static long sys_rmdir(const uintptr_t *a) { return sys_unlinkat((const uintptr_t[]){ (uintptr_t)AT_FDCWD, a[0], AT_REMOVEDIR }); }
#endif

#ifdef __NR_fchown32
#define OWNS(name) SYS_AS(name, sys_##name##_short), SYS_AS(name##32, sys_##name)
#define OWNS_SHORT(name)                                                                                \
	static long sys_##name##_short(const uintptr_t *a)                                              \
	{                                                                                               \
		return sys_##name((const uintptr_t[]){ a[0], sys_short_id(a[1]), sys_short_id(a[2]) }); \
	}
OWNS_SHORT(chown)
OWNS_SHORT(lchown)
OWNS_SHORT(fchown)
#else
#define OWNS(name) SYS(name)
#endif

/* clang-format off */
sys_fn *const sys_tree_calls[SYS_CALLS] = {
	SYS(mkdirat), SYS(mknodat), SYS(unlinkat), SYS(symlinkat), SYS(linkat), SYS(renameat2), SYS(fchmodat), SYS(fchownat),
	SYS(truncate), SYS(fchmod), OWNS(fchown), SYS(ftruncate), SYS(chdir), SYS(fchdir), SYS(getcwd),
	SYS(chroot), SYS(umask),
#ifdef __NR_truncate64
	SYS(truncate64), SYS(ftruncate64),
#endif
#ifdef __NR_renameat
	SYS(renameat),
#endif
#ifdef __NR_open
	SYS(mkdir), SYS(mknod), SYS(chmod), OWNS(chown), OWNS(lchown), SYS(rename), SYS(link), SYS(symlink),
	SYS(unlink), SYS(rmdir),
#endif
};
