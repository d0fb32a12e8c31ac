/* tests/standalone/clone_args_test.cpp: the arguments of clone in every order that a Linux has */
#include <catch2/catch.hpp>

#include "../../src/generic/clone_args.hpp"

namespace {

constexpr uintptr_t flags = KSPAWN_CLONE_VM | KSPAWN_SIGCHLD, stack = 0x1000, stack_size = 0x2000, parent_tid = 0x3000,
		    child_tid = 0x4000, tls = 0x5000, rubbish = 0x6000;

void check(const clone_places &at, const uintptr_t (&args)[6])
{
	unsigned most = 0;
	const kspawn_clone_args got = clone_args(at, [&](unsigned n) {
		most = n > most ? n : most;
		return args[n < 6 ? n : 0];
	});
	CHECK(most < 6);
	CHECK(got.flags == KSPAWN_CLONE_VM);
	CHECK(got.exit_signal == KSPAWN_SIGCHLD);
	CHECK(got.stack == stack);
	CHECK(got.parent_tid == parent_tid);
	CHECK(got.pidfd == parent_tid); /* as in Linux */
	CHECK(got.child_tid == child_tid);
	CHECK(got.tls == tls);
}

} // namespace

TEST_CASE("clone's arguments are found in each of Linux's orders")
{
	check({ 0, 1, 2, 3, 4 }, { flags, stack, parent_tid, child_tid, tls, rubbish });
	/* CLONE_BACKWARDS */
	check({ 0, 1, 2, 4, 3 }, { flags, stack, parent_tid, tls, child_tid, rubbish });
	/* CLONE_BACKWARDS2: s390, cris */
	check({ 1, 0, 2, 3, 4 }, { stack, flags, parent_tid, child_tid, tls, rubbish });
	/* CLONE_BACKWARDS3: microblaze; nothing reads the size of the stack */
	check({ 0, 1, 3, 4, 5 }, { flags, stack, stack_size, parent_tid, child_tid, tls });
}

TEST_CASE("32 bits of clone's flags are read, and a signal that does not exist is none")
{
	const uintptr_t high = uintptr_t(1) << (sizeof(uintptr_t) * 8 - 1);
	const auto flags_alone = [](uintptr_t value) {
		return clone_args({ KSPAWN_CLONE_ARGS }, [=](unsigned n) {
			const unsigned at[] = { KSPAWN_CLONE_ARGS };
			return n == at[0] ? value : 0;
		});
	};
	CHECK(flags_alone(high).flags == (sizeof(uintptr_t) == 4 ? high : 0));
	CHECK(flags_alone(0xff).exit_signal == 0);
	CHECK(flags_alone(0xff).flags == 0);
	CHECK(flags_alone(KSPAWN_SIGNAL_MAX).exit_signal == (KSPAWN_SIGNAL_MAX <= 0xff ? KSPAWN_SIGNAL_MAX : 0));
}
