/* bench/measure.hpp: samples of operations, and what many of them say */
#ifndef KSPAWN_BENCH_MEASURE_HPP
#define KSPAWN_BENCH_MEASURE_HPP

#include <functional>
#include <vector>

#include "contest.hpp"
#include "sibling.hpp"

namespace bench {

/// Of samples or of ratios.
struct distribution {
	double median = 0, p10 = 0, p90 = 0, least = 0;
};
/// Throws if there are none.
distribution distribution_of(std::vector<double> values);
/// Of each with its peer of the same round.
distribution ratio_of(std::vector<double> values, const std::vector<double> &peers);

struct plan {
	unsigned rounds = 1000;
	double sample_ns = 20000;
	uint64_t seed = 1;
	unsigned series_rounds = 15;
	unsigned least_rounds = 3; /* of a series, which otherwise ends with the round in which its time is up */
	double series_seconds = 90;
	unsigned child_seconds = 180;
};

/// To one processor, so that nothing of a sample is a migration. The number, or -1.
int pin();

/// `count` samples of run(n), each of at least `least_ns`, as ns of one operation: what a line of a series returns.
/// Finds n, and warms up. A sample in which another task had the processor is repeated, a few times. Of the rest, those
/// count in which the core had no neighbour, as `without_neighbour` says. Throws if there is none in the end.
sampled sample_series(unsigned count, double least_ns, const std::function<void(uint64_t n)> &run);
/// The same for contenders that yield the processor themselves, in their order.
std::vector<double> sample_sleepers(unsigned count, double least_ns, const std::function<void(uint64_t n)> &run);

/// The values of `all` in which the core had no neighbour, if they are a tenth; otherwise all of them, and not alone.
sampled without_neighbour(const std::vector<double> &all, const std::vector<double> &per_cycle, core &on = this_core());

/// Called with how many of `all` are done.
using progress = std::function<void(unsigned done, unsigned all)>;

struct result {
	std::vector<std::string> names;
	std::vector<std::vector<double>> ns; /* of each contender, one operation, by round */
	unsigned dropped = 0;                /* rounds in which another task ran on this processor */
	std::vector<bool> alone;             /* by round: the core had no neighbour */

	/// False if the rounds without a neighbour are too few to judge a goal.
	bool judged() const;
	/// Of the rounds without a neighbour; if they are too few, of all.
	distribution time_of(const std::string &name) const;
	distribution ratio(const std::string &name, const std::string &peer) const;

private:
	std::vector<double> of(const std::string &name) const;
};

/// Rounds of one sample of each contender, in shuffled order; a disturbed sample is repeated within its round. Each round
/// begins and ends with a look at the core (sibling.hpp).
result measure(const contest &what, const plan &how, const progress &report);

} // namespace bench
#endif
