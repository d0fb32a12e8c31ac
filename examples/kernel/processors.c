/* processors.c: the other processors start, each on the stack of its idle task */
#include "kernel.h"

struct cpu cpus[CPUS_MAX];
static unsigned online = 1;
unsigned long processors_patience = 1 << 26;

unsigned processors_online(void) { return __atomic_load_n(&online, __ATOMIC_RELAXED); }

void processor_run(struct cpu *cpu)
{
	while (__atomic_exchange_n(&cpu->settled, 1, __ATOMIC_ACQ_REL))
		machine_relax(); /* too late: the kernel runs without it */
	idle_loop();
}

/* Counted in looks, not in time: the host may run another processor later than this one, but not much slower. */
static bool comes(struct cpu *cpu)
{
	for (unsigned long n = 0; n < processors_patience; n++) {
		if (__atomic_load_n(&cpu->settled, __ATOMIC_ACQUIRE))
			return true;
		machine_relax();
	}
	return __atomic_exchange_n(&cpu->settled, 1, __ATOMIC_ACQ_REL);
}

static bool start(struct cpu *cpu)
{
	void *stack = stack_alloc();

	if (!stack)
		return false;
	scheduler_adopt(cpu, stack, STACK_SIZE);
	return machine_start_cpu(cpu) && comes(cpu);
}

/* One at a time: the machine's start has one word for what it starts. */
void processors_start(void)
{
	const unsigned long wanted = boot_option("smp", 1);

	for (unsigned n = 1; n < wanted && n < CPUS_MAX; n++) {
		cpus[n].number = n;
		if (!start(&cpus[n])) {
			log_line("kernel: processor %u does not start", n);
			return;
		}
		__atomic_fetch_add(&online, 1, __ATOMIC_RELAXED);
	}
}
