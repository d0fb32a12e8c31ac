/* bench/progress.cpp: the progress of a run */
#include "progress.hpp"

#include <fmt/core.h>
#include <unistd.h>

namespace bench {
namespace {

void draw(const std::string &name, unsigned percent)
{
	constexpr unsigned width = 30;
	fmt::print(stderr, "\r{:<40.40} [{:=<{}}{:{}}] {:>3} %", name, "", percent * width / 100, "",
		   width - percent * width / 100, percent);
}

void wipe() { fmt::print(stderr, "\r{:83}\r", ""); }

} // namespace

progress show_progress(const std::string &name)
{
	if (!isatty(STDERR_FILENO)) {
		fmt::print(stderr, "measuring: {}\n", name);
		return [](unsigned, unsigned) {};
	}
	draw(name, 0);
	return [name, shown = 0u](unsigned done, unsigned all) mutable {
		const unsigned percent = all ? unsigned(uint64_t(done) * 100 / all) : 100;
		if (percent != shown)
			draw(name, shown = percent);
		if (done == all)
			wipe();
	};
}

} // namespace bench
