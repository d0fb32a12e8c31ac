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

void tlb_answer(void)
{
	struct cpu *cpu = this_cpu();
	const uint32_t wanted = __atomic_load_n(&cpu->flushes_wanted, __ATOMIC_ACQUIRE);

	if (wanted == cpu->flushes_done)
		return;
	machine_flush_all();
	__atomic_store_n(&cpu->flushes_done, wanted, __ATOMIC_RELEASE);
}

/* Two processors may ask each other for a flush, both with interrupts off: so the waiting one answers requests. */
static void wait_for(struct cpu *cpu, uint32_t ticket)
{
	while ((int32_t)(__atomic_load_n(&cpu->flushes_done, __ATOMIC_ACQUIRE) - ticket) < 0) {
		tlb_answer();
		machine_relax();
	}
}

static void flush_others(uint32_t others)
{
	uint32_t tickets[CPUS_MAX];

	for (unsigned n = 0; n < CPUS_MAX; n++) {
		if (others >> n & 1) {
			tickets[n] = __atomic_add_fetch(&cpus[n].flushes_wanted, 1, __ATOMIC_SEQ_CST);
			machine_interrupt_cpu(&cpus[n]);
		}
	}
	for (unsigned n = 0; n < CPUS_MAX; n++) {
		if (others >> n & 1)
			wait_for(&cpus[n], tickets[n]);
	}
}

static void flush_others_with(const struct kspawn_mm *mm)
{
	if (!MACHINE_FLUSHES_REACH_ALL)
		flush_others(__atomic_load_n(&mm->cpus, __ATOMIC_SEQ_CST) & ~(1u << this_cpu()->number));
}

/* Flushes the processors `which`. Others flush when they load the page table. */
static void flush_all(uint32_t which)
{
	const uintptr_t interrupts = interrupts_disable();
	const uint32_t here = 1u << this_cpu()->number;

	if (which & (MACHINE_FLUSHES_REACH_ALL ? ~0u : here))
		machine_flush_all();
	if (!MACHINE_FLUSHES_REACH_ALL)
		flush_others(which & ~here);
	interrupts_restore(interrupts);
}

void tlb_flush(const struct kspawn_mm *mm) { flush_all(__atomic_load_n(&mm->cpus, __ATOMIC_SEQ_CST)); }

void tlb_flush_kernel(void) { flush_all((1u << processors_online()) - 1); }

/* A processor that loads the page table later drops cached code with it. */
void tlb_sync_code(const struct kspawn_mm *mm, const void *at, size_t size)
{
	const uintptr_t interrupts = interrupts_disable();

	machine_sync_code(at, size);
	flush_others_with(mm);
	interrupts_restore(interrupts);
}

void tlb_flush_page(const struct kspawn_mm *mm, uintptr_t addr)
{
	const uintptr_t interrupts = interrupts_disable();

	machine_flush_page(addr);
	flush_others_with(mm);
	interrupts_restore(interrupts);
}
