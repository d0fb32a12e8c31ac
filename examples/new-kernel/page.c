/* page.c: page tables: trees of frames, with the entries of machine/paging.h */
#include "page.h"

enum { BITS = sizeof(pte_t) == 8 ? 9 : 10 };
/* Of a machine where the last tables are smaller, and of one where an entry that leads nowhere is not zero. */
#ifndef LEAF_BITS
#define LEAF_BITS BITS
#endif
#ifndef PTE_EMPTY
#define PTE_EMPTY 0
#endif

static unsigned entries(int level) { return 1u << (level ? BITS : LEAF_BITS); }

static int shift(int level) { return 12 + (level ? LEAF_BITS + BITS * (level - 1) : 0); }

static uintptr_t span(int level) { return (uintptr_t)1 << shift(level); }

static unsigned index_at(uintptr_t addr, int level) { return addr >> shift(level) & (entries(level) - 1); }

static uintptr_t table_alloc(void)
{
	pte_t *table = (pte_t *)frame_alloc();

	for (unsigned i = 0; table && PTE_EMPTY && i < PAGE / sizeof(pte_t); i++)
		table[i] = PTE_EMPTY;
	return (uintptr_t)table;
}

pte_t *page_entry(uintptr_t root, uintptr_t addr, int level, bool make)
{
	pte_t *table = (pte_t *)root;

	for (int at = PT_LEVELS - 1; at > level; at--) {
		pte_t *entry = &table[index_at(addr, at)];
		if (*entry == PTE_EMPTY) {
			const uintptr_t frame = make ? table_alloc() : 0;
			if (!frame)
				return NULL;
			*entry = pte_table(frame);
		}
		table = (pte_t *)pte_frame(*entry);
	}
	return &table[index_at(addr, level)];
}

uintptr_t page_root_new(void)
{
	const uintptr_t root = table_alloc();

	if (root && !machine_map_kernel(root)) {
		page_root_free(root);
		return 0;
	}
	return root;
}

bool page_add(uintptr_t root, uintptr_t addr, int prot)
{
	pte_t *entry = page_entry(root, addr, 0, true);
	const uintptr_t frame = entry ? frame_alloc() : 0;

	if (!frame)
		return false;
	if (*entry != PTE_EMPTY) /* the last segment with this page wins */
		frame_free(pte_frame(*entry));
	*entry = pte_user(frame, prot);
	return true;
}

void *page_find(uintptr_t root, uintptr_t addr, bool write)
{
	const pte_t *entry = addr >= USER_LOW && addr < USER_HIGH ? page_entry(root, addr, 0, false) : NULL;

	return entry && *entry != PTE_EMPTY && (!write || pte_writable(*entry)) ? (void *)pte_frame(*entry) : NULL;
}

/* Calls each() for the pages of a program below a table, which begins at `addr`. */
static bool walk(pte_t *table, int level, uintptr_t addr, bool (*each)(pte_t *entry, uintptr_t addr, uintptr_t arg),
		 uintptr_t arg)
{
	bool well = true;

	for (unsigned i = 0; i < entries(level) && addr < USER_HIGH && well; i++, addr += span(level)) {
		if (table[i] == PTE_EMPTY || addr + span(level) <= USER_LOW)
			continue;
		well = level ? walk((pte_t *)pte_frame(table[i]), level - 1, addr, each, arg) : each(&table[i], addr, arg);
	}
	return well;
}

static bool copy_one(pte_t *entry, uintptr_t addr, uintptr_t to)
{
	if (!page_add(to, addr, pte_prot(*entry)))
		return false;
	memcpy(page_find(to, addr, false), (void *)pte_frame(*entry), PAGE);
	machine_sync_code(page_find(to, addr, false));
	return true;
}

bool page_copy_all(uintptr_t to, uintptr_t from) { return walk((pte_t *)from, PT_LEVELS - 1, 0, copy_one, to); }

static bool free_one(pte_t *entry, uintptr_t addr, uintptr_t arg)
{
	(void)addr, (void)arg;
	frame_free(pte_frame(*entry));
	*entry = PTE_EMPTY;
	return true;
}

static void free_tables(uintptr_t table, int level)
{
	const pte_t *entry = (const pte_t *)table;

	for (unsigned i = 0; level && i < entries(level); i++) {
		if (entry[i] != PTE_EMPTY && pte_is_table(entry[i]))
			free_tables(pte_frame(entry[i]), level - 1);
	}
	frame_free(table);
}

void page_root_free(uintptr_t root)
{
	walk((pte_t *)root, PT_LEVELS - 1, 0, free_one, 0);
	free_tables(root, PT_LEVELS - 1);
}
