/* trace/points.c: keeps the tracepoints of tools/trace/hooks.h, and prints them to the log before the power goes off */
#include <kspawn/trace.h>

#include "../kernel.h"

enum { POINTS = 1 << 15, TEXT = 24 };

struct point {
	uint64_t ns;
	const char *name;
	long a, b;
	int cpu, pid;
	char text[TEXT];
};

static struct spinlock lock;
static struct point points[POINTS];
static unsigned long count;

/* The first ones are kept, since the tasks are created there. */
void kspawn_trace_point(const char *name, long a, long b, const char *text)
{
	const uintptr_t interrupts = spin_lock(&lock);

	if (count < POINTS) {
		struct point *p = &points[count];
		*p = (struct point){ machine_now(), name, a, b, (int)this_cpu()->number, this_cpu()->current->pid, { 0 } };
		for (int i = 0; i < TEXT - 1 && text[i]; i++)
			p->text[i] = text[i];
	}
	count++;
	spin_unlock(&lock, interrupts);
}

_Noreturn void __real_power_off(int status);
_Noreturn void __wrap_power_off(int status);

_Noreturn void __wrap_power_off(int status)
{
	const unsigned long kept = count < POINTS ? count : POINTS;

	interrupts_disable();
	for (unsigned long i = 0; i < kept; i++) {
		const struct point *p = &points[i];
		const uint64_t us = divide(p->ns, 1000);
		const unsigned ns = (unsigned)(p->ns - us * 1000);
		log_line("trace %lu%c%c%c %d %d %s %ld %ld %s", (unsigned long)us, '0' + ns / 100, '0' + ns / 10 % 10,
			 '0' + ns % 10, p->cpu, p->pid, p->name, p->a, p->b, p->text);
	}
	if (count > kept)
		log_line("kernel: the last %lu tracepoints are not in the trace", count - kept);
	__real_power_off(status);
}
