/* tests/link/alone/check.c: what a program promises, and steps that fail on purpose */
#include "alone.h"

struct held held;
static unsigned passed, failed, countdown;

void check(bool holds, const char *promise)
{
	passed += holds;
	failed += !holds;
	if (!holds)
		printf("FAILED: %s\n", promise);
}

int result(void)
{
	static const struct held nothing;

	check(memcmp(&held, &nothing, sizeof held) == 0, "nothing is leaked");
	printf("kspawn-test: %u passed, %u failed, 0 skipped\n", passed, failed);
	return failed != 0 || passed == 0;
}

bool fails(void) { return countdown > 0 && --countdown == 0; }

int fail_each(const char *name, int (*operation)(void), unsigned steps)
{
	for (unsigned step = 1;; step++) {
		const struct held before = held;

		countdown = step;
		const int got = operation();
		const bool failed_step = countdown == 0;
		countdown = 0;
		if (!failed_step || got >= 0) {
			check(!failed_step && got >= 0, name);
			check(step > steps, "each hook that can fail has failed");
			return got;
		}
		check(memcmp(&held, &before, sizeof held) == 0, name);
	}
}
