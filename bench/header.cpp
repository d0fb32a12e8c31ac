/* bench/header.cpp: under which circumstances was it measured */
#include <cstdlib>
#include <ctime>
#include <fstream>

#include <fmt/chrono.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "contenders.hpp"
#include "report.hpp"

namespace bench {
namespace {

/// The value of the first line of /proc/`file` that begins with `key`.
std::string proc(const char *file, const std::string &key)
{
	std::ifstream in(std::string("/proc/") + file);
	for (std::string line; std::getline(in, line);)
		if (line.rfind(key, 0) == 0)
			return line.substr(line.find_first_not_of(" \t", line.find(':') + 1));
	return "unknown";
}

std::string compiler()
{
#ifdef __clang__
	return __VERSION__;
#else
	return "GCC " __VERSION__;
#endif
}

} // namespace

json header(const plan &how, int cpu)
{
	utsname system = {};
	uname(&system);
	double load[3] = {};
	getloadavg(load, 3);
	return {
		{ "date", fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(std::time(nullptr))) },
		{ "machine", fmt::format("{}, {} processors, {} of memory", system.machine, sysconf(_SC_NPROCESSORS_ONLN),
					 proc("meminfo", "MemTotal")) },
		{ "processor", proc("cpuinfo", "model name") },
		{ "kernel", fmt::format("{} {}", system.sysname, system.release) },
		{ "load", fmt::format("{:.2f} {:.2f} {:.2f}", load[0], load[1], load[2]) },
		{ "pinned to", cpu },
		{ "compiler", compiler() },
		{ "Boost", boost_version() },
		{ "rounds", how.rounds },
		{ "rounds of a series", how.series_rounds },
		{ "ns per sample", uint64_t(how.sample_ns) },
		{ "seed", how.seed },
	};
}

} // namespace bench
