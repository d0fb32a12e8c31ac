/* tests/generic/mm_release_test.cpp: clear_tid and vfork, when a task releases its address space */
#include "tasks.hpp"

using namespace kspawn::test;

namespace {

int clone(unsigned long flags, uintptr_t child_tid)
{
	kspawn_clone_args args = {};
	args.flags = flags | KSPAWN_CLONE_CHILD_CLEARTID;
	args.exit_signal = KSPAWN_SIGCHLD;
	args.child_tid = child_tid;
	return kspawn_clone(&args);
}

} // namespace

TEST_CASE("the clear-tid word is zeroed when its task exits")
{
	in_kernel([] {
		as_user([] {
			poke(scratch(), 1234);
			const int pid = clone(KSPAWN_CLONE_VM, scratch());
			CHECK(peek<int>(kspawn_current(), scratch()) == 1234);
			CHECK(wait_for(pid) == exited(5));
			CHECK(peek<int>(kspawn_current(), scratch()) == 0);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("the clear-tid word is zeroed when its task execs, and no word of the program after that")
{
	in_kernel([] {
		as_user([] {
			kspawn_task *task = kspawn_current();
			poke(scratch(), 1234);
			task->clear_tid = scratch();
			static kspawn_mm *mm;
			mm = kspawn::hosted::process::current().mm;
			mm->refs++;
			const uintptr_t at = task->clear_tid;
			CHECK(become_user() == 0);
			int word = -1;
			CHECK(mm->copy(at, &word, sizeof(word), kspawn::hosted::intent::read) == 0);
			CHECK(word == 0);
			CHECK(task->clear_tid == 0);
			kspawn::hosted::mm_put(mm);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("an exec that fails leaves the clear-tid word alone")
{
	in_kernel([] {
		as_user([] {
			poke(scratch(), 1234);
			kspawn_current()->clear_tid = scratch();
			CHECK(become_user({ "/missing" }) == -KSPAWN_ENOENT);
			CHECK(kspawn_current()->clear_tid == scratch());
			CHECK(peek<int>(kspawn_current(), scratch()) == 1234);
			kspawn_current()->clear_tid = 0;
			return 0;
		});
		return 0;
	});
}

TEST_CASE("a hostile clear-tid word is never written, and its task ends as usual")
{
	in_kernel([] {
		as_user([] {
			static int of_the_kernel;
			of_the_kernel = 4321;
			std::vector<uintptr_t> addresses = hostile_addresses();
			addresses.push_back(reinterpret_cast<uintptr_t>(&of_the_kernel));
			for (uintptr_t bad : addresses) {
				const int pid = clone(0, bad);
				CHECK(pid > 0);
				CHECK(wait_for(pid) == exited(5));
			}
			CHECK(of_the_kernel == 4321);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("a child's clear-tid word is in the child's memory")
{
	in_kernel([] {
		as_user([] {
			poke(scratch(), 1234);
			CHECK(wait_for(clone(0, scratch())) == exited(5));
			CHECK(peek<int>(kspawn_current(), scratch()) == 1234);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("a task that is killed zeroes its clear-tid word too")
{
	in_kernel([] {
		as_user([] {
			poke(scratch(), 1234);
			const int pid = clone(KSPAWN_CLONE_VM, scratch());
			CHECK(kill_pid(pid, 9) == 0);
			CHECK(wait_for(pid) == 9);
			CHECK(peek<int>(kspawn_current(), scratch()) == 0);
			return 0;
		});
		return 0;
	});
}

TEST_CASE("exec releases the old address space and what was in it")
{
	in_kernel([] {
		as_user([] {
			const auto before = in_use();
			const uintptr_t at = scratch();
			poke(at, 1234);
			CHECK(become_user() == 0);
			CHECK(in_use() == before);
			CHECK(peek<int>(kspawn_current(), at) == 0);
			return 0;
		});
		return 0;
	});
}
