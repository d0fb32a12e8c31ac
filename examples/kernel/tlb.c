/* tlb.c: which processors have a page table, and what they remember of it */
#include "kernel.h"

/* A processor that loads the page table after `cpus` was read sees what was written before. */
void mm_load(struct kspawn_mm *mm)
{
	struct cpu *cpu = this_cpu();
	struct kspawn_mm *old = cpu->mm;
	const uint32_t here = 1u << cpu->number;

	if (mm == old)
		return;
	if (mm)
		__atomic_fetch_or(&mm->cpus, here, __ATOMIC_SEQ_CST);
	cpu->mm = mm;
	machine_load_root(mm ? mm->root : machine_kernel_root);
	if (old)
		__atomic_fetch_and(&old->cpus, ~here, __ATOMIC_SEQ_CST);
}

/* ---- a range of pages; the whole TLB is cheaper than many ---- */

#define EVERYWHERE UINTPTR_MAX /* the end of a range that begins at 0 */

static void flush_here(uintptr_t from, uintptr_t to)
{
	enum { PAGES_MOST = 16 };

	if (to - from > PAGES_MOST * PAGE_SIZE) {
		machine_flush_all();
		return;
	}
	for (; from < to; from += PAGE_SIZE)
		machine_flush_page(from);
}

/* ---- requests: what a processor has not flushed yet is one range ---- */

static uint32_t request(struct cpu *cpu, uintptr_t from, uintptr_t to)
{
	uint32_t ticket;

	spin_lock(&cpu->flush_lock);
	if (cpu->flush_to == 0 || from < cpu->flush_from)
		cpu->flush_from = from;
	if (to > cpu->flush_to)
		cpu->flush_to = to;
	ticket = __atomic_add_fetch(&cpu->flushes_wanted, 1, __ATOMIC_SEQ_CST);
	spin_unlock(&cpu->flush_lock, false);
	machine_interrupt_cpu(cpu);
	return ticket;
}

void tlb_answer(void)
{
	struct cpu *cpu = this_cpu();
	uintptr_t from, to;
	uint32_t wanted;

	if (__atomic_load_n(&cpu->flushes_wanted, __ATOMIC_ACQUIRE) == cpu->flushes_done)
		return;
	spin_lock(&cpu->flush_lock);
	wanted = cpu->flushes_wanted;
	from = cpu->flush_from;
	to = cpu->flush_to;
	cpu->flush_to = 0;
	spin_unlock(&cpu->flush_lock, false);
	flush_here(from, to);
	__atomic_store_n(&cpu->flushes_done, wanted, __ATOMIC_RELEASE);
}

/* Two processors may ask each other for a flush, both with interrupts off: so the waiting one answers requests. It does not
 * relax, for which QEMU takes a lock that the interrupt of the other one needs. */
static void wait_for(struct cpu *cpu, uint32_t ticket)
{
	while ((int32_t)(__atomic_load_n(&cpu->flushes_done, __ATOMIC_ACQUIRE) - ticket) < 0)
		tlb_answer();
}

static void flush_others(uint32_t others, uintptr_t from, uintptr_t to)
{
	uint32_t tickets[CPUS_MAX];

	for (unsigned n = 0; n < CPUS_MAX; n++) {
		if (others >> n & 1)
			tickets[n] = request(&cpus[n], from, to);
	}
	for (unsigned n = 0; n < CPUS_MAX; n++) {
		if (others >> n & 1)
			wait_for(&cpus[n], tickets[n]);
	}
}

/* Flushes the processors `which`. Others flush when they load the page table. */
static void flush(uint32_t which, uintptr_t from, uintptr_t to)
{
	const uintptr_t interrupts = interrupts_disable();
	const uint32_t here = 1u << this_cpu()->number;

	if (which & (MACHINE_FLUSHES_REACH_ALL ? ~0u : here))
		flush_here(from, to);
	if (!MACHINE_FLUSHES_REACH_ALL)
		flush_others(which & ~here, from, to);
	interrupts_restore(interrupts);
}

static uint32_t users_of(const struct kspawn_mm *mm) { return __atomic_load_n(&mm->cpus, __ATOMIC_SEQ_CST); }

void tlb_flush(const struct kspawn_mm *mm) { flush(users_of(mm), 0, EVERYWHERE); }

void tlb_flush_range(const struct kspawn_mm *mm, uintptr_t from, uintptr_t to) { flush(users_of(mm), from, to); }

void tlb_flush_kernel(void) { flush((1u << processors_online()) - 1, 0, EVERYWHERE); }

/* A processor that loads the page table later drops cached code with it. */
void tlb_sync_code(const struct kspawn_mm *mm, const void *at, size_t size)
{
	const uintptr_t interrupts = interrupts_disable();

	machine_sync_code(at, size);
	if (!MACHINE_FLUSHES_REACH_ALL)
		flush_others(users_of(mm) & ~(1u << this_cpu()->number), 0, EVERYWHERE);
	interrupts_restore(interrupts);
}
