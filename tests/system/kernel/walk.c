/* tests/system/kernel/walk.c: an interrupt that comes one tick later each time, and where it came */
#include "walk.h"

#include "kernel.h"

enum { TEXT_MAX = 1 << 18 };

extern char image_text[]; /* the linker's: where the code begins */
static uint8_t hit[TEXT_MAX / 8];
static uint64_t count;

void walk_note(uintptr_t ip)
{
	const uintptr_t at = ip - (uintptr_t)image_text;

	count++;
	if (at < TEXT_MAX)
		hit[at / 8] |= (uint8_t)(1 << at % 8);
}

uint64_t walk_next(uint64_t now)
{
	static unsigned long step, first, ns;

	if (!ns) {
		first = boot_option("first", WALK_FIRST);
		ns = boot_option("ns", 1);
	}
	step = (step + 1) % WALK_SPAN;
	return now + (uint64_t)(first + step) * ns;
}

void walk_tell(void)
{
	for (uintptr_t at = 0; at < TEXT_MAX; at++) {
		if (hit[at / 8] >> at % 8 & 1)
			log_line("hit %lx", (unsigned long)((uintptr_t)image_text + at));
	}
	log_line("interrupts %lu", (unsigned long)count);
}
