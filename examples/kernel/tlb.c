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

/* Processors that sleep until this one has flushed. */
static void wake_waiting(struct cpu *cpu)
{
	const uint32_t waiting = __atomic_load_n(&cpu->flush_waiting, __ATOMIC_SEQ_CST)
					 ? __atomic_exchange_n(&cpu->flush_waiting, 0, __ATOMIC_SEQ_CST)
					 : 0;

	for (unsigned n = 0; waiting >> n; n++) {
		if (waiting >> n & 1)
			machine_interrupt_cpu(&cpus[n]);
	}
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
	__atomic_store_n(&cpu->flushes_done, wanted, __ATOMIC_SEQ_CST);
	wake_waiting(cpu);
}

static bool has_flushed(const struct cpu *cpu, uint32_t ticket)
{
	return (int32_t)(__atomic_load_n(&cpu->flushes_done, __ATOMIC_SEQ_CST) - ticket) >= 0;
}

/* Lets interrupts in. The other processor sees that this one sleeps, or has flushed before. */
static void sleep_until(struct cpu *cpu, uint32_t ticket)
{
	__atomic_fetch_or(&cpu->flush_waiting, 1u << this_cpu()->number, __ATOMIC_SEQ_CST);
	if (!has_flushed(cpu, ticket))
		interrupts_wait();
}

/* Two processors may ask each other for a flush, both with interrupts off: so the waiting one answers requests. It does not
 * relax, for which QEMU takes a lock that the interrupt of the other one needs. But it sleeps after a while, if it may: the host
 * may have no other processor for the one that it waits for. */
static void wait_for(struct cpu *cpu, uint32_t ticket, bool sleeps)
{
	enum { PATIENCE = 100 };

	for (unsigned n = 0; !has_flushed(cpu, ticket); n++) {
		tlb_answer();
		if (sleeps && n > PATIENCE)
			sleep_until(cpu, ticket);
	}
}

static void flush_others(uint32_t others, uintptr_t from, uintptr_t to, bool sleeps)
{
	uint32_t tickets[CPUS_MAX];

	for (unsigned n = 0; n < CPUS_MAX; n++) {
		if (others >> n & 1)
			tickets[n] = request(&cpus[n], from, to);
	}
	for (unsigned n = 0; n < CPUS_MAX; n++) {
		if (others >> n & 1)
			wait_for(&cpus[n], tickets[n], sleeps);
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
		flush_others(which & ~here, from, to, interrupts != 0);
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
		flush_others(users_of(mm) & ~(1u << this_cpu()->number), 0, EVERYWHERE, interrupts != 0);
	interrupts_restore(interrupts);
}
