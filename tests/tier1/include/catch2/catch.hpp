/* tests/tier1/include/catch2/catch.hpp: as much of Catch2 as the tests of a port without a C++ library use */
#pragma once

namespace tier1 {

struct test_case {
	const char *name;
	void (*run)();
};

/// A failure is reported and the case continues.
void check(bool holds, const char *expression, const char *file, int line);

} // namespace tier1

#define CHECK(...) ::tier1::check(bool(__VA_ARGS__), #__VA_ARGS__, __FILE__, __LINE__)
#define REQUIRE(...) CHECK(__VA_ARGS__)

/* The linker collects the cases of all files: see main.cpp. */
#define TEST_CASE(name) TIER1_CASE(name, __LINE__)
#define TIER1_CASE(name, line) TIER1_CASE_AT(name, line)
#define TIER1_CASE_AT(name, line)                                                                                               \
	static void tier1_run_##line();                                                                                         \
	__attribute__((used, section("tier1_cases"))) static ::tier1::test_case tier1_case_##line = { name, tier1_run_##line }; \
	static void tier1_run_##line()
