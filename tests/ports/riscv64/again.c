/* tests/ports/riscv64/again.c: a hart that comes to the start once more boots no second kernel.
 * (OpenSBI before 1.3 may send one there: examples/kernel/riscv64/boot.S) */
#include "kernel.h"

extern const char start[];

_Noreturn void __real_processor_run(struct cpu *cpu);
_Noreturn void __wrap_processor_run(struct cpu *cpu);

/* Without paging the next instruction is nowhere, so that the trap's address is where it goes. */
static _Noreturn void come_again(void)
{
	__asm__ volatile("csrw stvec, %0; csrw satp, zero" : : "r"((uintptr_t)start - IMAGE));
	__builtin_unreachable();
}

_Noreturn void __wrap_processor_run(struct cpu *cpu)
{
	static bool came[CPUS_MAX];

	if (!came[cpu->number]) {
		came[cpu->number] = true;
		come_again();
	}
	__real_processor_run(cpu);
}
