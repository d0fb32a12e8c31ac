/* bench/series.hpp: the same at growing sizes, each line and size in a process of its own */
#ifndef KSPAWN_BENCH_SERIES_HPP
#define KSPAWN_BENCH_SERIES_HPP

#include "measure.hpp"

namespace bench {

/// One line at one size: the median of each round's samples, or why there is none.
struct measured_point {
	point where;
	std::vector<double> rounds;
	std::vector<bool> alone; /* by round: the core had no neighbour */
	std::string failure;
};

struct series_result {
	unsigned rounds = 0;
	std::vector<measured_point> points; /* by line, then by size */

	/// Throws std::logic_error if no line has that name.
	const measured_point &at(const point &where) const;
};

/// Rounds of all points in shuffled order. A point whose process fails is not tried again; the others continue.
series_result measure(const series &what, const plan &how, const progress &report);

} // namespace bench
#endif
