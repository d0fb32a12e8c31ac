/* tests/main.cpp: main of Catch2, version 2 or 3, with the closing line that cmake/run-test asks for */
#define CATCH_CONFIG_RUNNER
#include <catch2/catch.hpp>

#include <chrono>
#include <string>

#include "report.hpp"
#include "skip.hpp"

using namespace kspawn_test;

namespace {

Catch::Counts cases;
std::size_t skipped;
bool this_case_skipped;

#if CATCH_VERSION_MAJOR < 3
using Catch::TestEventListenerBase;
const std::string &name_of(const Catch::TestCaseStats &stats) { return stats.testInfo.name; }
bool is_hidden(const Catch::TestCase &test) { return test.isHidden(); }
bool only_lists(const Catch::ConfigData &config) { return config.listTestNamesOnly; }
#else
using TestEventListenerBase = Catch::EventListenerBase;
const std::string &name_of(const Catch::TestCaseStats &stats) { return stats.testInfo->name; }
bool is_hidden(const Catch::TestCaseHandle &test) { return test.getTestCaseInfo().isHidden(); }
bool only_lists(const Catch::ConfigData &config) { return config.listListeners; }
#endif

struct ClosingLine : TestEventListenerBase {
	using TestEventListenerBase::TestEventListenerBase;
	using clock = std::chrono::steady_clock;

	void testCaseStarting(const Catch::TestCaseInfo &info) override
	{
		report_progress(info.name);
		this_case_skipped = false;
		started = clock::now();
	}
	void testCaseEnded(const Catch::TestCaseStats &stats) override
	{
		skipped += this_case_skipped;
		const char *outcome = !stats.totals.testCases.allPassed() ? "failed" : this_case_skipped ? "skipped" : "passed";
		report_case(outcome, std::chrono::duration<double>(clock::now() - started).count(), name_of(stats));
	}
	void testRunEnded(const Catch::TestRunStats &stats) override { cases = stats.totals.testCases; }

	clock::time_point started;
};
CATCH_REGISTER_LISTENER(ClosingLine)

/* A hidden test that was not asked for counts as skipped. */
std::size_t hidden_tests(Catch::Session &session)
{
	std::size_t count = 0;
	if (session.configData().testsOrTags.empty())
		for (const auto &test : Catch::getAllTestCasesSorted(session.config()))
			count += is_hidden(test);
	return count;
}

} // namespace

void kspawn_test::skip(const std::string &why)
{
	WARN("skipped: " << why);
	this_case_skipped = true;
}

/// A task that ends within its function never frees what it was called with; what the
/// machine loses it counts itself.
extern "C" const char *__asan_default_options() { return "detect_leaks=0"; }

int main(int argc, char **argv)
{
	Catch::Session session;
	int status = session.applyCommandLine(argc, argv);
	if (status != 0)
		return status;
	const auto &config = session.configData();
	if (config.listTests || config.listTags || config.listReporters || config.showHelp || only_lists(config))
		return session.run();
	status = session.run();
	std::size_t hidden = hidden_tests(session);
	report_end(cases.passed - skipped, cases.failed + cases.failedButOk, skipped + hidden);
	return status;
}
