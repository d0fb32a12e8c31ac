/* tests/standalone/switch_to_unwind.cpp: a backtrace is right at every instruction of the switch and the trampoline */
#include <catch2/catch.hpp>

#include <cstring>

#include "switch_to_step.hpp"
#include "switch_to_unwinder.hpp"

using namespace kspawn_test;

namespace {

const frame *find(const backtrace &trace, const void *function)
{
	for (int i = 0; i + 1 < trace.count; i++)
		if (trace.frames[i].function == function)
			return &trace.frames[i];
	return nullptr;
}

void check_caller(const std::string &where, const frame &caller, const record &wanted)
{
	if (caller.function != code(kspawn_test_switch))
		return complain(where + ": the caller is lost");
	if (caller.sp != wanted.sp_before)
		complain(where + ": the caller's sp is wrong");
	for (int i = 0; i < TEST_REGISTERS; i++)
		if (registers[i].dwarf >= 0 && caller.registers[i] != wanted.in[i])
			complain(where + ": the caller's " + registers[i].name + " is wrong");
}

/// The caller of the switch with its registers, and an end in the trampoline for a new thread.
void check_backtrace(const std::string &where, form *how, const task &wanted, bool fresh)
{
	const backtrace trace = unwind();
	const frame *inside = find(trace, code(how));
	if (!inside)
		return complain(where + ": the function itself is not found");
	check_caller(where, inside[1], wanted);
	if (!trace.ends)
		complain(where + ": the backtrace has no end");
	const bool in_trampoline = trace.frames[trace.count - 1].function == code(kspawn_ret_from_fork);
	if (in_trampoline != fresh)
		complain(where + ": the backtrace ends in the wrong place");
}

std::string place(const char *function, const void *start, uintptr_t pc)
{
	return std::string(function) + "+" + std::to_string(pc - reinterpret_cast<uintptr_t>(start));
}

} // namespace

TEST_CASE("at every instruction of a switch a backtrace shows its caller with every callee-saved register")
{
	const char *const names[] = { "switch_to", "switch_to_fp", "inline", "inline_fp" };
	for (uint32_t i = 0; i < checkswitch::with_code; i++) {
		form *const how = forms[i];
		const auto seen = step_switch(how, [&](uintptr_t pc, const task &of, bool fresh) {
			if (described(code(how), pc))
				check_backtrace(place(names[i], code(how), pc), how, of, fresh);
		});
		CHECK(seen.count(reinterpret_cast<uintptr_t>(code(how))) == 1);
		CHECK(seen.count(return_instruction(code(how))) == 1);
		CHECK(seen.count(last_instruction(code(how))) == 1);
		CHECK(seen.size() > 5);
		CHECK_NO_COMPLAINTS();
	}
}

TEST_CASE("at every instruction of the last switch a backtrace shows its caller with every callee-saved register")
{
	if (!KSPAWN_SWITCH_INLINE)
		return; /* it is switch_to */
	task first;
	start_over(first);
	const auto live = [&] {
		task fresh([&] {
			running().flags = stepping_flags();
			running().switch_to(first, kspawn_test_away, with_host_tls);
			return 0;
		});
		first.flags = stepping_flags();
		first.switch_to(fresh, kspawn_switch_to, with_host_tls);
	};
	form *const how = kspawn_test_away;
	const auto seen = step(code(how), live, [&](uintptr_t pc) {
		if (described(code(how), pc))
			check_backtrace(place("away", code(how), pc), how, leaver(), true);
	});
	CHECK(seen.count(reinterpret_cast<uintptr_t>(code(how))) == 1);
	CHECK(seen.count(last_instruction(code(how))) == 1);
	CHECK_NO_COMPLAINTS();
}

TEST_CASE("at every instruction of the trampoline a backtrace ends there")
{
	task first;
	start_over(first);
	on().return_to_user = [&](kspawn_pt_regs *) { running().switch_to(first, kspawn_switch_to, with_host_tls); };
	uint64_t end_sp = 0;
	const auto bear = [&] {
		task fresh([] { return 0; });
		end_sp = reinterpret_cast<uintptr_t>(fresh.thread.sp) + TEST_CALL_PUSHES;
		first.flags = stepping_flags();
		first.switch_to(fresh, kspawn_switch_to, with_host_tls);
	};
	const void *trampoline = code(kspawn_ret_from_fork);
	const auto seen = step(trampoline, bear, [&](uintptr_t pc) {
		const backtrace trace = unwind();
		const std::string where = place("ret_from_fork", trampoline, pc);
		if (!trace.ends)
			complain(where + ": the backtrace has no end");
		if (trace.frames[trace.count - 1].function != trampoline)
			complain(where + ": the backtrace goes beyond the trampoline");
		if (trace.end_sp != end_sp)
			complain(where + ": the frame moves");
	});
	CHECK(seen.count(reinterpret_cast<uintptr_t>(trampoline)) == 1);
	CHECK(seen.size() > 10);
	CHECK_NO_COMPLAINTS();
}

TEST_CASE("a backtrace from any function of a new thread ends in the trampoline")
{
	task first;
	start_over(first);
	int looks = 0;
	const auto look = [&](const char *where) {
		const backtrace trace = unwind();
		looks++;
		if (!trace.ends || trace.frames[trace.count - 1].function != code(kspawn_ret_from_fork))
			complain(std::string(where) + ": the backtrace does not end in the trampoline");
	};
	on().schedule_tail = [&](kspawn_thread *) { look("schedule_tail"); };
	on().fn_returned = [&](int) { look("fn_returned"); };
	on().return_to_user = [&](kspawn_pt_regs *) {
		look("return_to_user");
		running().switch_to(first, kspawn_switch_to, counting);
	};
	task fresh([&] {
		look("fn");
		return 0;
	});
	first.switch_to(fresh, kspawn_switch_to, counting);
	CHECK(looks == 4);
	CHECK_NO_COMPLAINTS();
}
