/* tests/hosted/programs_test.cpp: the tree's user programs, each as init of a machine
 *
 * Tested here: call_gate.cpp, fork_hooks.cpp, futex_hooks.cpp, signal_hooks.cpp, syscalls.cpp */
#include <filesystem>

#include <csignal>

#include "machine_test.hpp"

using namespace kspawn::test;

TEST_CASE("the user programs find the machine as they expect it")
{
	const auto argv = GENERATE(std::vector<std::string>{ "/echo", "a", "two words" },
				   std::vector<std::string>{ "/echo-pie", "a" }, std::vector<std::string>{ "/init" },
				   std::vector<std::string>{ "/regs" }, std::vector<std::string>{ "/tree" },
				   std::vector<std::string>{ "/threads" }, std::vector<std::string>{ "/cow" },
				   std::vector<std::string>{ "/clones" }, std::vector<std::string>{ "/waits" },
				   std::vector<std::string>{ "/orphans" }, std::vector<std::string>{ "/execats" },
				   std::vector<std::string>{ "/futexes" }, std::vector<std::string>{ "/handlers" });
	INFO("program " << argv[0]);
	const outcome o = run_program(argv);
	INFO(o.console);
	CHECK(o.status == exited(0));
	const std::string closing = (argv[0] == "/echo-pie" ? "echo" : argv[0].substr(1)) + ": ok\n";
	CHECK(o.console.find(closing) != std::string::npos);
}

TEST_CASE("a static-PIE with packed relocations finds its pointers moved")
{
	if (!std::filesystem::exists(KSPAWN_PROGRAMS_DIR "/echo-relr"))
		return; /* this linker packs none */
	const outcome o = run_program({ "/echo-relr", "-v", "a" });
	INFO(o.console);
	CHECK(o.status == exited(0));
	CHECK(o.console.find("echo: ok\n") != std::string::npos);
}

TEST_CASE("a program's exit status is the machine's") { CHECK(run_program({ "/echo", "-x", "37" }).status == exited(37)); }

TEST_CASE("a fault kills only its own task, with the status of the fault")
{
	struct fault {
		const char *kind;
		int signal;
	};
	const auto f = GENERATE(fault{ "wild", SIGSEGV }, fault{ "ill", SIGILL }, fault{ "jump", SIGSEGV },
				fault{ "rodata", SIGSEGV }, fault{ "stack", SIGSEGV }, fault{ "nx", SIGSEGV });
	INFO("crash " << f.kind);
	in_kernel([&f] {
		const int victim = spawn({ "/crash", f.kind });
		const int bystander = spawn({ "/echo", "-x", "5" });
		CHECK(wait_for(victim) == f.signal);
		CHECK(wait_for(bystander) == exited(5));
		return 0;
	});
}

namespace {

kspawn::hosted::machine_options with_four_processors()
{
	auto options = with_programs();
	options.processors = 4;
	return options;
}

} // namespace

TEST_CASE("a program that a kernel thread executes runs on the processor of user tasks")
{
	in_kernel(
		[] {
			for (unsigned i = 0; i < 4; i++)
				CHECK(wait_for(spawn({ "/echo", "-x", "9" })) == exited(9));
			return 0;
		},
		with_four_processors());
}

TEST_CASE("the user programs run while other processors are busy")
{
	const char *program = GENERATE("/init", "/tree", "/threads", "/cow");
	const outcome o = run_program({ program }, with_four_processors());
	INFO(o.console);
	CHECK(o.status == exited(0));
}
