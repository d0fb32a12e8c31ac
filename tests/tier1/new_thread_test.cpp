/* tests/tier1/new_thread_test.cpp: a new thread wakes in one trampoline, with every value bit-exact */
#include <catch2/catch.hpp>

#include <limits.h>
#include <string.h>

#include "threads.hpp"

using checkswitch::check_entry;
using checkswitch::forms;
using tier1::counting;
using tier1::first;
using tier1::leave_for;
using tier1::other;

namespace {

constexpr uintptr_t patterns[] = { 0, 1, UINTPTR_MAX, UINTPTR_MAX / 3, UINTPTR_MAX / 3 * 2, uintptr_t(0x0123456789abcdef) };

template <class T>
T *address(uintptr_t pattern)
{
	return reinterpret_cast<T *>(pattern);
}

/// The stages that a new thread went through, a letter each, and what they were given.
struct life {
	char stages[16];
	int count;
	void *fn_arg;
	int rv;
	kspawn_pt_regs *regs;
} seen;
int returned_by_fn;

void note(char stage)
{
	if (seen.count < 15)
		seen.stages[seen.count++] = stage;
}

void on_schedule_tail(kspawn_thread *prev) { note(prev == &first.thread ? 't' : '?'); }

int on_fn(void *arg)
{
	note('f');
	seen.fn_arg = arg;
	return returned_by_fn;
}

void on_fn_returned(int rv)
{
	note('r');
	seen.rv = rv;
}

void on_return_to_user(kspawn_pt_regs *regs)
{
	note('u');
	seen.regs = regs;
	leave_for(first, kspawn_switch_to, counting);
}

/// Lets the new thread run from a thread with all flags that it may have until it would enter user mode.
void watch(form *how, int rv)
{
	seen = {};
	returned_by_fn = rv;
	checkswitch::on({ on_schedule_tail, on_fn, on_fn_returned, on_return_to_user });
	first.flags = TEST_FLAGS_USED;
	leave_for(other, how, counting);
	first.flags = TEST_FLAGS_CALM;
}

void check_first_entry()
{
	const entry &e = kspawn_test_entries[in_schedule_tail];
	(void)e;
	CHECK(e.arg == reinterpret_cast<uintptr_t>(&first.thread));
	CHECK((e.flags & TEST_FLAGS_CHECKED) == TEST_FLAGS_NEW_THREAD);
#ifdef TEST_X18
	CHECK(e.x18 == first.in[TEST_X18 / 8]);
	CHECK(e.tpidr == first.in[TEST_TPIDR / 8]);
#endif
}

} // namespace

TEST_CASE("R2: a kernel thread goes through schedule_tail, fn, fn_returned and return_to_user with every value bit-exact")
{
	constexpr int results[] = { 0, 1, -1, INT_MIN, INT_MAX, 0x55aa55aa };
	for (form *how : forms)
		for (uintptr_t pattern : patterns)
			for (int rv : results) {
				tier1::start_over();
				kspawn_thread_args args = {};
				args.fn = kspawn_test_fn;
				args.arg = address<void>(pattern);
				args.regs = address<kspawn_pt_regs>(~pattern);
				other.bear(args);
				watch(how, rv);
				CHECK(strcmp(seen.stages, "tfru") == 0);
				CHECK(seen.fn_arg == args.arg);
				CHECK(seen.rv == rv);
				CHECK(seen.regs == args.regs);
				for (int which = 0; which < entry_count; which++)
					check_entry(which, other);
				check_first_entry();
				CHECK(other.stack.zones_intact());
				CHECK_NO_COMPLAINTS();
			}
}

TEST_CASE("a user child goes from schedule_tail to return_to_user, and neither fn nor a register file is looked at")
{
	for (form *how : forms)
		for (uintptr_t pattern : patterns) {
			tier1::start_over();
			kspawn_thread_args args = {};
			args.parent_regs = address<kspawn_pt_regs>(pattern | 1);
			args.fn = kspawn_test_fn;
			args.arg = address<void>(pattern);
			args.regs = address<kspawn_pt_regs>(~pattern | 2);
			other.bear(args);
			watch(how, 0);
			CHECK(strcmp(seen.stages, "tu") == 0);
			CHECK(seen.regs == args.regs);
			check_entry(in_schedule_tail, other);
			check_entry(in_return_to_user, other);
			check_first_entry();
			CHECK(other.stack.zones_intact());
			CHECK_NO_COMPLAINTS();
		}
}

TEST_CASE("wherever the stack ends, a new thread's functions find it aligned")
{
	for (size_t odd = 0; odd < 16; odd++) {
		tier1::start_over();
		kspawn_thread_args args = {};
		args.fn = kspawn_test_fn;
		other.bear(args, 8 * 1024 + odd);
		watch(kspawn_switch_to, 0);
		CHECK(strcmp(seen.stages, "tfru") == 0);
		for (int which = 0; which < entry_count; which++)
			check_entry(which, other);
		CHECK(other.stack.zones_intact());
		CHECK_NO_COMPLAINTS();
	}
}

namespace {

int leave_at_once(void *)
{
	kspawn_test_running = &first;
	kspawn_switch_to(&other.thread, &first.thread);
	return 0;
}

} // namespace

TEST_CASE("on the smallest stack a new thread can switch away")
{
	tier1::start_over();
	checkswitch::on({});
	kspawn_thread_args args = {};
	args.fn = leave_at_once;
	other.bear(args, KSPAWN_STACK_MIN);
	const void *created = other.thread.sp;
	kspawn_test_running = &other;
	kspawn_switch_to(&first.thread, &other.thread);
	CHECK(other.thread.sp != created);
	CHECK(other.stack.zones_intact());
	CHECK_NO_COMPLAINTS();
}
