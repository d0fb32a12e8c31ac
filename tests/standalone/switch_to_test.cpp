/* tests/standalone/switch_to_test.cpp: a thread comes back as it left, whoever ran in between */
#include <catch2/catch.hpp>

#include <deque>
#include <memory>

#include "seed.hpp"
#include "switch_to_host.hpp"

using namespace kspawn_test;

namespace {

/// Many tasks that go from one to another at random until `steps` are done.
class crowd {
public:
	crowd(std::size_t newborns, long total, std::vector<form *> allowed)
		: engine(seed()), ways(std::move(allowed)), steps(total)
	{
		start_over(first);
		for (std::size_t i = 0; i < newborns; i++)
			tasks.push_back(std::make_unique<task>([this] { return wander(); }));
		wander();
	}
	std::size_t seen() const { return born; }

private:
	int wander()
	{
		born++;
		while (steps > 0)
			descend(random() % 8);
		while (&running() != &first)
			running().switch_to(first, kspawn_switch_to_fp, numbers);
		return 0;
	}

	/// From a call depth of its own, with something on the stack at each.
	__attribute__((noinline)) void descend(unsigned depth)
	{
		volatile uint64_t canary[3];
		const uint64_t value = random();
		for (auto &word : canary)
			word = value;
		if (depth)
			descend(depth - 1);
		else
			hop();
		for (auto &word : canary)
			if (word != value)
				complain("a word on the stack has changed");
	}

	void hop()
	{
		const std::size_t n = random() % (tasks.size() + 1);
		task &next = n == tasks.size() ? first : *tasks[n];
		if (&next != &running() && steps-- > 0)
			running().switch_to(next, ways[random() % ways.size()], numbers);
	}

	uint64_t random() { return engine(); }

	std::mt19937_64 engine;
	std::vector<form *> ways;
	long steps;
	std::size_t born = 0;
	const std::function<uint64_t()> numbers = [this] { return engine(); };
	task first;
	std::vector<std::unique_ptr<task>> tasks;
};

} // namespace

TEST_CASE("switch_to keeps every callee-saved integer and leaves floating point and the platform's registers alone")
{
	for (std::size_t newborns : {1, 99}) {
		crowd all(newborns, 20000, {kspawn_switch_to});
		CHECK_NO_COMPLAINTS();
		CHECK(all.seen() == newborns + 1);
	}
}

TEST_CASE("switch_to_fp keeps floating point and control words too")
{
	for (std::size_t newborns : {1, 99}) {
		crowd all(newborns, 20000, {kspawn_switch_to_fp});
		CHECK_NO_COMPLAINTS();
		CHECK(all.seen() == newborns + 1);
	}
}

TEST_CASE("any form of the switch resumes what any other has left, among many")
{
	crowd all(49, 20000, {std::begin(forms), std::end(forms)});
	CHECK_NO_COMPLAINTS();
	CHECK(all.seen() == 50);
}

TEST_CASE("each form enters a newborn, and each resumes what each has left")
{
	for (form *leave : forms)
		for (form *back : forms) {
			task first;
			start_over(first);
			int turns = 0;
			task other([&] {
				for (;;) {
					turns++;
					running().switch_to(first, back, counting);
				}
				return 0;
			});
			for (int turn = 1; turn <= 3; turn++) {
				first.switch_to(other, leave, counting);
				CHECK(turns == turn);
			}
			CHECK_NO_COMPLAINTS();
		}
}

TEST_CASE("patterns of zeroes and ones survive a switch in every register")
{
	for (uint64_t pattern : {uint64_t(0), ~uint64_t(0), uint64_t(0x5555555555555555), uint64_t(0xaaaaaaaaaaaaaaaa)}) {
		task first;
		start_over(first);
		task other([&] {
			for (;;)
				running().switch_to(first, kspawn_switch_to_fp, [&] { return ~pattern; });
			return 0;
		});
		for (int turn = 0; turn < 2; turn++)
			first.switch_to(other, kspawn_switch_to_fp, [&] { return pattern; });
		CHECK_NO_COMPLAINTS();
	}
}

TEST_CASE("the word at a sleeping thread's sp is an aligned frame's resume address, where a branch may land")
{
	task first;
	start_over(first);
	task other([&] {
		for (;;)
			running().switch_to(first, leaver().left_by, counting);
		return 0;
	});
	const auto word_at = [](const kspawn_thread &thread) { return *static_cast<const unsigned char **>(thread.sp); };
	CHECK(reinterpret_cast<const void *>(word_at(other.thread)) == reinterpret_cast<void *>(kspawn_ret_from_fork));
	CHECK(test_is_landing_pad(word_at(other.thread)));
	for (form *how : {kspawn_switch_to, kspawn_switch_to_fp}) {
		first.switch_to(other, how, counting);
		const auto *start = reinterpret_cast<const unsigned char *>(how);
		CHECK(word_at(other.thread) > start);
		CHECK(word_at(other.thread) < start + 256);
		CHECK(test_is_landing_pad(word_at(other.thread)));
		CHECK(test_is_landing_pad(start));
		CHECK(TEST_BRANCHES_LAND(start, word_at(other.thread)));
	}
	CHECK_NO_COMPLAINTS();
}
