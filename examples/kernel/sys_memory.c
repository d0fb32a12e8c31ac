/* sys_memory.c: system calls on memory */
#include <linux/mman.h>

#include <kspawn/host.h>

#include "file.h"
#include "mm.h"
#include "sys.h"

static long sys_brk(const uintptr_t *a)
{
	struct kspawn_mm *mm = current()->mm;
	const uintptr_t wanted = a[0], end = PAGE_UP(wanted);
	struct area heap = { .end = end, .prot = KSPAWN_PROT_READ | KSPAWN_PROT_WRITE };
	long result;
	int err;

	mutex_lock(&mm->lock);
	heap.start = PAGE_UP(mm->brk);
	err = wanted < mm->brk_start || wanted > MMAP_LOW ? -EINVAL : 0;
	if (!err && end > heap.start)
		err = mm_add(mm, &heap);
	else if (!err && end < heap.start)
		err = mm_remove(mm, end, heap.start);
	if (!err)
		mm->brk = wanted;
	result = (long)mm->brk;
	mutex_unlock(&mm->lock);
	return result;
}

static int prot_of(uintptr_t linux_prot)
{
	return (linux_prot & PROT_READ ? KSPAWN_PROT_READ : 0) | (linux_prot & PROT_WRITE ? KSPAWN_PROT_WRITE : 0) |
	       (linux_prot & PROT_EXEC ? KSPAWN_PROT_EXEC : 0);
}

static bool in_user_range(uintptr_t start, size_t len)
{
	return start >= USER_LOW && start < SIGNAL_PAGE && len && len <= SIGNAL_PAGE - start;
}

enum { PROTS = PROT_READ | PROT_WRITE | PROT_EXEC | PROT_SEM };

/* Pages of no file that several tasks will share must be there before the first fork, also without the right to be read. */
static int populate(struct kspawn_mm *mm, const struct area *area)
{
	int err = 0;

	for (uintptr_t at = area->start; at < area->end && !err; at += PAGE_SIZE)
		err = call_must_end() ? -EINTR : mm_fault(mm, at, 0);
	return err;
}

/* Where a mapping goes: to a free range, to a range that it replaces, or to a range that must be free. */
enum where { ANYWHERE, IN_PLACE, IF_FREE };

static int place(struct kspawn_mm *mm, struct area *area, uintptr_t wanted, size_t len, enum where where)
{
	int err = 0;

	area->start = where == ANYWHERE ? mm_find(mm, len) : wanted;
	area->end = area->start + len;
	if (!area->start)
		return -ENOMEM;
	if (where == IN_PLACE)
		err = mm_remove(mm, area->start, area->end);
	if (err)
		return err;
	err = mm_add(mm, area);
	return err == -EINVAL ? -EEXIST : err;
}

static long map(struct area *area, uintptr_t wanted, size_t len, enum where where)
{
	struct kspawn_mm *mm = current()->mm;
	int err;

	mutex_lock(&mm->lock);
	err = place(mm, area, wanted, len, where);
	mutex_unlock(&mm->lock);
	if (!err && area->shared && !area->node && (err = populate(mm, area))) {
		mutex_lock(&mm->lock);
		mm_remove(mm, area->start, area->end);
		mutex_unlock(&mm->lock);
	}
	return err ? err : (long)area->start;
}

/* Linux's order of errors (mm/mmap.c). */
static int check_file(const struct file *file, uintptr_t prot, bool shared)
{
	if (!may_read(file) || (shared && (prot & PROT_WRITE) && !may_write(file)))
		return -EACCES;
	return is_regular(file->node) || file->node->device == DEVICE_ZERO ? 0 : -ENODEV;
}

/* The bytes of `file` from `offset` on, behind whose end is none; /dev/zero is no file. The area's reference is taken when
 * it is added. */
static void set_file(struct area *area, const struct file *file, uint64_t offset, size_t len)
{
	area->sealed = area->shared && !may_write(file);
	if (!is_regular(file->node))
		return;
	area->node = file->node;
	area->offset = offset;
	area->file_len = len;
}

static enum where where_of(uintptr_t flags)
{
	return flags & MAP_FIXED_NOREPLACE ? IF_FREE : flags & MAP_FIXED ? IN_PLACE : ANYWHERE;
}

static long map_checked(const uintptr_t *a, const struct file *file, uint64_t offset)
{
	const uintptr_t len = PAGE_UP(a[1]);
	const enum where where = where_of(a[3]);
	struct area area = { .prot = prot_of(a[2]), .shared = (a[3] & MAP_TYPE) != MAP_PRIVATE };
	const int err = file ? check_file(file, a[2], area.shared) : 0;

	if (!a[1] || offset % PAGE_SIZE || (where != ANYWHERE && a[0] % PAGE_SIZE))
		return -EINVAL;
	if (len < a[1])
		return -ENOMEM;
	if (offset / PAGE_SIZE > UINTPTR_MAX - len / PAGE_SIZE)
		return -EOVERFLOW;
	if (where != ANYWHERE && !in_user_range(a[0], len))
		return -ENOMEM;
	if (err)
		return err;
	if (file)
		set_file(&area, file, offset, len);
	return len <= MMAP_HIGH - MMAP_LOW ? map(&area, a[0], len, where) : -ENOMEM;
}

/* The flags that every kernel takes; only MAP_SHARED_VALIDATE, which is for files, refuses others. */
enum {
	OLD_FLAGS = MAP_TYPE | MAP_FIXED | MAP_ANONYMOUS | MAP_DENYWRITE | MAP_EXECUTABLE | MAP_GROWSDOWN | MAP_LOCKED |
		    MAP_NORESERVE | MAP_POPULATE | MAP_NONBLOCK | MAP_STACK | MAP_HUGETLB,
};

static long map_file(const uintptr_t *a, uint64_t offset)
{
	const uintptr_t flags = a[3], type = flags & MAP_TYPE;
	struct file *file = flags & MAP_ANONYMOUS ? NULL : file_get((int)a[4]);
	long result = -EINVAL;

	if (!file && !(flags & MAP_ANONYMOUS))
		return -EBADF;
	if (type == MAP_SHARED_VALIDATE && file && (flags & ~OLD_FLAGS))
		result = -EOPNOTSUPP;
	else if (type == MAP_PRIVATE || type == MAP_SHARED || (type == MAP_SHARED_VALIDATE && file))
		result = map_checked(a, file, offset);
	if (file)
		file_put(file);
	return result;
}

#ifdef __NR_mmap
static long sys_mmap(const uintptr_t *a)
{
#ifdef MMAP_OF_BLOCK /* the six arguments are in memory */
	uintptr_t block[6];

	if (user_read(block, a[0], sizeof(block)))
		return -EFAULT;
	a = block;
#endif
	return map_file(a, a[5]);
}
#endif
#ifdef __NR_mmap2
static long sys_mmap2(const uintptr_t *a) { return map_file(a, (uint64_t)a[5] * 4096); }
#endif

static bool is_sealed_in(const struct kspawn_mm *mm, uintptr_t start, uintptr_t end)
{
	for (const struct area *area = mm->areas; area; area = area->next) {
		if (area->sealed && area->start < end && area->end > start)
			return true;
	}
	return false;
}

static int protect(struct kspawn_mm *mm, uintptr_t start, uintptr_t end, uintptr_t prot)
{
	if ((prot & PROT_WRITE) && is_sealed_in(mm, start, end))
		return -EACCES;
	return mm_protect(mm, start, end, prot_of(prot));
}

/* Where nothing is, nothing goes. */
static long sys_munmap(const uintptr_t *a)
{
	struct kspawn_mm *mm = current()->mm;
	const uintptr_t start = a[0], len = PAGE_UP(a[1]);
	long err;

	if (start % PAGE_SIZE || !in_user_range(start, len))
		return -EINVAL;
	mutex_lock(&mm->lock);
	err = mm_remove(mm, start, start + len);
	mutex_unlock(&mm->lock);
	return err;
}

static long sys_msync(const uintptr_t *a)
{
	struct kspawn_mm *mm = current()->mm;
	const uintptr_t flags = a[2];
	long err;

	if (a[0] % PAGE_SIZE || (flags & ~(uintptr_t)(MS_ASYNC | MS_SYNC | MS_INVALIDATE)) ||
	    ((flags & MS_ASYNC) && (flags & MS_SYNC)))
		return -EINVAL;
	if (a[0] + PAGE_UP(a[1]) < a[0])
		return -ENOMEM;
	mutex_lock(&mm->lock);
	err = mm_check_mapped(mm, a[0], a[0] + PAGE_UP(a[1]));
	mutex_unlock(&mm->lock);
	return err;
}

/* The one advice that a program can see: private pages that are not needed come again as they were at first. */
static long sys_madvise(const uintptr_t *a)
{
	struct kspawn_mm *mm = current()->mm;
	const uintptr_t start = a[0], len = PAGE_UP(a[1]);
	long err;

	if (start % PAGE_SIZE || len < a[1] || start + len < start || (a[2] > MADV_DONTNEED && a[2] != MADV_FREE))
		return -EINVAL;
	mutex_lock(&mm->lock);
	err = mm_check_mapped(mm, start, start + len);
	if (a[2] == MADV_DONTNEED)
		mm_discard(mm, start, start + len);
	mutex_unlock(&mm->lock);
	return err;
}

static long sys_mprotect(const uintptr_t *a)
{
	struct kspawn_mm *mm = current()->mm;
	const uintptr_t start = a[0], len = PAGE_UP(a[1]);
	long err;

	if (start % PAGE_SIZE || (a[2] & ~(uintptr_t)PROTS))
		return -EINVAL;
	if (!in_user_range(start, len))
		return a[1] ? -ENOMEM : 0;
	mutex_lock(&mm->lock);
	err = protect(mm, start, start + len, a[2]);
	mutex_unlock(&mm->lock);
	return err;
}

/* clang-format off */
sys_fn *const sys_memory_calls[SYS_CALLS] = {
	SYS(brk), SYS(munmap), SYS(mprotect), SYS(msync), SYS(madvise),
#ifdef __NR_mmap
	SYS(mmap),
#endif
#ifdef __NR_mmap2
	SYS(mmap2),
#endif
};
