/* tests/machine_test.cpp: a machine of its own for each test */
#include "machine_test.hpp"

#include <kspawn/exec.h>
#include <kspawn/fork.h>
#include <kspawn/kthread.h>
#include <kspawn/wait.h>

namespace kspawn::test {
namespace {

using hosted::machine;
using hosted::machine_options;

void check_clean(const outcome &o)
{
	INFO("panic: " << o.panic);
	CHECK(o.panic.empty());
	CHECK(o.leaked.tasks == 0);
	CHECK(o.leaked.frames == 0);
	CHECK(o.leaked.stacks == 0);
	CHECK(o.leaked.pids == 0);
	CHECK(o.leaked.address_spaces == 0);
	CHECK(o.leaked.shared == 0);
	CHECK(o.leaked.images == 0);
}

outcome run(machine_options options, const std::function<hosted::machine_result(machine &)> &how)
{
	outcome o;
	std::string console;
	options.console = [&console](std::string_view text) { console += text; };
	machine m(std::move(options));
	static_cast<hosted::machine_result &>(o) = how(m);
	o.console = console;
	return o;
}

struct program {
	std::vector<std::string> argv;
};

int exec_program(void *arg)
{
	const auto *p = static_cast<program *>(arg);
	std::vector<const char *> argv;
	for (const std::string &word : p->argv)
		argv.push_back(word.c_str());
	argv.push_back(nullptr);
	const std::string path = p->argv[0];
	const int err = kspawn_kernel_execve(path.c_str(), argv.data(), nullptr);
	delete p;
	return err ? 127 : 0;
}

} // namespace

machine_options with_programs()
{
	machine_options options;
	options.root = KSPAWN_PROGRAMS_DIR;
	return options;
}

outcome in_kernel_that_may_panic(std::function<int()> body, machine_options options)
{
	return run(std::move(options), [&body](machine &m) { return m.run(std::move(body)); });
}

outcome in_kernel(std::function<int()> body, machine_options options)
{
	outcome o = in_kernel_that_may_panic(std::move(body), std::move(options));
	check_clean(o);
	return o;
}

outcome run_program(const std::vector<std::string> &argv, machine_options options)
{
	outcome o = run(std::move(options), [&argv](machine &m) { return m.run_program(argv[0], argv); });
	check_clean(o);
	return o;
}

int spawn(const std::vector<std::string> &argv)
{
	return kspawn_kernel_thread(exec_program, new program{ argv }, KSPAWN_SIGCHLD);
}

int wait_for(int pid)
{
	int status = 0;
	const int found = kspawn_wait4(pid, &status, 0);
	return found < 0 ? found : status;
}

} // namespace kspawn::test
