/* mm.c: user memory: areas, copy on write, pages that come when they are touched */
#include <kspawn/host.h>

#include "kernel.h"

static struct kspawn_mm *mm_make(void)
{
	struct kspawn_mm *mm = heap_alloc(sizeof(*mm));

	if (!mm)
		return NULL;
	mm->refs = 1;
	mm->root = page_root_new();
	if (mm->root)
		return mm;
	heap_free(mm);
	return NULL;
}

static struct area *area_at(struct kspawn_mm *mm, uintptr_t addr)
{
	for (struct area *a = mm->areas; a && a->start <= addr; a = a->next) {
		if (addr < a->end)
			return a;
	}
	return NULL;
}

static void area_free(struct area *area)
{
	if (area->node)
		node_put(area->node);
	heap_free(area);
}

static struct area *area_copy(const struct area *from)
{
	struct area *copy = heap_alloc(sizeof(*copy));

	if (!copy)
		return NULL;
	*copy = *from;
	copy->next = NULL;
	if (copy->node)
		node_get(copy->node);
	return copy;
}

static void drop_page(pte_t *entry, void *arg)
{
	(void)arg;
	frame_put(pte_frame(*entry));
	*entry = 0;
}

static void drop_pages(struct kspawn_mm *mm, uintptr_t start, uintptr_t end)
{
	page_walk(mm->root, start, end, drop_page, NULL);
	machine_flush_all();
}

/* ---- the life of a memory ---- */

void mm_get(struct kspawn_mm *mm)
{
	__atomic_fetch_add(&mm->refs, 1, __ATOMIC_RELAXED);
}

/* A kernel thread may still have the page table loaded. */
static void unload(struct kspawn_mm *mm)
{
	uintptr_t interrupts = interrupts_disable();

	if (this_cpu()->mm == mm) {
		this_cpu()->mm = NULL;
		machine_load_root(machine_kernel_root);
	}
	interrupts_restore(interrupts);
}

void mm_put(struct kspawn_mm *mm)
{
	if (!mm || __atomic_sub_fetch(&mm->refs, 1, __ATOMIC_ACQ_REL))
		return;
	unload(mm);
	while (mm->areas) {
		struct area *area = mm->areas;
		mm->areas = area->next;
		page_walk(mm->root, area->start, area->end, drop_page, NULL);
		area_free(area);
	}
	page_root_free(mm->root);
	heap_free(mm);
}


/* Both see the page, and neither may write to it, unless it is shared by intent. */
static int share_page(struct kspawn_mm *from, struct kspawn_mm *to, const struct area *area, uintptr_t addr)
{
	pte_t *entry = page_entry(from->root, addr, false), *copy;

	if (!entry || !pte_present(*entry))
		return 0;
	copy = page_entry(to->root, addr, true);
	if (!copy)
		return -ENOMEM;
	if (!area->shared)
		*entry = pte_read_only(*entry);
	*copy = *entry;
	frame_get(pte_frame(*entry));
	return 0;
}

/* The pages that are there, table by table: an area may be large and empty. */
static int share_area(struct kspawn_mm *from, struct kspawn_mm *to, const struct area *area)
{
	const uintptr_t span = 512 * PAGE_SIZE;
	int err = 0;

	for (uintptr_t addr = area->start; addr < area->end && !err;) {
		if (!page_entry(from->root, addr, false)) {
			addr = (addr & ~(span - 1)) + span;
			continue;
		}
		err = share_page(from, to, area, addr);
		addr += PAGE_SIZE;
	}
	return err;
}

static int copy_areas(struct kspawn_mm *from, struct kspawn_mm *to)
{
	struct area **end = &to->areas;
	int err = 0;

	for (struct area *area = from->areas; area && !err; area = area->next) {
		*end = area_copy(area);
		if (!*end)
			return -ENOMEM;
		err = share_area(from, to, area);
		end = &(*end)->next;
	}
	return err;
}

struct kspawn_mm *mm_fork(struct kspawn_mm *mm)
{
	struct kspawn_mm *child = mm_make();
	int err;

	if (!child)
		return NULL;
	mutex_lock(&mm->lock);
	child->brk_start = mm->brk_start;
	child->brk = mm->brk;
	err = copy_areas(mm, child);
	machine_flush_all();
	mutex_unlock(&mm->lock);
	if (!err)
		return child;
	mm_put(child);
	return NULL;
}

/* ---- faults ---- */

static int fill(const struct area *area, uintptr_t page, uintptr_t frame)
{
	const size_t from = page - area->start;
	size_t n = PAGE_SIZE;

	if (!area->node || from >= area->file_len)
		return 0;
	if (area->file_len - from < n)
		n = area->file_len - from;
	return node_read(area->node, area->offset + from, direct(frame), n) < 0 ? -EFAULT : 0;
}

static pte_t page_of(const struct area *area, uintptr_t frame, bool mine)
{
	return pte_page(frame, true, mine && (area->prot & KSPAWN_PROT_WRITE), area->prot & KSPAWN_PROT_EXEC);
}

static int bring_in(const struct area *area, uintptr_t page, pte_t *entry)
{
	const uintptr_t frame = frame_alloc();

	if (!frame)
		return -ENOMEM;
	if (fill(area, page, frame)) {
		frame_put(frame);
		return -EFAULT;
	}
	if (area->prot & KSPAWN_PROT_EXEC)
		machine_sync_code(direct(frame), PAGE_SIZE);
	*entry = page_of(area, frame, true);
	return 0;
}

/* Another frame comes where no processor remembers the first. (Arm ARM, D8.14.1: break before make) */
static int unshare(const struct area *area, uintptr_t page, pte_t *entry)
{
	const uintptr_t old = pte_frame(*entry);
	uintptr_t frame = old;

	if (!area->shared && frame_shared(old)) {
		frame = frame_alloc();
		if (!frame)
			return -ENOMEM;
		memcpy(direct(frame), direct(old), PAGE_SIZE);
		if (area->prot & KSPAWN_PROT_EXEC)
			machine_sync_code(direct(frame), PAGE_SIZE);
		*entry = 0;
		machine_flush_page(page);
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
		err = bring_in(area, page, entry);
	else if (access == KSPAWN_PROT_READ || access == KSPAWN_PROT_EXEC)
		*entry = page_of(area, pte_frame(*entry), pte_writable(*entry));
	else if (!pte_writable(*entry))
		err = unshare(area, page, entry);
	machine_flush_page(page);
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
		pte_t *entry;
		char *there;

		err = touch(mm, user, access, &entry);
		if (err)
			break;
		there = (char *)direct(pte_frame(*entry)) + in_page;
		if (access == KSPAWN_PROT_READ)
			memcpy(at, there, part);
		else
			memcpy(there, at, part);
		if (!access)
			machine_sync_code(there, part);
		user += part;
		at += part;
		n -= part;
	}
	mutex_unlock(&mm->lock);
	return err;
}

int user_write(uintptr_t to, const void *from, size_t n)
{
	return kspawn_copy_to_user(&current()->task, to, from, n);
}

int user_read(void *to, uintptr_t from, size_t n)
{
	return kspawn_copy_from_user(to, from, n);
}

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

/* ---- areas; the caller of these four has the lock ---- */

/* Splits the area that lies across `at`. */
static int split(struct kspawn_mm *mm, uintptr_t at)
{
	struct area *area = area_at(mm, at), *rest;
	size_t before;

	if (!area || area->start == at)
		return 0;
	rest = area_copy(area);
	if (!rest)
		return -ENOMEM;
	before = at - area->start;
	rest->start = area->end = at;
	rest->offset += before;
	rest->file_len = area->file_len > before ? area->file_len - before : 0;
	if (area->file_len > before)
		area->file_len = before;
	rest->next = area->next;
	area->next = rest;
	return 0;
}

int mm_add(struct kspawn_mm *mm, const struct area *what)
{
	struct area **at = &mm->areas, *area;

	while (*at && (*at)->end <= what->start)
		at = &(*at)->next;
	if (*at && (*at)->start < what->end)
		return -EINVAL;
	area = area_copy(what);
	if (!area)
		return -ENOMEM;
	area->next = *at;
	*at = area;
	return 0;
}

int mm_remove(struct kspawn_mm *mm, uintptr_t start, uintptr_t end)
{
	int err = split(mm, start);
	struct area **at = &mm->areas;

	if (!err)
		err = split(mm, end);
	while (!err && *at) {
		struct area *area = *at;
		if (area->start < start || area->end > end) {
			at = &area->next;
			continue;
		}
		*at = area->next;
		drop_pages(mm, area->start, area->end);
		area_free(area);
	}
	return err;
}

static void close_page(pte_t *entry, void *arg)
{
	const struct area *area = arg;

	*entry = pte_page(pte_frame(*entry), area->prot, false, area->prot & KSPAWN_PROT_EXEC);
}

/* Pages lose the right to be written to until they are next touched. */
int mm_protect(struct kspawn_mm *mm, uintptr_t start, uintptr_t end, int prot)
{
	int err = split(mm, start);

	if (!err)
		err = split(mm, end);
	for (struct area *area = mm->areas; area && !err; area = area->next) {
		if (area->start < start || area->end > end)
			continue;
		area->prot = prot;
		page_walk(mm->root, area->start, area->end, close_page, area);
	}
	machine_flush_all();
	return err;
}

uintptr_t mm_find(struct kspawn_mm *mm, size_t len)
{
	uintptr_t at = MMAP_LOW;

	for (struct area *area = mm->areas; area; area = area->next) {
		if (area->end <= at)
			continue;
		if (area->start >= at + len)
			break;
		at = area->end;
	}
	return at + len <= MMAP_HIGH ? at : 0;
}

/* ---- the core's hooks of exec ---- */

/* Where a signal handler returns to, unless the program has said where. */
static int add_signal_page(struct kspawn_mm *mm)
{
	const struct area page = {
		.start = SIGNAL_PAGE, .end = SIGNAL_PAGE + PAGE_SIZE, .prot = KSPAWN_PROT_READ | KSPAWN_PROT_EXEC,
	};
	const int err = mm_add(mm, &page);

	return err ? err : kspawn_mm_write(mm, SIGNAL_PAGE, machine_sigreturn, sizeof(machine_sigreturn));
}

int kspawn_mm_new(struct kspawn_mm **out, struct kspawn_user_layout *layout)
{
	int err;

	*out = mm_make();
	if (!*out)
		return -ENOMEM;
	err = add_signal_page(*out);
	if (err) {
		mm_put(*out);
		return err;
	}
	*layout = (struct kspawn_user_layout){
		.low = USER_LOW,
		.high = MMAP_LOW,
		.pie_base = PIE_BASE,
		.interp_base = INTERP_BASE,
		.stack_top = STACK_TOP,
		.stack_size = 1 << 20,
		.page_size = PAGE_SIZE,
		.platform = MACHINE_NAME,
	};
	return 0;
}

int kspawn_mm_map(struct kspawn_mm *mm, uintptr_t addr, size_t len, int prot, const struct kspawn_image *image,
		  uint64_t offset, size_t file_len)
{
	const struct area area = {
		.start = addr, .end = addr + len, .prot = prot, .node = image ? image->file : NULL,
		.offset = offset, .file_len = file_len,
	};

	if (addr + len <= MMAP_LOW && addr + len > mm->brk_start)
		mm->brk_start = mm->brk = addr + len;
	return mm_add(mm, &area);
}

int kspawn_mm_write(struct kspawn_mm *mm, uintptr_t to, const void *from, size_t n)
{
	return mm_copy(mm, to, (void *)from, n, 0);
}

void kspawn_mm_drop(struct kspawn_mm *mm)
{
	mm_put(mm);
}

int kspawn_copy_to_user(struct kspawn_task *task, uintptr_t to, const void *from, size_t n)
{
	struct kspawn_mm *mm = process_of(task)->mm;

	return mm && mm_copy(mm, to, (void *)from, n, KSPAWN_PROT_WRITE) == 0 ? 0 : -EFAULT;
}

int kspawn_copy_from_user(void *to, uintptr_t from, size_t n)
{
	struct kspawn_mm *mm = current()->mm;

	return mm && mm_copy(mm, from, to, n, KSPAWN_PROT_READ) == 0 ? 0 : -EFAULT;
}
