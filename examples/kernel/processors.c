/* processors.c: the other processors start, each on the stack of its idle task */
#include "kernel.h"

struct cpu cpus[CPUS_MAX];
static unsigned online = 1;

unsigned processors_online(void)
{
	return __atomic_load_n(&online, __ATOMIC_RELAXED);
}

void processor_run(struct cpu *cpu)
{
	while (__atomic_exchange_n(&cpu->settled, 1, __ATOMIC_ACQ_REL))
		machine_relax(); /* too late: nobody counts on it */
	idle_loop();
}

static bool comes(struct cpu *cpu)
{
	enum { WAIT_NS = 1000000000 };
	const uint64_t end = machine_now() + WAIT_NS;

	while (!__atomic_load_n(&cpu->settled, __ATOMIC_ACQUIRE)) {
		if (machine_now() >= end)
			return __atomic_exchange_n(&cpu->settled, 1, __ATOMIC_ACQ_REL);
		machine_relax();
	}
	return true;
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
