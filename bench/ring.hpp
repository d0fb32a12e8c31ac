/* bench/ring.hpp: threads that only yield to the next one of a ring, in permuted order */
#ifndef KSPAWN_BENCH_RING_HPP
#define KSPAWN_BENCH_RING_HPP

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

#include "measure.hpp"

namespace bench {

inline std::vector<uint32_t> permuted(uint64_t count)
{
	std::vector<uint32_t> order(count);
	std::iota(order.begin(), order.end(), 0u);
	std::shuffle(order.begin(), order.end(), std::mt19937_64(count));
	return order;
}

/// `way::make(order)` makes the ring, `way::run(steps)` lets it go `steps` steps and comes back.
template <class way>
sampled ring_samples(uint64_t size)
{
	constexpr unsigned samples = 100;
	constexpr double least_ns = 20000;
	way::make(permuted(size));
	way::run(2 * size);
	return sample_series(samples, least_ns, way::run);
}

} // namespace bench
#endif
