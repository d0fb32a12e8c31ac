/* tests/standalone/switch_to_where.cpp: kspawn_thread_where says where a sleeping thread sleeps, after every form */
#include <catch2/catch.hpp>

#include "switch_to_host.hpp"

using namespace kspawn_test;

namespace {

struct place {
	explicit place(const task &of) { kspawn_thread_where(&of.thread, &pc, &fp); }

	template <class F>
	bool in(F *function) const
	{
		return pc - KSPAWN_CODE_ADDRESS(function) < 512;
	}
	bool on_stack_of(const task &of) const { return fp - reinterpret_cast<uintptr_t>(of.stack.lowest) < of.stack.size; }

	uintptr_t pc = 1, fp = 1;
};

/// What `of` had in its frame pointer when it called the switch.
uintptr_t frame_pointer_of(const task &of)
{
	for (int i = 0; i < TEST_REGISTERS; i++)
		if (registers[i].dwarf == TEST_FRAME_POINTER)
			return uintptr_t(of.in[i]);
	return 1;
}

/// One that leaves for `first` by the same form, again and again.
std::function<int()> leaves(task &first, form *how)
{
	return [&first, how] {
		for (;;)
			running().switch_to(first, how, counting);
		return 0;
	};
}

} // namespace

TEST_CASE("thread_where: a new thread sleeps in the trampoline, and its frame pointer is 0")
{
	task first;
	start_over(first);
	task other(leaves(first, kspawn_switch_to));
	const place where(other);
	CHECK(where.pc == KSPAWN_CODE_ADDRESS(kspawn_ret_from_fork));
	CHECK(where.fp == 0);
}

TEST_CASE("thread_where: after switch_to and switch_to_fp a thread sleeps in their caller, with its frame pointer")
{
	for (form *how : { kspawn_switch_to, kspawn_switch_to_fp }) {
		task first;
		start_over(first);
		task other(leaves(first, how));
		for (int turn = 0; turn < 2; turn++) {
			first.switch_to(other, how, counting);
			const place where(other);
			CHECK(where.in(kspawn_test_switch));
			CHECK(where.fp == frame_pointer_of(other));
		}
		CHECK_NO_COMPLAINTS();
	}
}

TEST_CASE("thread_where: after an inline form a thread sleeps in the function that has it, with its frame pointer")
{
	for (form *how : { kspawn_test_inline, kspawn_test_inline_fp }) {
		if (!KSPAWN_SWITCH_INLINE)
			return; /* they are calls of the other forms */
		task first;
		start_over(first);
		task other(leaves(first, how));
		for (int turn = 0; turn < 2; turn++) {
			first.switch_to(other, how, counting);
			const place where(other);
			CHECK(where.in(how));
			CHECK(where.on_stack_of(other));
			CHECK(test_caller_frame_pointer(where.fp, frame_pointer_of(other)) == frame_pointer_of(other));
		}
		CHECK_NO_COMPLAINTS();
	}
}
