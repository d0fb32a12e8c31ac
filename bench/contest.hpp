/* bench/contest.hpp: contenders, their peers, and goals */
#ifndef KSPAWN_BENCH_CONTEST_HPP
#define KSPAWN_BENCH_CONTEST_HPP

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace bench {

// ---- contenders that do the same, measured in one process ----

/// Does its operation `n` times.
using operation = void (*)(uint64_t n);

struct contender {
	std::string name;
	operation run;
	bool sleeps = false; /* it gives the processor away itself, so that no clock shows when it is taken */
};

/// The contender takes at most `target` times as long as its peer.
struct goal {
	std::string name;
	std::string contender, peer;
	double target;
};

struct contest {
	std::string name;
	std::string unit; /* of one operation */
	std::vector<contender> contenders;
	std::vector<goal> goals;
};

// ---- the same at growing sizes, each line and size in a process of its own ----

/// What a process measured. `alone` is false if its core had a neighbour most of the time: no goal is judged by these.
struct sampled {
	std::vector<double> values;
	bool alone = true;

	sampled(std::vector<double> values, bool alone = true) : values(std::move(values)), alone(alone) {}
};

struct line {
	std::string name;
	sampled (*samples)(uint64_t size);
	uint64_t largest = UINT64_MAX;
};

struct point {
	std::string line;
	uint64_t size;
};

/// What `what` takes is at most `target` times what `peer` does; without a peer, at most `target`.
struct series_goal {
	std::string name;
	point what, peer;
	double target;
};

struct series {
	std::string name;
	std::string unit; /* "ns per step" */
	std::string axis; /* what the sizes count */
	std::vector<uint64_t> sizes;
	std::vector<line> lines;
	std::vector<series_goal> goals;
};

/// All there are, in the order of the report.
std::vector<contest> contests();
std::vector<series> all_series();

} // namespace bench
#endif
