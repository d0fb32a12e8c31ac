/* tests/hosted/trace_test.cpp: what happened to every task, and the tree drawn of it */
#include <csignal>

#include <kspawn/kthread.h>

#include "machine_test.hpp"
#include "trace.hpp"

using namespace kspawn::test;
using kspawn::hosted::describe_status;
using kspawn::hosted::draw_tree;
using kspawn::hosted::trace_event;
using what = trace_event::what;

TEST_CASE("a status is printed in words")
{
	CHECK(describe_status(0) == "exit 0");
	CHECK(describe_status(exited(3)) == "exit 3");
	CHECK(describe_status(exited(255)) == "exit 255");
	CHECK(describe_status(SIGSEGV) == "killed by signal 11");
}

TEST_CASE("the tree shows each task below its parent with what it executed and how it ended")
{
	const std::vector<trace_event> events = {
		{ what::creation, 1, 0, "kernel thread", 0 },
		{ what::exec, 1, 0, "/init", 0 },
		{ what::creation, 2, 1, "fork", 0 },
		{ what::creation, 3, 1, "vfork", 0 },
		{ what::creation, 4, 2, "thread", 0 },
		{ what::exec, 3, 0, "/echo a", 0 },
		{ what::end, 3, 0, "", exited(4) },
		{ what::end, 4, 0, "", 9 },
		{ what::end, 2, 0, "", 11 },
	};
	CHECK(draw_tree(events) == "pid 1 kernel thread, exec /init: still alive\n"
				   "|-- pid 2 fork: killed by signal 11\n"
				   "|   `-- pid 4 thread: killed by signal 9\n"
				   "`-- pid 3 vfork, exec /echo a: exit 4\n");
	CHECK(draw_tree({}).empty());
}

TEST_CASE("a run leaves a trace of every creation, exec and end")
{
	const outcome o = in_kernel([] {
		CHECK(wait_for(spawn({ "/echo", "two words", "" })) == exited(0));
		CHECK(wait_for(spawn({ "/vforks" })) == exited(0));
		return 3;
	});
	size_t creations = 0, ends = 0, vforks = 0;
	std::string execs;
	for (const trace_event &e : o.trace) {
		creations += e.kind == what::creation;
		ends += e.kind == what::end;
		vforks += e.kind == what::creation && e.text == "vfork";
		if (e.kind == what::exec)
			execs += e.text + "\n";
	}
	CHECK(creations == o.creations);
	CHECK(ends == creations);
	CHECK(vforks == 7);
	CHECK(execs == "/echo \"two words\" \"\"\n/vforks\n/echo -x 43\n");
	CHECK(draw_tree(o.trace).find("exit 3") != std::string::npos);
}

TEST_CASE("a machine without the option to keep a trace has none")
{
	auto options = with_programs();
	options.trace = false;
	const outcome o = in_kernel(
		[] {
			CHECK(wait_for(spawn({ "/vforks" })) == exited(0));
			return 0;
		},
		options);
	CHECK(o.trace.empty());
	CHECK(o.creations > 7);
}
