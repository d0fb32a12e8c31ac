/* tests/standalone/switch_to_trampoline.cpp: a newborn wakes in one trampoline, with every value bit-exact */
#include <catch2/catch.hpp>

#include <climits>
#include <csignal>

#include "switch_to_host.hpp"

using namespace kspawn_test;

namespace {

constexpr uintptr_t patterns[] = {0, 1, UINTPTR_MAX, UINTPTR_MAX / 3, UINTPTR_MAX / 3 * 2, uintptr_t(0x0123456789abcdef)};
task *home;

template <class T> T *address(uintptr_t pattern)
{
	return reinterpret_cast<T *>(pattern);
}

/// The stages that a newborn went through, each with its argument.
struct life {
	std::string stages;
	void *fn_arg = nullptr;
	int rv = 0;
	kspawn_pt_regs *regs = nullptr;
};

/// Lets `newborn` run from a thread with hostile flags until it would enter user mode.
life watch(task &first, task &newborn, form *how, int rv)
{
	life seen;
	home = &first;
	on().schedule_tail = [&](kspawn_thread *prev) {
		seen.stages += prev == &home->thread ? "tail " : "wrong-tail ";
	};
	on().fn = [&](void *arg) {
		seen.stages += "fn ";
		seen.fn_arg = arg;
		return rv;
	};
	on().fn_returned = [&](int value) {
		seen.stages += "returned ";
		seen.rv = value;
	};
	on().return_to_user = [&](kspawn_pt_regs *regs) {
		seen.stages += "user";
		seen.regs = regs;
		running().switch_to(*home, kspawn_switch_to, counting);
	};
	first.flags = TEST_FLAGS_HOSTILE;
	first.switch_to(newborn, how, counting);
	first.flags = TEST_FLAGS_CALM;
	return seen;
}

void check_first_entry(const task &first)
{
	const entry &e = kspawn_test_entries[in_schedule_tail];
	CHECK(e.arg == reinterpret_cast<uintptr_t>(&first.thread));
	CHECK((e.flags & TEST_FLAGS_CHECKED) == TEST_FLAGS_NEWBORN);
#ifdef TEST_X18
	CHECK(e.x18 == first.in[TEST_X18 / 8]);
	CHECK(e.tpidr == first.in[TEST_TPIDR / 8]);
#endif
}

} // namespace

TEST_CASE("a kernel thread goes through schedule_tail, fn, fn_returned and return_to_user with every value bit-exact")
{
	for (form *how : forms)
		for (uintptr_t pattern : patterns)
			for (int rv : {0, 1, -1, INT_MIN, INT_MAX, 0x55aa55aa}) {
				task first;
				start_over(first);
				kspawn_thread_args args = {};
				args.fn = kspawn_test_fn;
				args.arg = address<void>(pattern);
				args.child = address<kspawn_pt_regs>(~pattern);
				task newborn(args);
				const life seen = watch(first, newborn, how, rv);
				CHECK(seen.stages == "tail fn returned user");
				CHECK(seen.fn_arg == args.arg);
				CHECK(seen.rv == rv);
				CHECK(seen.regs == args.child);
				for (int which = 0; which < entry_count; which++)
					checkswitch::check_entry(which, newborn);
				check_first_entry(first);
				CHECK(newborn.stack.zones_intact());
				CHECK_NO_COMPLAINTS();
			}
}

TEST_CASE("a user child goes from schedule_tail to return_to_user, and neither fn nor a register file is looked at")
{
	for (form *how : forms)
		for (uintptr_t pattern : patterns) {
			task first;
			start_over(first);
			kspawn_thread_args args = {};
			args.from = address<kspawn_pt_regs>(pattern | 1);
			args.fn = kspawn_test_fn;
			args.arg = address<void>(pattern);
			args.child = address<kspawn_pt_regs>(~pattern | 2);
			task newborn(args);
			const life seen = watch(first, newborn, how, 0);
			CHECK(seen.stages == "tail user");
			CHECK(seen.regs == args.child);
			checkswitch::check_entry(in_schedule_tail, newborn);
			checkswitch::check_entry(in_return_to_user, newborn);
			check_first_entry(first);
			CHECK(newborn.stack.zones_intact());
			CHECK_NO_COMPLAINTS();
		}
}

TEST_CASE("wherever the stack ends, a newborn's functions find it aligned")
{
	for (std::size_t odd = 0; odd < 16; odd++) {
		task first;
		start_over(first);
		kspawn_thread_args args = {};
		args.fn = kspawn_test_fn;
		task newborn(args, 64 * 1024 + odd);
		CHECK(watch(first, newborn, kspawn_switch_to, 0).stages == "tail fn returned user");
		for (int which = 0; which < entry_count; which++)
			checkswitch::check_entry(which, newborn);
		CHECK(newborn.stack.zones_intact());
		CHECK_NO_COMPLAINTS();
	}
}

namespace {

int leave_at_once(void *)
{
	task &self = running(), &next = *home;
	self.left_by = kspawn_switch_to;
	kspawn_test_running = &next;
	kspawn_switch_to(&self.thread, &next.thread);
	return 0;
}

} // namespace

TEST_CASE("on the smallest stack a newborn can switch away")
{
	task first;
	start_over(first);
	home = &first;
	kspawn_thread_args args = {};
	args.fn = leave_at_once;
	task newborn(args, KSPAWN_STACK_MIN);
	kspawn_test_running = &newborn;
	kspawn_switch_to(&first.thread, &newborn.thread);
	CHECK(newborn.left_by == kspawn_switch_to);
	CHECK(newborn.stack.zones_intact());
	CHECK_NO_COMPLAINTS();
}

TEST_CASE("a return_to_user that returns is stopped at the next instruction")
{
	static volatile sig_atomic_t trapped;
	trapped = 0;
	task first;
	start_over(first);
	home = &first;
	struct sigaction action = {}, old[2];
	action.sa_handler = [](int) {
		trapped = trapped + 1;
		kspawn_test_running = home;
		running().left_by = kspawn_switch_to;
		kspawn_thread nowhere;
		kspawn_switch_to(&nowhere, &home->thread);
	};
	action.sa_flags = SA_NODEFER;
	sigaction(SIGILL, &action, &old[0]);
	sigaction(SIGTRAP, &action, &old[1]);
	task newborn([] { return 0; });
	kspawn_test_running = &newborn;
	kspawn_switch_to(&first.thread, &newborn.thread);
	sigaction(SIGILL, &old[0], nullptr);
	sigaction(SIGTRAP, &old[1], nullptr);
	CHECK(trapped == 1);
	CHECK(newborn.stack.zones_intact());
	CHECK_NO_COMPLAINTS();
}
