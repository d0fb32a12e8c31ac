/* bench/judge.hpp: is a goal met, by the rounds in which the core had no neighbour? */
#ifndef KSPAWN_BENCH_JUDGE_HPP
#define KSPAWN_BENCH_JUDGE_HPP

#include "series.hpp"

namespace bench {

struct judgement {
	distribution measured; /* of the rounds without a neighbour; of all, if those are too few to judge */
	bool judged, met;      /* what is not judged is not met */
};

judgement judge(const goal &g, const result &r);
/// Throws with the point's name if it could not be measured.
judgement judge(const series_goal &g, const series_result &r);

long count_alone(const std::vector<bool> &rounds);

/// "Boost at 100k".
std::string name_of(const point &p);

} // namespace bench
#endif
