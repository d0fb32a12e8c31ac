/* tests/checks/main.cpp: runs all cases of an executable, or the cases that its arguments name; * is any text
 *
 * -a before the names: ends at the first failure. */
#include <catch2/catch.hpp>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <exception>
#include <vector>

#include <fnmatch.h>

#include "report.hpp"
#include "skip.hpp"

using namespace kspawn_test;

extern "C" checks::test_case __start_checks_cases[], __stop_checks_cases[];

namespace {

struct choice {
	unsigned made, count;
};

bool ends_at_failure;
size_t passed, failed, skipped;

/* Of the case that runs. */
const char *name;
std::chrono::steady_clock::time_point started;
bool is_failed, is_skipped;
std::vector<const checks::message *> messages;
std::vector<choice> choices; /* of this run; its beginning is the next run's */
size_t choices_made;
unsigned sections_seen, sections_done;
const char *entered; /* the section, or NULL */

void begin_case(const char *test)
{
	name = test;
	is_failed = is_skipped = false;
	report_progress(name);
	started = std::chrono::steady_clock::now();
}

void end_case()
{
	const std::chrono::duration<double> took = std::chrono::steady_clock::now() - started;
	(is_failed ? failed : is_skipped ? skipped : passed)++;
	report_case(is_failed ? "failed" : is_skipped ? "skipped" : "passed", took.count(), name);
}

void print_failure(const std::string &where, const std::string &values)
{
	std::printf("%s%s%s\n  %s\n", name, entered ? ": " : "", entered ? entered : "", where.c_str());
	if (!values.empty())
		std::printf("    %s\n", values.c_str());
	for (const checks::message *message : messages)
		std::printf("    %s\n", message->text.c_str());
	std::fflush(stdout);
	is_failed = true;
	if (ends_at_failure) {
		end_case();
		report_end(passed, failed, skipped);
		std::fflush(stdout);
		std::_Exit(1);
	}
}

std::string text_of(const checks::place &at) { return at.file + (":" + std::to_string(at.line)) + ": " + at.text; }

std::string text_of(const checks::outcome &result)
{
	std::string text = result.left_text(result.left);
	if (result.operation)
		text += std::string(" ") + result.operation + " " + result.right_text(result.right);
	return text;
}

void run(const checks::test_case &test)
{
	choices_made = sections_seen = 0;
	entered = nullptr;
	try {
		test.run();
	} catch (const checks::ended &) {
	} catch (const std::exception &thrown) {
		print_failure("ends with an exception", thrown.what());
	} catch (...) {
		print_failure("ends with an exception", "");
	}
}

/// Makes the last choice that is not at its end anew. False if there is none.
bool choose_next()
{
	choices.resize(choices_made);
	while (!choices.empty() && choices.back().made + 1 == choices.back().count)
		choices.pop_back();
	if (choices.empty())
		return false;
	choices.back().made++;
	return true;
}

/// All runs of a case.
void run_all(const checks::test_case &test)
{
	sections_done = 0;
	do {
		choices.clear();
		do
			run(test);
		while (choose_next());
	} while (++sections_done < sections_seen);
}

bool is_wanted(const checks::test_case &test, int argc, char **argv)
{
	return argc < 2 || std::any_of(argv + 1, argv + argc, [&](const char *pattern) {
		       return !std::strcmp(pattern, test.name) || !fnmatch(pattern, test.name, 0);
	       });
}

} // namespace

void checks::check(const outcome &result, const place &at)
{
	if (!result.holds)
		print_failure(::text_of(at), ::text_of(result));
}

void checks::check_false(const outcome &result, const place &at)
{
	if (result.holds)
		print_failure(::text_of(at), ::text_of(result));
}

void checks::require(const outcome &result, const place &at)
{
	check(result, at);
	if (!result.holds)
		throw ended();
}

void checks::fail(const std::string &text, const place &at) { print_failure(::text_of(at), text); }

checks::message::message(std::string text) : text(std::move(text)) { messages.push_back(this); }

checks::message::~message() { messages.erase(std::find(messages.begin(), messages.end(), this)); }

unsigned checks::choose(unsigned count)
{
	if (choices_made == choices.size())
		choices.push_back({ 0, count });
	return choices[choices_made++].made;
}

bool checks::section(const char *section)
{
	if (sections_seen++ != sections_done)
		return false;
	entered = section;
	return true;
}

void kspawn_test::skip(const std::string &why)
{
	std::printf("%s\n    skipped: %s\n", name, why.c_str());
	is_skipped = true;
}

int main(int argc, char **argv)
{
	for (; argc > 1 && argv[1][0] == '-'; argc--, argv++) {
		if (std::strcmp(argv[1], "-a") != 0) {
			std::fprintf(stderr, "usage: [-a] [NAME...]\n");
			return 2;
		}
		ends_at_failure = true;
	}
	for (const checks::test_case *test = __start_checks_cases; test < __stop_checks_cases; test++) {
		if (!is_wanted(*test, argc, argv))
			continue;
		begin_case(test->name);
		run_all(*test);
		end_case();
	}
	report_end(passed, failed, skipped);
	return failed != 0;
}
