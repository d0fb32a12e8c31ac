/* fault.c: pages that come when they are touched, and become one's own when they are written to */
#include <kspawn/host.h>

#include "mm.h"

static bool is_empty(const struct area *area, uintptr_t page) { return !area->node || page - area->start >= area->file_len; }

/* -EIO: the page is past the end of its file. */
static int fill(const struct area *area, uintptr_t page, uintptr_t frame)
{
	const size_t from = page - area->start;
	size_t n = PAGE_SIZE;
	long got;

	if (is_empty(area, page))
		return 0;
	if (area->file_len - from < n)
		n = area->file_len - from;
	got = node_read(area->node, area->offset + from, direct(frame), n);
	return got < 0 ? -EFAULT : got == 0 ? -EIO : 0;
}

static pte_t page_of(const struct area *area, uintptr_t frame, bool mine)
{
	return pte_user(frame, mine ? area->prot : area->prot & ~KSPAWN_PROT_WRITE);
}

/* A frame of the area's own. */
static int make_frame(const struct area *area, uintptr_t page, uintptr_t *frame)
{
	int err;

	*frame = frame_alloc();
	if (!*frame)
		return -ENOMEM;
	err = fill(area, page, *frame);
	if (err)
		frame_put(*frame);
	return err;
}

static int find_frame(const struct area *area, uintptr_t page, uintptr_t *frame)
{
	int err = 0;

	*frame = 0;
	if (area->shared && area->node)
		err = node_frame(area->node, area->offset + (page - area->start), !area->sealed, frame);
	return err || *frame ? err : make_frame(area, page, frame);
}

static int bring_in(const struct kspawn_mm *mm, const struct area *area, uintptr_t page, int access, pte_t *entry)
{
	uintptr_t frame;
	int err;

	if (access == KSPAWN_PROT_READ && !area->shared && is_empty(area, page)) {
		*entry = page_of(area, frame_of_zeroes(), false); /* until it is written to */
		return 0;
	}
	err = find_frame(area, page, &frame);
	if (err)
		return err;
	if (area->prot & KSPAWN_PROT_EXEC)
		tlb_sync_code(mm, direct(frame), PAGE_SIZE);
	*entry = page_of(area, frame, true);
	return 0;
}

/* Another frame is mapped when the first is in no processor's TLB. (Arm ARM, D8.14.1: break before make) */
static int unshare(const struct kspawn_mm *mm, const struct area *area, uintptr_t page, pte_t *entry)
{
	const uintptr_t old = pte_frame(*entry);
	uintptr_t frame = old;

	if (!area->shared && frame_shared(old)) {
		frame = frame_alloc();
		if (!frame)
			return -ENOMEM;
		if (old != frame_of_zeroes())
			memcpy(direct(frame), direct(old), PAGE_SIZE);
		if (area->prot & KSPAWN_PROT_EXEC)
			tlb_sync_code(mm, direct(frame), PAGE_SIZE);
		*entry = PTE_EMPTY;
		tlb_flush_range(mm, page, page + PAGE_SIZE);
		frame_put(old);
	}
	*entry = page_of(area, frame, true);
	return 0;
}

/* The page's entry, ready for `access`; the caller has the lock. */
static int touch(struct kspawn_mm *mm, uintptr_t addr, int access, pte_t **out)
{
	const uintptr_t page = PAGE_DOWN(addr);
	struct area *area = area_at(mm, addr);
	pte_t *entry;
	int err = 0;

	if (!area || (access & ~area->prot))
		return -EFAULT;
	entry = page_entry(mm->root, page, true);
	if (!entry)
		return -ENOMEM;
	if (!pte_present(*entry))
		err = bring_in(mm, area, page, access, entry);
	else if (access == KSPAWN_PROT_READ || access == KSPAWN_PROT_EXEC)
		*entry = page_of(area, pte_frame(*entry), pte_writable(*entry));
	else if (!pte_writable(*entry))
		err = unshare(mm, area, page, entry);
	machine_flush_page(page); /* another processor with a stale entry faults once more */
	*out = entry;
	return err;
}

int mm_fault(struct kspawn_mm *mm, uintptr_t addr, int access)
{
	pte_t *entry;
	int err;

	mutex_lock(&mm->lock);
	err = touch(mm, addr, access, &entry);
	mutex_unlock(&mm->lock);
	return err;
}

bool mm_has(struct kspawn_mm *mm, uintptr_t addr)
{
	bool has;

	mutex_lock(&mm->lock);
	has = area_at(mm, addr) != NULL;
	mutex_unlock(&mm->lock);
	return has;
}

/* The entry of a page that the program itself may read and write now, or NULL. */
static pte_t *writable_entry(const struct kspawn_mm *mm, uintptr_t addr)
{
	pte_t *entry = addr < USER_TOP ? page_entry(mm->root, addr, false) : NULL;

	return entry && pte_present(*entry) && pte_writable(*entry) ? entry : NULL;
}

int mm_copy(struct kspawn_mm *mm, uintptr_t user, void *kernel, size_t n, int access)
{
	char *at = kernel;
	int err = 0;

	if (user + n < user)
		return -EFAULT;
	mutex_lock(&mm->lock);
	while (n && !err) {
		const size_t in_page = user % PAGE_SIZE;
		const size_t part = n < PAGE_SIZE - in_page ? n : PAGE_SIZE - in_page;
		pte_t *entry = access ? writable_entry(mm, user) : NULL;
		char *there;

		if (!entry)
			err = touch(mm, user, access, &entry);
		if (err)
			break;
		there = (char *)direct(pte_frame(*entry)) + in_page;
		if (access == KSPAWN_PROT_READ)
			memcpy(at, there, part);
		else
			memcpy(there, at, part);
		if (!access)
			tlb_sync_code(mm, there, part);
		user += part;
		at += part;
		n -= part;
	}
	mutex_unlock(&mm->lock);
	return err;
}

/* A page that goes meanwhile is taken out of the table before its frame is another's. */
int mm_peek(const struct kspawn_mm *mm, uintptr_t addr, uint32_t *value)
{
	pte_t *entry = page_entry(mm->root, addr, false);
	const pte_t seen = entry ? pte_read(entry) : PTE_EMPTY;

	if (!pte_present(seen))
		return -EFAULT;
	*value = __atomic_load_n((uint32_t *)direct(pte_frame(seen) + addr % PAGE_SIZE), __ATOMIC_ACQUIRE);
	return pte_frame(pte_read(entry)) == pte_frame(seen) ? 0 : -EFAULT;
}

int mm_exchange(struct kspawn_mm *mm, uintptr_t addr, uint32_t *expected, uint32_t value)
{
	pte_t *entry;
	int err;

	mutex_lock(&mm->lock);
	err = touch(mm, addr, KSPAWN_PROT_WRITE, &entry);
	if (!err)
		__atomic_compare_exchange_n((uint32_t *)direct(pte_frame(*entry) + addr % PAGE_SIZE), expected, value, false,
					    __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
	mutex_unlock(&mm->lock);
	return err ? -EFAULT : 0;
}

/* A page of no file, in an area that may be read, need not be there yet. */
int mm_shared_word(struct kspawn_mm *mm, uintptr_t addr, uintptr_t *physical)
{
	const struct area *area;
	pte_t *entry;
	int err = 0;

	*physical = 0;
	mutex_lock(&mm->lock);
	area = area_at(mm, addr);
	if (!area || area->shared || area->node || !(area->prot & KSPAWN_PROT_READ))
		err = touch(mm, addr, KSPAWN_PROT_READ, &entry);
	if (!err && area->shared)
		*physical = pte_frame(*entry) + addr % PAGE_SIZE;
	mutex_unlock(&mm->lock);
	return err ? -EFAULT : 0;
}

int user_write(uintptr_t to, const void *from, size_t n) { return kspawn_copy_to_user(&current()->task, to, from, n); }

int user_read(void *to, uintptr_t from, size_t n) { return kspawn_copy_from_user(to, from, n); }

int user_string(char *to, uintptr_t from, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		const int err = user_read(to + i, from + i, 1);
		if (err)
			return err;
		if (!to[i])
			return (int)i;
	}
	return -ENAMETOOLONG;
}
