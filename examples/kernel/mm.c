/* mm.c: user address spaces come, are copied at a fork, and go */
#include <kspawn/host.h>

#include "mm.h"

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

void mm_get(struct kspawn_mm *mm) { __atomic_fetch_add(&mm->refs, 1, __ATOMIC_RELAXED); }

void mm_put(struct kspawn_mm *mm)
{
	if (!mm || __atomic_sub_fetch(&mm->refs, 1, __ATOMIC_ACQ_REL))
		return;
	while (mm->areas) {
		struct area *area = mm->areas;
		mm->areas = area->next;
		area_drop(mm, area);
	}
	if (mm->program)
		node_close_program(mm->program);
	page_root_free(mm->root);
	heap_free(mm);
}

/* Both see the `pages` from `addr` on, which one table has. Neither may write to them, unless they are shared by intent. */
static int share_table(struct kspawn_mm *to, const struct area *area, pte_t *entry, uintptr_t addr, size_t pages)
{
	pte_t *copy = NULL; /* its table comes with its first page */

	for (size_t i = 0; i < pages; i++) {
		if (!pte_present(entry[i]))
			continue;
		if (!copy)
			copy = page_entry(to->root, addr, true);
		if (!copy)
			return -ENOMEM;
		if (!area->shared)
			entry[i] = pte_read_only(entry[i]);
		copy[i] = entry[i];
		frame_get(pte_frame(entry[i]));
	}
	return 0;
}

/* The pages that are there, table by table: an area may be large and empty. A task that is killed needs no child. */
static int share_area(struct kspawn_mm *from, struct kspawn_mm *to, const struct area *area)
{
	const uintptr_t span = page_table_span;
	uintptr_t next;
	int err = 0;

	for (uintptr_t addr = area->start; addr < area->end && !err; addr = next) {
		pte_t *entry = page_entry(from->root, addr, false);
		next = (addr & ~(span - 1)) + span;
		if (call_must_end())
			return -EINTR;
		if (entry)
			err = share_table(to, area, entry, addr, ((next < area->end ? next : area->end) - addr) / PAGE_SIZE);
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
	child->program = node_keep_program(mm->program);
	err = copy_areas(mm, child);
	tlb_flush(mm);
	mutex_unlock(&mm->lock);
	if (!err)
		return child;
	mm_put(child);
	return NULL;
}

/* ---- the core's hooks of exec ---- */

/* Where a signal handler returns to, unless the program has said where. */
static int add_signal_page(struct kspawn_mm *mm)
{
	const struct area page = {
		.start = SIGNAL_PAGE,
		.end = SIGNAL_PAGE + PAGE_SIZE,
		.prot = KSPAWN_PROT_READ | KSPAWN_PROT_EXEC,
	};
	static const uint32_t code[] = { KSPAWN_SIGRETURN_CODE };
	const int err = mm_add(mm, &page);

	return err ? err : kspawn_mm_write(mm, SIGNAL_PAGE, code, sizeof(code));
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
		.uid = current()->user.real,
		.euid = current()->user.effective,
		.gid = current()->group.real,
		.egid = current()->group.effective,
		.platform = MACHINE_NAME,
	};
	return 0;
}

int kspawn_mm_map(struct kspawn_mm *mm, uintptr_t addr, size_t len, int prot, const struct kspawn_image *image, uint64_t offset,
		  size_t file_len)
{
	const struct area area = {
		.start = addr,
		.end = addr + len,
		.prot = prot,
		.node = image ? image->file : NULL,
		.offset = offset,
		.file_len = file_len,
	};
	const int err = mm_remove(mm, addr, addr + len);

	if (image && !mm->program) /* an interpreter comes later */
		mm->program = node_keep_program(image->file);
	return err ? err : mm_add(mm, &area);
}

int kspawn_mm_write(struct kspawn_mm *mm, uintptr_t to, const void *from, size_t n)
{
	return mm_copy(mm, to, (void *)from, n, 0);
}

void kspawn_mm_drop(struct kspawn_mm *mm) { mm_put(mm); }

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
