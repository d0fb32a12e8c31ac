/* tests/report.hpp: the reports of a test's executable to cmake/run-test */
#pragma once
#include <cstdio>
#include <cstdlib>
#include <string>

namespace kspawn_test {

/// The file that a variable names, or NULL.
inline std::FILE *report_file(const char *variable, const char *mode)
{
	const char *path = std::getenv(variable);
	return path ? std::fopen(path, mode) : nullptr;
}

/// A case begins.
inline void report_progress(const std::string &name)
{
	if (std::FILE *file = report_file("KSPAWN_TEST_PROGRESS", "w")) {
		std::fprintf(file, "%s\n", name.c_str());
		std::fclose(file);
	}
}

/// A case ended: "passed", "failed" or "skipped".
inline void report_case(const char *outcome, double seconds, const std::string &name)
{
	if (std::FILE *file = report_file("KSPAWN_TEST_CASES", "a")) {
		std::fprintf(file, "%s\t%.3f\t%s\n", outcome, seconds, name.c_str());
		std::fclose(file);
	}
}

/// The closing line.
inline void report_end(std::size_t passed, std::size_t failed, std::size_t skipped)
{
	std::fflush(stderr);
	std::printf("\nkspawn-test: %zu passed, %zu failed, %zu skipped\n", passed, failed, skipped);
}

} // namespace kspawn_test
