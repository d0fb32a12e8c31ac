/* tests/system/kernel/pc/clock_machine.c: the clock continues where the lower half of HPET's counter goes round */
#include "../clock_machine.h"

#define HPET(offset) MACHINE_DEVICE(uint64_t, 0xfed00000 + (offset))
enum { CONFIG = 0x10, COUNTER = 0xf0, STOPPED = 2, GOES = 3, ROUNDS = 2000, NEAR = 1000 };

/* Interrupts are off: the time goes back with each round. */
bool clock_goes_round(void)
{
	static const uint64_t second = 1000000000, round = UINT64_C(1) << 32;

	for (int i = 0; i < ROUNDS; i++) {
		uint64_t last, now;

		HPET(CONFIG) = STOPPED;
		HPET(COUNTER) = round - NEAR;
		HPET(CONFIG) = GOES;
		last = machine_now();
		for (int reads = 0; reads < 20; reads++) {
			now = machine_now();
			if (now < last || now - last > 20 * second)
				return false;
			last = now;
		}
	}
	return true;
}
