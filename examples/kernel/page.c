/* page.c: page tables, a tree of frames with as many entries as fit */
#include "kernel.h"

enum { ENTRIES = PAGE_SIZE / sizeof(pte_t), BITS = sizeof(pte_t) == 8 ? 9 : 10 };

#ifndef ROOT_ENTRIES
#define ROOT_ENTRIES ENTRIES /* the upper half are the kernel's */
#endif

const uintptr_t page_table_span = ENTRIES * PAGE_SIZE;

static unsigned shift_of(int level) { return 12 + BITS * level; }

static unsigned index_at(uintptr_t addr, int level) { return addr >> shift_of(level) & (ENTRIES - 1); }

#ifndef ROOT_IS_KEPT
static pte_t pte_root(uintptr_t frame) { return pte_table(frame); }
#endif

/* Tables of the kernel are kept forever. */
pte_t *page_entry(uintptr_t root, uintptr_t addr, bool make)
{
	pte_t *table = direct(root);

	for (int level = PT_LEVELS - 1; level > 0; level--) {
		pte_t *entry = &table[index_at(addr, level)];
		if (!pte_present(*entry)) {
			const uintptr_t frame = make ? frame_alloc() : 0;
			if (!frame)
				return NULL;
			if (root == machine_kernel_root)
				frames_cached(1);
			*entry = level == PT_LEVELS - 1 ? pte_root(frame) : pte_table(frame);
		}
		table = direct(pte_frame(*entry));
	}
	return &table[index_at(addr, 0)];
}

bool page_map_kernel(uintptr_t addr, uintptr_t frame)
{
	pte_t *entry = page_entry(machine_kernel_root, addr, true);

	if (entry)
		*entry = pte_kernel(frame);
	return entry;
}

void page_walk(uintptr_t root, uintptr_t start, uintptr_t end, void (*each)(pte_t *entry, void *arg), void *arg)
{
	const uintptr_t span = page_table_span;

	for (uintptr_t table = start & ~(span - 1); table < end; table += span) {
		pte_t *entry = page_entry(root, table, false);
		const uintptr_t from = table < start ? start : table;
		const uintptr_t to = end - table < span ? end : table + span;
		for (uintptr_t i = (from - table) / PAGE_SIZE; entry && i < PAGE_UP(to - table) / PAGE_SIZE; i++) {
			if (pte_present(entry[i]))
				each(&entry[i], arg);
		}
	}
}

uintptr_t page_root_new(void)
{
	const uintptr_t root = frame_alloc();
	pte_t *of_kernel = direct(machine_kernel_root), *entry = direct(root);

	for (unsigned i = ROOT_ENTRIES / 2; root && i < ROOT_ENTRIES; i++)
		entry[i] = of_kernel[i];
#ifdef ROOT_IS_KEPT /* once it is loaded: none of its entries is made later */
	for (unsigned i = 0; root && i < ROOT_ENTRIES / 2; i++) {
		const uintptr_t frame = frame_alloc();
		if (!frame) {
			page_root_free(root);
			return 0;
		}
		entry[i] = pte_root(frame);
	}
#endif
	return root;
}

/* Most entries of most tables are empty: looks at eight at once. A root may have fewer that are a program's. */
static bool any_of_eight(const pte_t *entry)
{
	return entry[0] | entry[1] | entry[2] | entry[3] | entry[4] | entry[5] | entry[6] | entry[7];
}

static void free_tables(uintptr_t frame, int level, unsigned entries)
{
	pte_t *entry = direct(frame);

	for (unsigned i = 0; level > 0 && i < entries; i += 8) {
		const unsigned end = !any_of_eight(&entry[i]) ? i : i + 8 < entries ? i + 8 : entries;
		for (unsigned k = i; k < end; k++) {
			if (pte_present(entry[k]))
				free_tables(pte_frame(entry[k]), level - 1, ENTRIES);
		}
	}
	frame_put(frame);
}

void page_root_free(uintptr_t root) { free_tables(root, PT_LEVELS - 1, ROOT_ENTRIES / 2); }
