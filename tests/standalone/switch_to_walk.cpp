/* tests/standalone/switch_to_walk.cpp: every instruction of a switch, and whose it is */
#include "switch_to_step.hpp"

#ifndef TEST_THREAD_POINTER /* where the compiler knows no such function */
#define TEST_THREAD_POINTER() reinterpret_cast<uintptr_t>(__builtin_thread_pointer())
#endif

namespace kspawn_test {

uint64_t with_host_tls()
{
#ifdef TEST_TPIDR
	static unsigned n;
	if (++n % TEST_REGISTERS == 0)
		return TEST_THREAD_POINTER();
#endif
	return counting();
}

std::set<uintptr_t> step_switch(form *how, const std::function<void(uintptr_t, const task &, bool)> &at)
{
	task first;
	start_over(first);
	task other([&] {
		for (;;) {
			running().flags = stepping_flags();
			running().switch_to(first, how, with_host_tls);
		}
		return 0;
	});
	first.switch_to(other, how, with_host_tls);
	const void *start = code(how);
	const uintptr_t resume = *static_cast<uintptr_t *>(other.thread.sp), end = return_instruction(start);
	const auto there_and_back = [&] {
		first.flags = stepping_flags();
		first.switch_to(other, how, with_host_tls);
	};
	const auto seen = step(start, there_and_back, [&](uintptr_t pc) {
		const task &of = pc >= resume && pc <= end ? running() : leaver();
		at(pc, of, &of == &other);
	});
	if (seen.count(resume) == 0)
		complain("the resume address is not an instruction");
	return seen;
}

} // namespace kspawn_test
