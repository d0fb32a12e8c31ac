/* sys_lock.c: mlock and its kin: a page that is there stays, so that a lock only brings pages in */
#include <asm/resource.h>
#include <linux/mman.h>

#include "mm.h"
#include "sys.h"

static int check(uintptr_t start, uintptr_t end)
{
	struct kspawn_mm *mm = current()->mm;
	int err;

	if (end < start)
		return -EINVAL;
	mutex_lock(&mm->lock);
	err = mm_check_mapped(mm, start, end);
	mutex_unlock(&mm->lock);
	return err;
}

/* The limit of locked pages has an effect only if there may be none. */
static int may_lock(void) { return is_root() || limit_of(kspawn_current(), RLIMIT_MEMLOCK) ? 0 : -EPERM; }

static long lock(uintptr_t addr, uintptr_t len)
{
	const uintptr_t start = PAGE_DOWN(addr), end = PAGE_UP(addr + len);
	int err = may_lock();

	if (!err)
		err = check(start, end);
	for (uintptr_t at = start; at < end && !err; at += PAGE_SIZE)
		err = call_must_end() ? -EINTR : mm_fault(current()->mm, at, 0);
	return err == -EFAULT || err == -EIO ? -ENOMEM : err;
}

static long sys_mlock(const uintptr_t *a) { return lock(a[0], a[1]); }

static long sys_mlock2(const uintptr_t *a)
{
	const int err = a[2] & ~(uintptr_t)MLOCK_ONFAULT ? -EINVAL : may_lock();

	if (err)
		return err;
	return a[2] ? check(PAGE_DOWN(a[0]), PAGE_UP(a[0] + a[1])) : lock(a[0], a[1]);
}

static long sys_munlock(const uintptr_t *a) { return check(PAGE_DOWN(a[0]), PAGE_UP(a[0] + a[1])); }

/* Pages that were not touched come later, and stay then. */
static long sys_mlockall(const uintptr_t *a)
{
	const uintptr_t all = MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT;

	return !a[0] || (a[0] & ~all) || a[0] == MCL_ONFAULT ? -EINVAL : may_lock();
}

static long sys_munlockall(const uintptr_t *a)
{
	(void)a;
	return 0;
}

/* clang-format off */
sys_fn *const sys_lock_calls[SYS_CALLS] = {
	SYS(mlock), SYS(mlock2), SYS(munlock), SYS(mlockall), SYS(munlockall),
};
