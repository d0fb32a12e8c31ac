/* tests/tier1/main.cpp: runs the cases one after the other, as the Test Anything Protocol has it */
#include <catch2/catch.hpp>
#include <stdio.h>

extern "C" {
extern __attribute__((visibility("hidden"))) checks::test_case __start_checks_cases[], __stop_checks_cases[];
}

namespace {

/* A wrong switch may lose every register of main: what it goes by is in memory, and so are the functions that know where. */
checks::test_case *running = __start_checks_cases;
unsigned failed, wrong; /* wrong: in this case */

__attribute__((noinline)) bool begin()
{
	wrong = 0;
	return running < __stop_checks_cases;
}

__attribute__((noinline)) void run() { running->run(); }

__attribute__((noinline)) void end()
{
	failed += wrong != 0;
	printf("%s %u - %s\n", wrong ? "not ok" : "ok", unsigned(running - __start_checks_cases) + 1, running->name);
	running++;
}

__attribute__((noinline)) int close()
{
	const auto all = unsigned(__stop_checks_cases - __start_checks_cases), ran = unsigned(running - __start_checks_cases);
	failed += all - ran;
	printf("kspawn-test: %u passed, %u failed, 0 skipped\n", all - failed, failed);
	return failed != 0;
}

} // namespace

void checks::check(bool holds, const place &at)
{
	if (!holds && wrong++ < 20)
		printf("# %s:%d: %s\n", at.file, at.line, at.text);
}

/* In a freestanding program Clang takes main for a function of C++. */
extern "C" int main()
{
	printf("1..%u\n", unsigned(__stop_checks_cases - __start_checks_cases));
	while (begin()) {
		run();
		end();
	}
	return close();
}
