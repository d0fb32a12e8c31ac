/* tests/generic/group_exec_test.cpp: an exec leaves one thread of the process, its leader
 *
 * Tested here: leader_get.cpp */
#include "tasks.hpp"

using namespace kspawn::test;

namespace {

kspawn::hosted::machine_options in_mode(int mode)
{
	auto options = with_programs();
	options.child_first = mode & 1;
	options.switch_in_hooks = mode & 2;
	return options;
}

void check_exec(const std::string &by, const std::string &sibling)
{
	const int mode = GENERATE(0, 1, 2, 3);
	INFO("by " << by << ", sibling " << sibling << ", mode " << mode);
	std::string console;
	const outcome o = in_kernel(
		[&] {
			const auto before = in_use();
			CHECK(wait_for(spawn({ "/groups", "exec", by, sibling })) == exited(0));
			CHECK(kspawn_wait4(-1, nullptr, 0) == -KSPAWN_ECHILD);
			CHECK(in_use() == before);
			return 0;
		},
		in_mode(mode));
	INFO(o.console);
	CHECK(o.console == "groups: ok\n");
}

} // namespace

TEST_CASE("exec by the leader ends the other threads and keeps pid, parent and children")
{
	check_exec("leader", GENERATE("spins", "yields", "waits", "vforks", "execs"));
}

TEST_CASE("exec by another thread makes it the leader, with the pid, parent and children of the process")
{
	check_exec("thread", GENERATE("spins", "yields", "waits", "vforks", "execs"));
}

TEST_CASE("init may exec from another thread")
{
	const outcome o = run_program({ "/threads", "exec" });
	CHECK(o.status == exited(21));
}

TEST_CASE("a process group goes through an exec by another thread")
{
	const outcome o = run_program({ "/groups", "pgid" });
	INFO(o.console);
	CHECK(o.status == exited(0));
}

TEST_CASE("a kill at any moment of an exec ends it or comes after it")
{
	const std::string by = GENERATE("leader", "thread");
	const std::string sibling = GENERATE("spins", "yields", "vforks", "execs");
	auto options = in_mode(2);
	options.quantum_us = short_quantum;
	in_kernel(
		[&] {
			const auto before = in_use();
			int killed = 0, late = 0;
			for (int when = 1; when < 160; when += sibling == "spins" || !native ? 13 : 3) {
				const int pid = spawn({ "/groups", "exec", by, sibling });
				yield(when);
				const int err = kill_pid(pid, 9);
				const int status = wait_for(pid);
				INFO(by << ", " << sibling << ", after " << when << " yields, status " << status);
				CHECK((status == 9 || status == exited(0)));
				CHECK((status == 9 || err || when > 20));
				(status == 9 ? killed : late)++;
				while (kspawn_wait4(-1, nullptr, 0) > 0)
					;
				CHECK(in_use() == before);
			}
			CHECK(killed > 0);
			return 0;
		},
		options);
}

TEST_CASE("a reference to a leader means the process, however often another thread has taken its place")
{
	const size_t killed_by = GENERATE(0u, 1u, 2u);
	in_kernel([&] {
		const auto before = in_use();
		const int pid = spawn({ "/groups", "handover", "2", "stays" });
		std::vector<kspawn_task *> leaders;
		while (leaders.size() < 3) {
			kspawn_task *leader = find(pid);
			if (leaders.empty() || leaders.back() != leader)
				leaders.push_back(leader);
			else
				kspawn_task_put(leader);
			kspawn_sched_yield();
		}
		for (kspawn_task *leader : leaders) {
			kspawn_task *process = kspawn_leader_get(leader);
			CHECK(process == leaders.back());
			kspawn_task_put(process);
		}
		CHECK(kspawn_kill(leaders[killed_by], 9) == 0);
		CHECK(wait_for(pid) == 9);
		for (kspawn_task *leader : leaders)
			kspawn_task_put(leader);
		CHECK(in_use() == before);
		return 0;
	});
}

TEST_CASE("a reference to an old leader holds only the last of its successors")
{
	auto options = with_programs();
	options.tasks = 16;
	in_kernel(
		[] {
			const auto before = in_use();
			const int pid = spawn({ "/groups", "handover", "40", "ends" });
			kspawn_task *first = find(pid);
			CHECK(wait_for(pid) == exited(0));
			CHECK(kspawn_kill(first, 9) == 0); /* too late */
			kspawn_task_put(first);
			CHECK(in_use() == before);
			return 0;
		},
		options);
}

TEST_CASE("an exec of a task that is being killed changes nothing")
{
	in_kernel([] {
		const int pid = user([] {
			const auto before = in_use();
			kspawn_mm *const mm = kspawn::hosted::process::current().mm;
			CHECK(kspawn_kill(kspawn_current(), 9) == 0);
			CHECK(become_user() == -KSPAWN_EINTR);
			CHECK(kspawn::hosted::process::current().mm == mm);
			CHECK(in_use() == before);
			kspawn_user_work(kspawn_current_pt_regs());
			return 1;
		});
		CHECK(wait_for(pid) == 9);
		return 0;
	});
}

TEST_CASE("a second thread in exec is refused with EAGAIN")
{
	in_kernel([] {
		as_user([] {
			const auto before = in_use();
			kspawn_current()->flags |= KSPAWN_TF_GROUP_EXEC;
			CHECK(become_user() == -KSPAWN_EAGAIN);
			CHECK(in_use() == before);
			kspawn_current()->flags &= ~KSPAWN_TF_GROUP_EXEC;
			CHECK(become_user() == 0);
			return 0;
		});
		return 0;
	});
}
