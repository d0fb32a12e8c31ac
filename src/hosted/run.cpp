/* src/hosted/run.cpp: kspawn-run, one program as init of a machine */
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "machine.hpp"
#include "port.hpp"
#include "trace_points.hpp"

using namespace kspawn::hosted;

namespace {

constexpr int exit_usage = 2, exit_kernel = 125;
const char usage[] = "usage: kspawn-run [--demo] [--root FOLDER] [--trace FILE] PROGRAM [ARG...]\n"
		     "Runs PROGRAM, an ELF file that calls the gate, as init and exits with its status.\n"
		     "  --root FOLDER  where the machine's programs are; PROGRAM is then a path in it\n"
		     "                 (otherwise PROGRAM is a path of the host, and its folder the root)\n"
		     "  --demo         print the tree of tasks and a summary line\n"
		     "  --trace FILE   write a line for each tracepoint: tools/trace/hooks.h\n";

struct command {
	bool demo = false;
	std::string root, trace;
	std::vector<std::string> argv;
};

/// False if the words make no sense.
bool parse(int argc, char **argv, command &out)
{
	int i = 1;
	for (; i < argc && argv[i][0] == '-'; i++) {
		if (!strcmp(argv[i], "--demo"))
			out.demo = true;
		else if (!strcmp(argv[i], "--root") && i + 1 < argc)
			out.root = argv[++i];
		else if (!strcmp(argv[i], "--trace") && i + 1 < argc)
			out.trace = argv[++i];
		else
			return false;
	}
	out.argv.assign(argv + i, argv + argc);
	return !out.argv.empty();
}

size_t count(const machine_result &r, trace_event::what kind)
{
	size_t n = 0;
	for (const trace_event &e : r.trace)
		n += e.kind == kind;
	return n;
}

void print_demo(const machine_result &r)
{
	using what = trace_event::what;
	const leaks &l = r.leaked;
	printf("\n%s\n", draw_tree(r.trace).c_str());
	printf("%s: %zu tasks created, %zu ended, %zu programs executed, %lu system calls, %lu page faults, %lu ticks, "
	       "%lu switches; left behind: ",
	       KSPAWN_VARIANT, count(r, what::creation), count(r, what::end), count(r, what::exec), r.calls, r.faults, r.ticks,
	       r.switches);
	if (!l.any())
		puts("nothing");
	else
		printf("%zu tasks, %zu frames, %zu stacks, %zu pids, %zu address spaces, %zu shared, %zu images\n", l.tasks,
		       l.frames, l.stacks, l.pids, l.address_spaces, l.shared, l.images);
}

int exit_status(const machine_result &r)
{
	if (!r.panic.empty()) {
		fprintf(stderr, "kspawn-run: the kernel panicked: %s\n", r.panic.c_str());
		return exit_kernel;
	}
	const int signal = r.status & 0x7f;
	if (signal)
		fprintf(stderr, "kspawn-run: init was killed by signal %d\n", signal);
	return signal ? 128 + signal : r.status >> 8;
}

} // namespace

int main(int argc, char **argv)
{
	command c;
	if (!parse(argc, argv, c)) {
		fputs(usage, stderr);
		return exit_usage;
	}
	std::string path = c.argv[0];
	if (c.root.empty()) {
		const std::filesystem::path host = path;
		c.root = host.has_parent_path() ? host.parent_path().string() : ".";
		path = "/" + host.filename().string();
	}
	machine_options options;
	options.root = c.root;
	machine m(options);
	if (!c.trace.empty())
		trace_points_begin();
	const machine_result r = m.run_program(path, c.argv);
	fflush(stdout);
	if (!c.trace.empty() && !trace_points_write(c.trace)) {
		fprintf(stderr, "kspawn-run: %s cannot be written: %s\n", c.trace.c_str(), strerror(errno));
		return exit_kernel;
	}
	if (c.demo)
		print_demo(r);
	if (!r.refused.empty())
		fprintf(stderr, "kspawn-run: %s cannot be executed: %s\n", c.argv[0].c_str(), r.refused.c_str());
	const int status = exit_status(r);
	if (c.demo && !status && r.leaked.any())
		return exit_kernel;
	return status;
}
