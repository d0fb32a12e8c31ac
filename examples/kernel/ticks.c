/* ticks.c: the timer of each processor: ticks, and what must not wait for the next one */
#include "kernel.h"

enum { HZ = 250 };

static uint64_t tick_ns, tick_count;

static void set_tick(struct cpu *cpu, uint64_t at)
{
	cpu->tick_at = cpu->timer_at = at;
	machine_timer(at);
}

void tick_start(void) { set_tick(this_cpu(), machine_now() + tick_ns); }

/* A program that sets a timer each nanosecond does not keep the processor from everything else. Timers count in as much as a
 * tenth of a microsecond, and an interrupt that comes before the time would find nothing to do. */
void timer_want(uint64_t at)
{
	enum { OF_TICK = 32, MICROSECOND = 1000 };
	struct cpu *cpu = this_cpu();
	uint64_t least;

	if (at >= cpu->timer_at || (MACHINE_HAS_ONE_TIMER && cpu->number))
		return;
	least = machine_now() + tick_ns / OF_TICK;
	at = at + MICROSECOND > least ? at + MICROSECOND : least;
	if (at >= cpu->timer_at)
		return;
	cpu->timer_at = at;
	machine_timer(at);
}

static void ring(uint64_t now)
{
	timer_want(wake_timed(now));
	timer_want(alarms_ring(now));
}

bool timer_early(void)
{
	struct cpu *cpu = this_cpu();

	if (cpu->timer_at == cpu->tick_at)
		return false;
	set_tick(cpu, cpu->tick_at);
	cpu->need_resched = true;
	ring(machine_now());
	return true;
}

/* The first processor looks at the clock and the console for all. */
void tick(void)
{
	const uint64_t now = machine_now();
	struct cpu *cpu = this_cpu();

	set_tick(cpu, now + tick_ns);
	cpu->need_resched = true;
	if (cpu->number)
		return;
	tick_count++;
	ring(now);
	console_poll();
}

uint64_t ticks(void) { return tick_count; }

uint64_t ns_of_ticks(uint32_t ticks) { return ticks * tick_ns; }

/* How long a tick takes here: the least of a few, of which the host may interrupt any. */
static uint64_t tick_cost(void)
{
	enum { SAMPLES = 8 };
	uint64_t least = UINT64_MAX;

	for (int i = 0; i < SAMPLES; i++) {
		const uint64_t count = tick_count, start = machine_now();
		uint64_t took;
		machine_timer(start);
		while (tick_count == count)
			interrupts_wait();
		took = machine_now() - start;
		least = took < least ? took : least;
	}
	return least;
}

void ticks_start(void)
{
	enum { SHARE = 4 };
	const unsigned long wanted = boot_option("hz", HZ);
	uint64_t least;

	tick_ns = NSEC_PER_SEC; /* no tick except measured ones */
	least = SHARE * tick_cost();
	tick_ns = divide(NSEC_PER_SEC, (uint32_t)wanted);
	if (tick_ns >= least)
		return;
	tick_ns = least;
	log_line("kernel: a tick each %lu us, not %lu a second", (unsigned long)divide(tick_ns, 1000), wanted);
}
