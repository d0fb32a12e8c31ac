/* src/entry/i386/descriptors.cpp: a processor's segments, and the tasks of NMI, double fault and machine check */
#include <kspawn/entry.h>

extern "C" {
void kspawn_entry_anywhere();
uintptr_t kspawn_entry_load_segments(const void *gdt);
uintptr_t kspawn_entry_leave_task(kspawn_pt_regs *regs, uintptr_t vector);
}

namespace {

/// Bits of a descriptor's upper half: present, of privilege 0 and 3. (AMD64 manual, volume 2, 4.7 and 4.8)
constexpr uint32_t code = 0x9a00, data = 0x9200, of_user = 0x6000, free_task = 0x8900;
constexpr uint32_t all_of_memory = 0x00cf0000;

uint64_t descriptor(uintptr_t base, uint32_t limit, uint32_t bits)
{
	const uint32_t high = (base & 0xff000000) | (base >> 16 & 0xff) | bits;
	return uint64_t(high) << 32 | uint32_t(base << 16) | limit;
}

uint64_t flat(uint32_t bits) { return descriptor(0, 0xffff, bits | all_of_memory); }

uint64_t task(const kspawn_entry_tss *tss) { return descriptor(uintptr_t(tss), sizeof(*tss) - 1, free_task); }

uint64_t &at(kspawn_entry_cpu *cpu, unsigned selector) { return cpu->gdt[selector / 8]; }

/// Task n as it begins, each time. No switch away from it ever stores to it but another of these tasks'.
void begin_task(kspawn_entry_cpu *cpu, unsigned n)
{
	constexpr uint32_t vectors[KSPAWN_ENTRY_TASKS] = { KSPAWN_ENTRY_NMI, KSPAWN_ENTRY_DF, KSPAWN_ENTRY_MC };
	kspawn_entry_tss &tss = cpu->tasks[n];
	tss.eip = uint32_t(uintptr_t(&kspawn_entry_anywhere));
	tss.eflags = 2;
	tss.edx = vectors[n];
	tss.esp = tss.esp0;
	tss.ebp = 0;
	tss.cs = KSPAWN_KERNEL_CS;
	tss.ss = tss.ds = tss.es = KSPAWN_KERNEL_DS;
	tss.fs = KSPAWN_KERNEL_FS;
	tss.io_map = sizeof(tss);
	at(cpu, KSPAWN_ENTRY_TASK(n)) = task(&tss);
}

void copy(kspawn_pt_regs *regs, const kspawn_entry_tss &tss)
{
	regs->bx = tss.ebx, regs->cx = tss.ecx, regs->dx = tss.edx, regs->si = tss.esi, regs->di = tss.edi;
	regs->bp = tss.ebp, regs->ax = tss.eax, regs->ds = tss.ds, regs->es = tss.es, regs->fs = tss.fs, regs->gs = tss.gs;
	regs->tls = 0, regs->nr = ~uintptr_t(0), regs->ip = tss.eip, regs->cs = tss.cs, regs->flags = tss.eflags,
	regs->sp = tss.esp;
	regs->ss = tss.ss;
}

} // namespace

void kspawn_entry_start(kspawn_entry_cpu *cpu)
{
	const struct {
		uint16_t limit;
		uint64_t *base;
	} __attribute__((packed)) pointer = { sizeof(cpu->gdt) - 1, cpu->gdt };
	cpu->self = cpu;
	at(cpu, KSPAWN_USER_TLS) = at(cpu, KSPAWN_USER_SS) = flat(data | of_user);
	at(cpu, KSPAWN_USER_CS) = flat(code | of_user);
	at(cpu, KSPAWN_KERNEL_CS) = flat(code);
	at(cpu, KSPAWN_KERNEL_DS) = flat(data);
	at(cpu, KSPAWN_KERNEL_FS) = descriptor(uintptr_t(cpu), sizeof(*cpu) - 1, data | 0x00400000);
	at(cpu, KSPAWN_ENTRY_TSS) = task(&cpu->tss);
	cpu->tss.ss0 = KSPAWN_KERNEL_DS;
	cpu->tss.io_map = sizeof(cpu->tss);
	cpu->tss.cr3 = uint32_t(kspawn_entry_load_segments(&pointer));
	for (unsigned n = 0; n < KSPAWN_ENTRY_TASKS; n++) {
		begin_task(cpu, n);
		cpu->tasks[n].cr3 = cpu->tss.cr3;
	}
}

/// Fills in what the task of `vector` has interrupted, which the processor has stored in the segment of the task before;
/// both tasks are free again. Returns the selector of the one before.
uintptr_t kspawn_entry_leave_task(kspawn_pt_regs *regs, uintptr_t vector)
{
	kspawn_entry_cpu *cpu = kspawn_entry_this_cpu();
	const unsigned n = vector == KSPAWN_ENTRY_NMI ? 0 : vector == KSPAWN_ENTRY_DF ? 1 : 2;
	const uint32_t before = cpu->tasks[n].link & 0xffff;
	begin_task(cpu, n);
	if (before == KSPAWN_ENTRY_TSS) {
		copy(regs, cpu->tss);
		at(cpu, KSPAWN_ENTRY_TSS) = task(&cpu->tss);
	} else {
		copy(regs, cpu->tasks[(before - KSPAWN_ENTRY_TASK(0)) / 8]);
		begin_task(cpu, (before - KSPAWN_ENTRY_TASK(0)) / 8);
	}
	return before;
}
