/* tests/tier1/main.cpp: runs the cases one after the other, as the Test Anything Protocol has it */
#include <catch2/catch.hpp>
#include <stdio.h>

extern "C" {
extern __attribute__((visibility("hidden"))) tier1::test_case __start_tier1_cases[], __stop_tier1_cases[];
}

using tier1::test_case;

namespace {

unsigned wrong; /* in this case */

} // namespace

void tier1::check(bool holds, const char *expression, const char *file, int line)
{
	if (!holds && wrong++ < 20)
		printf("# %s:%d: %s\n", file, line, expression);
}

/* In a freestanding program Clang takes main for a function of C++. */
extern "C" int main()
{
	unsigned number = 0, failed = 0;
	printf("1..%u\n", unsigned(__stop_tier1_cases - __start_tier1_cases));
	for (test_case *c = __start_tier1_cases; c < __stop_tier1_cases; c++) {
		wrong = 0;
		c->run();
		failed += wrong != 0;
		printf("%s %u - %s\n", wrong ? "not ok" : "ok", ++number, c->name);
	}
	printf("kspawn-test: %u passed, %u failed, 0 skipped\n", number - failed, failed);
	return failed != 0;
}
