/* tests/tier1/switch_test.cpp: a thread resumes with the registers that it had, whatever ran in between */
#include <catch2/catch.hpp>

#include "threads.hpp"

/* A port whose landing pads ask for certain branches looks for others in [from, to). */
#ifndef TEST_BRANCHES_LAND
#define TEST_BRANCHES_LAND(from, to) true
#endif

using checkswitch::forms;
using tier1::counting;
using tier1::first;
using tier1::leave_for;
using tier1::other;

namespace {

form *back;
uint64_t (*values_of_other)();
int turns;

/// Leaves for the first thread again and again.
int returns_by_one_form(void *)
{
	for (;;) {
		turns++;
		leave_for(first, back, values_of_other);
	}
	return 0;
}

int returns_as_it_was_left(void *)
{
	for (;;)
		leave_for(first, checkswitch::leaver().left_by, counting);
	return 0;
}

int ends(void *)
{
	leave_for(first, kspawn_test_away, counting);
	return 0;
}

void bear_partner(form *how, uint64_t (*values)())
{
	tier1::start_over();
	back = how;
	values_of_other = values;
	turns = 0;
	other.bear(returns_by_one_form);
}

uint64_t pattern;
uint64_t ones_of_it() { return pattern; }
uint64_t zeroes_of_it() { return ~pattern; }

} // namespace

TEST_CASE("each form enters a new thread, and each resumes what each has left")
{
	for (form *leave : forms)
		for (form *return_by : forms) {
			bear_partner(return_by, counting);
			for (int turn = 1; turn <= 3; turn++) {
				leave_for(other, leave, counting);
				CHECK(turns == turn);
			}
			CHECK_NO_COMPLAINTS();
		}
}

TEST_CASE("the last switch of a thread returns it in the next one, and leaves that one's registers alone")
{
	for (form *leave : forms) {
		tier1::start_over();
		other.bear(ends);
		leave_for(other, leave, counting);
		CHECK(&checkswitch::leaver() == &other);
		CHECK_NO_COMPLAINTS();
	}
}

TEST_CASE("patterns of zeroes and ones survive a switch in every register")
{
	constexpr uint64_t patterns[] = { 0, ~uint64_t(0), 0x5555555555555555, 0xaaaaaaaaaaaaaaaa };
	for (const uint64_t p : patterns) {
		pattern = p;
		bear_partner(kspawn_switch_to_fp, zeroes_of_it);
		for (int turn = 0; turn < 2; turn++)
			leave_for(other, kspawn_switch_to_fp, ones_of_it);
		CHECK_NO_COMPLAINTS();
	}
}

namespace {

const unsigned char *word_at(const kspawn_thread &thread)
{
	return reinterpret_cast<const unsigned char *>(uintptr_t(*static_cast<const KSPAWN_WORD_TYPE *>(thread.sp)));
}

const unsigned char *where(const kspawn_thread &thread)
{
	uintptr_t pc, fp;
	kspawn_thread_where(&thread, &pc, &fp);
	return reinterpret_cast<const unsigned char *>(pc);
}

bool is_inside(const unsigned char *code, const unsigned char *start) { return code > start && code < start + 1024; }

template <class Function>
const unsigned char *code_of(Function *function)
{
	return reinterpret_cast<const unsigned char *>(KSPAWN_CODE_ADDRESS(function));
}

} // namespace

TEST_CASE("the word at a sleeping thread's sp is an aligned frame's resume address, where a branch may land; its place is known")
{
	tier1::start_over();
	other.bear(returns_as_it_was_left);
	CHECK(reinterpret_cast<uintptr_t>(word_at(other.thread)) == KSPAWN_CODE_ADDRESS(kspawn_ret_from_fork));
	CHECK(where(other.thread) == word_at(other.thread));
	CHECK(test_is_landing_pad(word_at(other.thread)));
	CHECK(test_is_landing_pad(code_of(kspawn_test_away)));
	for (uint32_t i = 0; i < checkswitch::with_code; i++) {
		form *const how = forms[i];
		leave_for(other, how, counting);
		const unsigned char *start = code_of(how);
		CHECK(word_at(other.thread) > start);
		CHECK(word_at(other.thread) < start + 256);
		const unsigned char *pc = where(other.thread);
		CHECK((is_inside(pc, start) || is_inside(pc, code_of(kspawn_test_switch))));
		CHECK(test_is_landing_pad(word_at(other.thread)));
		CHECK(test_is_landing_pad(start));
		CHECK(TEST_BRANCHES_LAND(start, word_at(other.thread)));
	}
	CHECK_NO_COMPLAINTS();
}
