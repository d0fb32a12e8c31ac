/* bench/measure.hpp: rounds of samples in shuffled order, and the ratios within each */
#ifndef KSPAWN_BENCH_MEASURE_HPP
#define KSPAWN_BENCH_MEASURE_HPP

#include <functional>
#include <vector>

#include "contest.hpp"

namespace bench {

/// Of samples or of ratios; sorted.
struct distribution {
	double median = 0, p10 = 0, p90 = 0, least = 0;
};
distribution distribution_of(std::vector<double> values);

struct result {
	std::vector<std::string> names;
	std::vector<std::vector<double>> ns; /* of each contender, one operation, by round */
	unsigned dropped = 0;                /* rounds in which another task ran on this processor */

	distribution time_of(const std::string &name) const;
	/// Round by round.
	distribution ratio(const std::string &name, const std::string &peer) const;

private:
	const std::vector<double> &samples(const std::string &name) const;
};

struct plan {
	unsigned rounds = 1000;
	double sample_ns = 20000;
	uint64_t seed = 1;
};

/// To one processor, so that nothing of a sample is a migration. The number, or -1.
int pin();

/// `progress` is told how many rounds are done.
result measure(const contest &what, const plan &how, const std::function<void(unsigned)> &progress);

} // namespace bench
#endif
