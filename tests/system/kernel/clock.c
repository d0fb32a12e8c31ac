/* tests/system/kernel/clock.c: the timer interrupts whatever time it is set to, also one that has passed */
#include <kspawn/exec.h>

#include "clock_machine.h"

enum { ROUNDS = 50, FAR_NS = 1000000000 };

/* Takes an interrupt that is pending, so that the next one comes from the next machine_timer. */
static void drain(void)
{
	machine_timer(machine_now() + FAR_NS);
	interrupts_enable();
	for (int i = 0; i < 10; i++)
		machine_relax();
	interrupts_disable();
}

/* Waits for the interrupt. False if it comes too early. */
static bool interrupts_at(int64_t distance)
{
	uint64_t at, before;

	drain();
	before = ticks();
	at = machine_now() + (uint64_t)distance;
	machine_timer(at);
	while (ticks() == before)
		interrupts_wait();
	return machine_now() >= at;
}

int init(void *arg)
{
	static const int64_t distances[] = { -1000000, -1, 0, 1, 10, 100, 1000, 10000, 100000 };
	static const char *const argv[] = { "/echo", "clock", NULL };

	(void)arg;
	interrupts_disable();
	for (size_t i = 0; i < sizeof(distances) / sizeof(*distances); i++) {
		for (int round = 0; round < ROUNDS; round++) {
			if (!interrupts_at(distances[i])) {
				log_line("clock: early, distance %ld", (long)distances[i]);
				return 1;
			}
		}
	}
	if (!clock_goes_round()) {
		log_line("clock: it jumps where its counter goes round");
		return 1;
	}
	machine_timer(machine_now());
	interrupts_enable();
	return kspawn_kernel_execve(argv[0], argv, NULL) ? 1 : 0;
}
