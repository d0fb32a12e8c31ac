/* mips tlb.c: what the TLB has, besides what the refill brings (MIPS32 PRA, 4.9) */
#include "../kernel.h"
#include "cp0.h"

#define PAIR (2 * PAGE_SIZE)
#define NOT_FOUND (1u << 31)
enum { ASIDS = 256, PAIRS_OF_STACK = STACK_SIZE / (2 * 4096), WIRED_PAIRS = 2 * PAIRS_OF_STACK };

uintptr_t machine_kernel_root;
bool machine_has_no_code;
static uint32_t asid;

static void write_at(uint32_t index, uintptr_t addr, pte_t even, pte_t odd)
{
	WRITE(INDEX, index);
	WRITE(ENTRY_HI, (addr & ~(PAIR - 1)) | asid);
	WRITE(ENTRY_LO0, even);
	WRITE(ENTRY_LO1, odd);
	__asm__ volatile("tlbwi\n\tehb" : : : "memory");
	WRITE(ENTRY_HI, asid);
}

/* An address that no translation asks for, each its own: two of the same would be an error of the machine. */
static void clear_at(uint32_t index) { write_at(index, DIRECT + index * PAIR, 0, 0); }

static uint32_t find(uintptr_t addr)
{
	WRITE(ENTRY_HI, (addr & ~(PAIR - 1)) | asid);
	__asm__ volatile("tlbp\n\tehb" : : : "memory");
	WRITE(ENTRY_HI, asid);
	return READ(INDEX);
}

static void clear_from(uint32_t first)
{
	const uint32_t entries = (READ(CONFIG1) >> 25 & 63) + 1;

	for (uint32_t i = first; i < entries; i++)
		clear_at(i);
}

/* Programs have a new number each time, so that nothing old is theirs. */
void machine_flush_all(void)
{
	const uintptr_t interrupts = interrupts_disable();

	asid = (asid + 1) % ASIDS;
	if (!asid)
		clear_from(WIRED_PAIRS);
	WRITE(ENTRY_HI, asid);
	interrupts_restore(interrupts);
}

void machine_flush_page(uintptr_t addr)
{
	const uintptr_t interrupts = interrupts_disable();
	const uint32_t at = find(addr);

	if (!(at & NOT_FOUND))
		clear_at(at);
	interrupts_restore(interrupts);
}

void machine_load_root(uintptr_t root)
{
	kspawn_entry_this_cpu()->root = (uintptr_t)direct(root);
	machine_flush_all();
}

/* ---- stacks ---- */

static void wire_pair(uint32_t index, uintptr_t addr)
{
	const pte_t *entry = page_entry(machine_kernel_root, addr, false);
	const uint32_t other = find(addr);

	if (!(other & NOT_FOUND) && other != index)
		clear_at(other);
	write_at(index, addr, entry[0], entry[1]);
}

/* Two are there, the one that runs and the one before it, so that each is while it is switched to. */
void machine_wire_stack(const void *stack)
{
	static uintptr_t wired[2];
	static unsigned running;
	const uintptr_t at = (uintptr_t)stack;

	if (at < STACKS || at == wired[running])
		return;
	running = !running;
	if (at == wired[running])
		return;
	wired[running] = at;
	for (uint32_t i = 0; i < PAIRS_OF_STACK; i++)
		wire_pair(running * PAIRS_OF_STACK + i, at + i * PAIR);
}

void tlb_start(void)
{
	extern char boot_root[];
	enum { SPAN = 1 << 22, TABLES = 2 * TASKS_MAX * STACK_SIZE / SPAN, HAS_NO_CODE = 1 << 12 };
	static pte_t stacks_tables[TABLES][PAGE_SIZE / sizeof(pte_t)] __attribute__((aligned(PAGE_SIZE)));
	pte_t *root = (pte_t *)boot_root;

	machine_kernel_root = (uintptr_t)boot_root - DIRECT;
	for (uintptr_t i = 0; i < TABLES; i++) /* so that every root has them */
		root[STACKS / SPAN + i] = pte_table((uintptr_t)stacks_tables[i] - DIRECT);
	WRITE(PAGE_MASK, 0);
	WRITE(CONTEXT, 0);
	WRITE(WIRED, WIRED_PAIRS);
	machine_has_no_code = READ(CONFIG3) & HAS_NO_CODE;
	if (machine_has_no_code)
		WRITE(PAGE_GRAIN, READ(PAGE_GRAIN) | PTE_NO_READ | PTE_NO_CODE); /* their enables have the same bits */
	clear_from(0);
	machine_load_root(machine_kernel_root);
}
