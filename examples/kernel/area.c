/* area.c: the areas of a user memory, in the order of their addresses; the caller has the memory's lock */
#include <kspawn/host.h>

#include "mm.h"

struct area *area_at(struct kspawn_mm *mm, uintptr_t addr)
{
	for (struct area *a = mm->areas; a && a->start <= addr; a = a->next) {
		if (addr < a->end)
			return a;
	}
	return NULL;
}

int mm_check_mapped(struct kspawn_mm *mm, uintptr_t start, uintptr_t end)
{
	const struct area *area = NULL;

	while (start < end && (area = area_at(mm, start)))
		start = area->end;
	return start < end ? -ENOMEM : 0;
}

struct area *area_copy(const struct area *from)
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

/* Frames that an address space has unmapped; they stay its own until they are in no processor's TLB. */
struct lost {
	const struct kspawn_mm *mm;
	uintptr_t from, to; /* where they were */
	unsigned count;
	uintptr_t frame[64];
};

static void let_go(struct lost *lost)
{
	if (!lost->count)
		return;
	tlb_flush_range(lost->mm, lost->from, lost->to);
	while (lost->count)
		frame_put(lost->frame[--lost->count]);
}

static void drop_page(pte_t *entry, void *arg)
{
	struct lost *lost = arg;

	lost->frame[lost->count++] = pte_frame(*entry);
	*entry = PTE_EMPTY;
	if (lost->count == sizeof(lost->frame) / sizeof(*lost->frame))
		let_go(lost);
}

void area_drop(struct kspawn_mm *mm, struct area *area)
{
	struct lost lost = { .mm = mm, .from = area->start, .to = area->end };

	page_walk(mm->root, area->start, area->end, drop_page, &lost);
	let_go(&lost);
	if (area->node)
		node_put(area->node);
	heap_free(area);
}

void mm_discard(struct kspawn_mm *mm, uintptr_t start, uintptr_t end)
{
	struct lost lost = { .mm = mm, .from = start, .to = end };

	for (const struct area *area = mm->areas; area; area = area->next) {
		if (!area->shared && area->start < end && area->end > start)
			page_walk(mm->root, area->start > start ? area->start : start, area->end < end ? area->end : end,
				  drop_page, &lost);
	}
	let_go(&lost);
}

/* Splits the area that contains `at`. */
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
	area->prot = machine_rights(what->prot);
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
		area_drop(mm, area);
	}
	return err;
}

/* Other rights of an area whose pages are there. */
struct change {
	const struct kspawn_mm *mm;
	int prot;
	bool becomes_code;
	bool takes; /* an entry has changed */
};

static void change_page(pte_t *entry, void *arg)
{
	struct change *change = arg;
	const pte_t old = *entry;

	if (change->becomes_code)
		tlb_sync_code(change->mm, direct(pte_frame(old)), PAGE_SIZE);
	*entry = pte_user(pte_frame(old), change->prot & ~KSPAWN_PROT_WRITE);
	change->takes |= *entry != old;
}

/* Pages lose the right to be written to until they are next touched. Returns true if a processor may remember more. */
static bool change_rights(struct kspawn_mm *mm, struct area *area, int prot)
{
	struct change change = { .mm = mm, .prot = prot, .becomes_code = prot & ~area->prot & KSPAWN_PROT_EXEC };

	area->prot = prot;
	page_walk(mm->root, area->start, area->end, change_page, &change);
	return change.takes;
}

int mm_protect(struct kspawn_mm *mm, uintptr_t start, uintptr_t end, int prot)
{
	uintptr_t at = start;
	bool takes = false;
	int err = split(mm, start);

	if (!err)
		err = split(mm, end);
	for (struct area *area = mm->areas; area && !err && area->start <= at && at < end; area = area->next) {
		if (area->end <= at)
			continue;
		takes |= change_rights(mm, area, machine_rights(prot));
		at = area->end;
	}
	if (takes)
		tlb_flush_range(mm, start, at);
	return err || at >= end ? err : -ENOMEM;
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
