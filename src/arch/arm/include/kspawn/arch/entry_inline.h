/* arm entry_inline.h: the inline part of <kspawn/entry.h> */
#ifndef KSPAWN_ARCH_ENTRY_INLINE_H
#define KSPAWN_ARCH_ENTRY_INLINE_H

static inline struct kspawn_entry_cpu *kspawn_entry_this_cpu(void)
{
	struct kspawn_entry_cpu *cpu;

	__asm__ volatile("mrc p15, 0, %0, c13, c0, 4" : "=r"(cpu));
	return cpu;
}

static inline void kspawn_entry_use(struct kspawn_entry_cpu *cpu, const struct kspawn_task *task)
{
	cpu->stack = (uintptr_t)task->stack + task->stack_size;
	cpu->stack_low = (uintptr_t)task->stack;
}
#endif
