/* drivers/hpet.c: the timer of a PC (IA-PC HPET specification, 2.3) */
#include "hpet.h"

#include <kspawn/host.h>

#include "machine.h"

#define HPET(type, offset) MACHINE_DEVICE(type, 0xfed00000 + (offset))
enum { CAPABILITIES = 0, CONFIG = 0x10, COUNTER = 0xf0, TIMER = 0x100, COMPARATOR = 0x108 };
enum { ENABLE_LEGACY = 3, TIMER_INTERRUPT = 1 << 2 };

static uint32_t ns_per_count;

void hpet_start(void)
{
	ns_per_count = HPET(uint32_t, CAPABILITIES + 4) / 1000000;
	if (!ns_per_count)
		kspawn_panic("no HPET that counts in nanoseconds");
	HPET(uint32_t, TIMER) = TIMER_INTERRUPT;
	HPET(uint32_t, CONFIG) = ENABLE_LEGACY;
}

/* A bus may read 64 bits as two halves, between which the lower one goes round, every 43 seconds. */
static uint64_t counter(void)
{
	uint32_t high, low;

	do {
		high = HPET(uint32_t, COUNTER + 4);
		low = HPET(uint32_t, COUNTER);
	} while (HPET(uint32_t, COUNTER + 4) != high);
	return (uint64_t)high << 32 | low;
}

uint64_t hpet_now(void) { return counter() * ns_per_count; }

/* A count takes 100 ns at most. 32 bits are divided by it in an instruction, which an interrupt has time for. */
uint64_t hpet_counts(uint64_t ns)
{
	uint64_t counts = 0;
	uint32_t rest = 0;

	if (sizeof(long) == 8)
		return ns / ns_per_count;
	for (int bit = 48; bit >= 0; bit -= 16) {
		rest = rest << 16 | (ns >> bit & 0xffff);
		counts = counts << 16 | rest / ns_per_count;
		rest %= ns_per_count;
	}
	return counts;
}

/* The timer interrupts when the counter reaches the comparator, which it never does if it has passed it by then. */
bool hpet_set(uint64_t ns)
{
	const uint64_t count = hpet_counts(ns);

	/* QEMU interrupts at once for a time that has passed: until both halves are written, it is 43 seconds ahead. */
	HPET(uint32_t, COMPARATOR + 4) = (uint32_t)(count >> 32) + 1;
	HPET(uint32_t, COMPARATOR) = (uint32_t)count;
	HPET(uint32_t, COMPARATOR + 4) = (uint32_t)(count >> 32);
	return counter() < count;
}
