/* clock.c: the clocks of programs */
#include <linux/time.h>

#include "kernel.h"

static struct spinlock lock;
static uint64_t ahead; /* of CLOCK_REALTIME; modulo 2^64 */

static uint64_t ahead_of(int clock)
{
	uintptr_t interrupts;
	uint64_t is;

	if (clock != CLOCK_REALTIME && clock != CLOCK_REALTIME_COARSE && clock != CLOCK_TAI)
		return 0;
	interrupts = spin_lock(&lock);
	is = ahead;
	spin_unlock(&lock, interrupts);
	return is;
}

uint64_t clock_now(int clock) { return machine_now() + ahead_of(clock); }

void clock_set(uint64_t realtime)
{
	const uintptr_t interrupts = spin_lock(&lock);

	ahead = realtime - machine_now();
	spin_unlock(&lock, interrupts);
}

void clock_change(uint64_t realtime)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	const uint64_t was = ahead_of(CLOCK_REALTIME);

	clock_set(realtime);
	alarms_move(ahead_of(CLOCK_REALTIME) - was);
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	wake_by_date();
}

uint64_t clock_time(int clock, uint64_t at)
{
	const uint64_t is = ahead_of(clock);

	return (int64_t)is > 0 && at < is ? 0 : at - is;
}
