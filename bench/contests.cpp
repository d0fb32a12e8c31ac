/* bench/contests.cpp: the contests and their goals */
#include <fstream>

#include "contenders.hpp"
#include "processors.hpp"

namespace bench {
namespace {

std::vector<contender> all_of(const std::vector<std::vector<contender>> &folders)
{
	std::vector<contender> all;
	for (const std::vector<contender> &folder : folders)
		all.insert(all.end(), folder.begin(), folder.end());
	return all;
}

/// The life of a thread is bound by how many stores a processor retires, of which Intel's take more per cycle.
bool is_intel()
{
	std::ifstream file("/proc/cpuinfo");
	for (std::string line; std::getline(file, line);)
		if (line.find("GenuineIntel") != std::string::npos)
			return true;
	return false;
}

contest switches()
{
	return {
		"switch, tight ping-pong",
		"switch",
		all_of({ layer0_switches(), boost_switches(), shortest_switches(), ucontext_switches(), thread_switches() }),
		{
			{ "1a: a switch by the contract of kernel threads", "kspawn inline", "Boost fcontext", .20 },
			{ "1b: a switch by Boost's own contract", "kspawn inline, copied control words", "Boost fcontext", .25 },
		},
	};
}

/// Of workers.hpp: alike at call depth 0, 1 and 2, each in its own code, and each in a loop of its own.
contest yields(unsigned scenario)
{
	static const struct {
		const char *letter, *name;
		double target;
	} cases[] = {
		{ "2a", "alike, call depth 0", .25 },   { "2b", "alike, call depth 1", .25 },
		{ "2c", "alike, call depth 2", .25 },   { "2d", "each in its own code", 1.05 },
		{ "2f", "each in its own loop", 1.05 },
	};
	const auto &[letter, name, target] = cases[scenario];
	return {
		std::string("yield among eight, ") + name,
		"yield",
		all_of({ layer0_yields(scenario), boost_yields(scenario) }),
		{ { std::string(letter) + ": yield, " + name, "kspawn inline", "Boost fcontext", target } },
	};
}

/// Each in its own code. A kernel may also inline the switch in the loop of each worker; Boost's is a call.
contest yields_apart()
{
	contest apart = yields(3);
	const contender inlined = layer0_yields_in_loops();
	apart.contenders.push_back(inlined);
	apart.goals.push_back({ "2e: yield, inlined in each loop", inlined.name, "Boost fcontext", .10 });
	return apart;
}

contest creations()
{
	return {
		"create, run, finish, free",
		"thread",
		all_of({ layer0_creations(), { whole_life() }, boost_creations(), thread_creations() }),
		{
			{ "3a: a thread of layer 0", "kspawn layer 0", "Boost fiber, pooled", .12 },
			{ "3b: the whole life of a kernel thread", "kspawn whole life", "Boost fiber, pooled",
			  is_intel() ? .60 : .75 },
			{ "3c: the same against pthread_create and pthread_join", "kspawn whole life", "pthread", 1 / 500. },
		},
	};
}

contest processes() { return { "create, run, finish, wait: processes of Linux", "process", process_creations(), {} }; }

series rings()
{
	std::vector<line> lines = boost_rings();
	lines.insert(lines.begin(), layer0_ring());
	const char *const peer = "Boost fcontext", *const control = "Boost fcontext, our stacks";
	return {
		"threads in a ring, permuted order",
		"ns per step",
		"threads",
		{ 2, 100, 1000, 10000, 100000, 1000000 },
		lines,
		{
			{ "4a: a step among 100", { "kspawn", 100 }, { peer, 100 }, .12 },
			{ "4b: a step among 10,000", { "kspawn", 10000 }, { peer, 10000 }, .04 },
			{ "4c: a step among 100,000", { "kspawn", 100000 }, { peer, 100000 }, .03 },
			{ "4d: a step among 1,000,000", { "kspawn", 1000000 }, { peer, 1000000 }, .05 },
			{ "4e: among 100, the peer on our stacks", { "kspawn", 100 }, { control, 100 }, .65 },
			{ "4f: among 10,000, the peer on our stacks", { "kspawn", 10000 }, { control, 10000 }, .65 },
			{ "4g: among 100,000, the peer on our stacks", { "kspawn", 100000 }, { control, 100000 }, .65 },
			{ "4h: among 1,000,000, the peer on our stacks", { "kspawn", 1000000 }, { control, 1000000 }, .65 },
			{ "4i: among 1,000,000 against among 100", { "kspawn", 1000000 }, { "kspawn", 100 }, 15 },
		},
	};
}

series growth()
{
	std::vector<series_goal> goals;
	char letter = 'a';
	for (const line &l : growth_lines())
		goals.push_back({ std::string("5") + letter++ + ": " + l.name + ", among 1,000,000 against among 10",
				  { l.name, 1000000 },
				  { l.name, 10 },
				  1.05 });
	return { "growth: kernel threads while others are alive",
		 "ns",
		 "alive",
		 { 10, 1000, 100000, 1000000 },
		 growth_lines(),
		 goals };
}

series memory()
{
	constexpr double kib = 1024;
	return {
		"memory of a live kernel thread",
		"bytes",
		"alive",
		{ 10000, 100000, 1000000 },
		memory_lines(),
		{
			{ "6a: memory with stacks of 1 KiB", { "stacks of 1 KiB", 100000 }, {}, 1.2 * kib },
			{ "6b: memory with stacks of 4 KiB", { "stacks of 4 KiB", 100000 }, {}, 4.5 * kib },
		},
	};
}

/// The axis of what has no goals, since the processors may be shared.
std::string processors_axis() { return processors() > 1 ? "processors" : "processors, of which this machine has one"; }

series creations_on_processors()
{
	std::vector<line> lines = machine_processors();
	lines.insert(lines.begin(), layer0_processors());
	lines.push_back(thread_processors());
	return { "two processors: create, run, finish, wait", "ns per thread of all", processors_axis(), { 1, 2 }, lines, {} };
}

series wakes()
{
	return {
		"two processors: one wakes the other and sleeps",
		"ns a hand-over",
		processors_axis(),
		{ 1, 2 },
		{ machine_wakes(), thread_wakes() },
		{},
	};
}

/// The library's part in the machine, without the way into a kernel and back, against all of Linux's.
series signals()
{
	std::vector<line> lines = machine_signals();
	const std::vector<line> peers = linux_signals();
	std::vector<series_goal> goals;
	static const char *const names[] = { "10a: a signal to oneself, handled and returned from",
					     "10b: a futex without a waiter",
					     "10c: a turn handed over by futex, on one processor" };
	for (size_t i = 0; i < peers.size(); i++)
		goals.push_back({ names[i], { lines[i].name, 1 }, { peers[i].name, 1 }, 1 });
	lines.insert(lines.end(), peers.begin(), peers.end());
	return { "signals and futexes: the library in the machine, and Linux", "ns", "processors", { 1 }, lines, goals };
}

} // namespace

std::vector<contest> contests()
{
	return { switches(), yields(0), yields(1), yields(2), yields_apart(), yields(4), creations(), processes() };
}

std::vector<series> all_series()
{
	return { rings(), growth(), memory(), forks(), execs(), creations_on_processors(), wakes(), signals() };
}

} // namespace bench
