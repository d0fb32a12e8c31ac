/* tests/standalone/switch_to_test.cpp: a thread resumes with the registers that it had, whatever ran in between */
#include <catch2/catch.hpp>

#include "seed.hpp"
#include "switch_to_host.hpp"

using namespace kspawn_test;

namespace {

constexpr std::size_t share = 16 * 1024;

/// Random switches among `tasks`, of which the caller is one.
void wander(std::uint32_t tasks, const std::vector<form *> &ways)
{
	task first;
	start_over(first);
	std::vector<unsigned char> memory(tasks * share);
	const auto ended = checkswitch::run({seed(), 20000, tasks, ways.data(), std::uint32_t(ways.size()), memory.data(),
					     share});
	CHECK(ended == tasks - 1);
	CHECK_NO_COMPLAINTS();
}

} // namespace

TEST_CASE("switch_to keeps every callee-saved integer and leaves floating point and the platform's registers alone")
{
	for (form *how : {kspawn_switch_to, kspawn_test_inline})
		for (std::uint32_t tasks : {1, 2, 100})
			wander(tasks, {how});
}

TEST_CASE("switch_to_fp keeps floating point and control words too")
{
	for (form *how : {kspawn_switch_to_fp, kspawn_test_inline_fp})
		for (std::uint32_t tasks : {1, 2, 100})
			wander(tasks, {how});
}

TEST_CASE("any form of the switch resumes what any other has left, among many")
{
	wander(50, {std::begin(forms), std::end(forms)});
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

TEST_CASE("the last switch of a thread tells who was left and leaves the next one's registers alone")
{
	task first;
	start_over(first);
	for (form *leave : forms) {
		task newborn([&] {
			running().switch_to(first, kspawn_test_away, counting);
			return 0;
		});
		first.switch_to(newborn, leave, counting);
		CHECK(&leaver() == &newborn);
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
	CHECK(reinterpret_cast<uintptr_t>(word_at(other.thread)) == KSPAWN_CODE_ADDRESS(kspawn_ret_from_fork));
	CHECK(test_is_landing_pad(word_at(other.thread)));
	CHECK(test_is_landing_pad(reinterpret_cast<const unsigned char *>(kspawn_test_away)));
	for (uint32_t i = 0; i < checkswitch::with_code; i++) {
		form *const how = forms[i];
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
