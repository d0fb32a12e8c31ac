/* bench/peers/posix_threads.hpp: threads that are created and joined, of contests and of races */
#ifndef KSPAWN_BENCH_POSIX_THREADS_HPP
#define KSPAWN_BENCH_POSIX_THREADS_HPP

#include <cstdint>

namespace bench {

void posix_threads(uint64_t n);

} // namespace bench
#endif
