/* tests/system/kernel/late.c: a processor that comes too late stays out, and the others continue without it */
#include <kspawn/exec.h>

#include "kernel.h"

bool __real_machine_start_cpu(struct cpu *cpu);
bool __wrap_machine_start_cpu(struct cpu *cpu);
_Noreturn void __real_processor_run(struct cpu *cpu);
_Noreturn void __wrap_processor_run(struct cpu *cpu);
_Noreturn void __real_idle_loop(void);
_Noreturn void __wrap_idle_loop(void);

enum { LATE = 2, LONG_NS = 100000000 };

static bool came;

/* It comes when it is no longer waited for: no need to look long. */
bool __wrap_machine_start_cpu(struct cpu *cpu)
{
	if (cpu->number == LATE)
		processors_patience = 1;
	return __real_machine_start_cpu(cpu);
}

_Noreturn void __wrap_processor_run(struct cpu *cpu)
{
	if (cpu->number == LATE) {
		while (!__atomic_load_n(&cpu->settled, __ATOMIC_ACQUIRE))
			machine_relax();
		__atomic_store_n(&came, true, __ATOMIC_RELEASE);
	}
	__real_processor_run(cpu);
}

_Noreturn void __wrap_idle_loop(void)
{
	if (this_cpu()->number >= LATE)
		kspawn_panic("a processor runs that came too late");
	__real_idle_loop();
}

static void pause(uint64_t ns)
{
	const uint64_t end = machine_now() + ns;

	while (machine_now() < end)
		yield();
}

int init(void *arg)
{
	static const char *const argv[] = { "/regs", NULL };

	(void)arg;
	while (!__atomic_load_n(&came, __ATOMIC_ACQUIRE))
		yield();
	pause(LONG_NS); /* it would be seen */
	if (processors_online() != LATE) {
		log_line("late: %u processors", processors_online());
		return 1;
	}
	return kspawn_kernel_execve(argv[0], argv, NULL) ? 1 : 0;
}
