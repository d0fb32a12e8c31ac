/* page.c: page tables, a tree of frames with as many entries as fit */
#include "kernel.h"

enum { ENTRIES = PAGE_SIZE / sizeof(pte_t), BITS = sizeof(pte_t) == 8 ? 9 : 10, TOP = PT_LEVELS - 1 };

#ifndef LEAF_BITS
#define LEAF_BITS BITS /* of an address, which index a table of the lowest level */
#endif
#ifndef ROOT_ENTRIES
#define ROOT_ENTRIES ENTRIES
#endif
#ifndef USER_ENTRIES
#define USER_ENTRIES (ROOT_ENTRIES / 2) /* the rest are the kernel's */
#endif
enum { ROOT_FRAMES = (ROOT_ENTRIES * sizeof(pte_t) + PAGE_SIZE - 1) / PAGE_SIZE };

const uintptr_t page_table_span = PAGE_SIZE << LEAF_BITS;

static unsigned shift_of(int level) { return level ? 12 + LEAF_BITS + BITS * (level - 1) : 12; }

static unsigned index_at(uintptr_t addr, int level)
{
	const unsigned entries = !level ? 1u << LEAF_BITS : level == TOP && ROOT_FRAMES > 1 ? ROOT_ENTRIES : ENTRIES;

	return addr >> shift_of(level) & (entries - 1);
}

/* A frame of zeroes is an empty table, except where zero is an entry that the processor takes for valid. */
static uintptr_t empty(uintptr_t table, size_t frames)
{
	pte_t *entry = direct(table);

	for (size_t i = 0; (PTE_EMPTY || frames > 1) && table && i < frames * ENTRIES; i++)
		entry[i] = PTE_EMPTY;
	return table;
}

/* ---- roots of several frames are kept for the next process: linked through their first word ---- */

static struct spinlock lock;
static uintptr_t free_roots;

static uintptr_t root_take(void)
{
	const uintptr_t interrupts = spin_lock(&lock), root = free_roots;

	if (root)
		free_roots = *(uintptr_t *)direct(root);
	spin_unlock(&lock, interrupts);
	if (root)
		frames_cached(-ROOT_FRAMES);
	return root ? root : frames_alloc(ROOT_FRAMES);
}

static void root_keep(uintptr_t root)
{
	const uintptr_t interrupts = spin_lock(&lock);

	*(uintptr_t *)direct(root) = free_roots;
	free_roots = root;
	spin_unlock(&lock, interrupts);
	frames_cached(ROOT_FRAMES);
}

/* ---- tables ---- */

#ifndef ROOT_IS_KEPT
static pte_t pte_root(uintptr_t frame) { return pte_table(frame); }
#endif

/* With the tables on its way, or NULL. Tables of the kernel are kept forever. */
static __attribute__((noinline)) pte_t *make_entry(uintptr_t root, uintptr_t addr)
{
	pte_t *table = direct(root);

	for (int level = TOP; level > 0; level--) {
		pte_t *entry = &table[index_at(addr, level)];
		if (!pte_present(*entry)) {
			const uintptr_t frame = empty(frame_alloc(), 1);
			if (!frame)
				return NULL;
			if (root == machine_kernel_root)
				frames_cached(1);
			*entry = level == TOP ? pte_root(frame) : pte_table(frame);
		}
		table = direct(pte_frame(*entry));
	}
	return &table[index_at(addr, 0)];
}

/* A missing table is made by a function of its own, so that this one saves no registers. */
pte_t *page_entry(uintptr_t root, uintptr_t addr, bool make)
{
	const pte_t *table = direct(root);

#pragma GCC unroll 4
	for (int level = TOP; level > 0; level--) {
		const pte_t entry = table[index_at(addr, level)];
		if (!pte_present(entry))
			return make ? make_entry(root, addr) : NULL;
		table = direct(pte_frame(entry));
	}
	return (pte_t *)&table[index_at(addr, 0)];
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
	const uintptr_t root = ROOT_FRAMES > 1 ? root_take() : frame_alloc();
	pte_t *of_kernel = direct(machine_kernel_root), *entry = direct(root);

	empty(root, ROOT_FRAMES);
	for (unsigned i = USER_ENTRIES; root && i < ROOT_ENTRIES; i++)
		entry[i] = of_kernel[i];
#ifdef ROOT_IS_KEPT /* once it is loaded: none of its entries is made later */
	for (unsigned i = 0; root && i < USER_ENTRIES; i++) {
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
	return (entry[0] ^ PTE_EMPTY) | (entry[1] ^ PTE_EMPTY) | (entry[2] ^ PTE_EMPTY) | (entry[3] ^ PTE_EMPTY) |
	       (entry[4] ^ PTE_EMPTY) | (entry[5] ^ PTE_EMPTY) | (entry[6] ^ PTE_EMPTY) | (entry[7] ^ PTE_EMPTY);
}

static void free_below(uintptr_t table, int level, unsigned entries)
{
	pte_t *entry = direct(table);

	for (unsigned i = 0; level > 0 && i < entries; i += 8) {
		const unsigned end = !any_of_eight(&entry[i]) ? i : i + 8 < entries ? i + 8 : entries;
		for (unsigned k = i; k < end; k++) {
			if (!pte_present(entry[k]))
				continue;
			free_below(pte_frame(entry[k]), level - 1, ENTRIES);
			frame_put(pte_frame(entry[k]));
		}
	}
}

void page_root_free(uintptr_t root)
{
	free_below(root, TOP, USER_ENTRIES);
	if (ROOT_FRAMES > 1)
		root_keep(root);
	else
		frame_put(root);
}
