/* i386 entry_inline.h: the inline part of <kspawn/entry.h> */
#ifndef KSPAWN_ARCH_ENTRY_INLINE_H
#define KSPAWN_ARCH_ENTRY_INLINE_H

static inline struct kspawn_entry_cpu *kspawn_entry_this_cpu(void)
{
	struct kspawn_entry_cpu *cpu;

	__asm__ volatile("mov %%fs:%c1, %0" : "=r"(cpu) : "i"(KSPAWN_ENTRY_SELF));
	return cpu;
}

static inline void kspawn_entry_set_task(struct kspawn_entry_cpu *cpu, const struct kspawn_task *task)
{
	cpu->tss.esp0 = (uintptr_t)(task->regs + 1);
	cpu->stack = (uintptr_t)task->stack + task->stack_size;
}
#endif
