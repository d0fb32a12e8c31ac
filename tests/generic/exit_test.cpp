/* tests/generic/exit_test.cpp: the end of a task */
#include "tasks.hpp"

using namespace kspawn::test;

TEST_CASE("every exit code and every signal comes out of wait as it went in")
{
	in_kernel([] {
		for (int code = 0; code < 256; code++)
			CHECK(wait_for(thread([code] { return code; })) == code << 8);
		for (int sig = 1; sig <= 64; sig++)
			CHECK(wait_for(thread([sig] {
				      kspawn_exit(sig);
				      return 0;
			      })) == sig);
		return 0;
	});
}

TEST_CASE("a program's exit code is its own in eight bits")
{
	in_kernel([] {
		for (int code : { 0, 1, 127, 128, 255, 256, 300 })
			CHECK(wait_for(spawn({ "/storm", "exit", std::to_string(code) })) == (code & 0xff) << 8);
		return 0;
	});
}

TEST_CASE("the exit of an idle task panics")
{
	const outcome o = in_kernel_that_may_panic([] {
		kspawn_current()->flags |= KSPAWN_TF_IDLE;
		kspawn_exit(0);
		return 0;
	});
	CHECK(o.panic == "an idle task called exit");
}

TEST_CASE("exit inside exit panics")
{
	const outcome o = in_kernel_that_may_panic([] {
		kspawn_current()->flags |= KSPAWN_TF_EXITING;
		kspawn_exit(0);
		return 0;
	});
	CHECK(o.panic == "a task called exit twice");
}

TEST_CASE("the end of init panics, which is the end of the machine with init's status")
{
	CHECK(in_kernel([] { return 3; }).status == exited(3));
	CHECK(run_program({ "/storm", "exit", "4" }).status == exited(4));
	CHECK(run_program({ "/crash", "wild" }).status == 11);

	const outcome o = in_kernel_that_may_panic([] {
		kspawn_task last = {};
		last.leader = kspawn_current();
		last.flags = KSPAWN_TF_LAST;
		kspawn_reparent_children(&last);
		return 0;
	});
	CHECK(o.panic == "init has ended");
}

TEST_CASE("init continues until the last of its threads ends")
{
	const outcome o = run_program({ "/groups", "leader" });
	CHECK(o.status == exited(5));
	CHECK(o.panic.empty());
}

TEST_CASE("a process has its last thread's status, and its leader is a zombie when that thread has exited")
{
	in_kernel([] {
		const auto before = in_use();
		const int pid = spawn({ "/groups", "leader" });
		yield(20);
		CHECK(kspawn_wait4(pid, nullptr, KSPAWN_WNOHANG) == 0);
		CHECK(wait_for(pid) == exited(5));
		CHECK(in_use() == before);
		return 0;
	});
}

TEST_CASE("exit_group and a fault in any thread end a process with one status")
{
	const std::string how = GENERATE("exit", "fault");
	const std::string by = GENERATE("leader", "thread");
	const std::string sibling = GENERATE("spins", "yields", "waits", "vforks");
	INFO(how << " by " << by << ", sibling " << sibling);
	in_kernel([&] {
		const auto before = in_use();
		CHECK(wait_for(spawn({ "/groups", how, by, sibling })) == (how == "exit" ? exited(7) : 11));
		int status = 0;
		CHECK(kspawn_wait4(-1, &status, 0) > 0); /* its child, inherited */
		CHECK(status == exited(9));
		CHECK(in_use() == before);
		return 0;
	});
}
