/* mips entry_inline.h: the inline part of <kspawn/entry.h> */
#ifndef KSPAWN_ARCH_ENTRY_INLINE_H
#define KSPAWN_ARCH_ENTRY_INLINE_H

static inline struct kspawn_entry_cpu *kspawn_entry_this_cpu(void)
{
	intptr_t base;

	__asm__ volatile("mfc0 %0, $15, 1" : "=r"(base)); /* EBase, with the processor's number in its low bits */
	return (struct kspawn_entry_cpu *)(base & -((intptr_t)1 << KSPAWN_ENTRY_ALIGN_SHIFT));
}

static inline void kspawn_entry_set_task(struct kspawn_entry_cpu *cpu, const struct kspawn_task *task)
{
	cpu->regs_end = (uintptr_t)(task->regs + 1);
	cpu->stack = (uintptr_t)task->stack + task->stack_size;
	cpu->stack_low = (uintptr_t)task->stack;
}
#endif
