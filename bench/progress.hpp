/* bench/progress.hpp: how far it is, for whoever waits */
#ifndef KSPAWN_BENCH_PROGRESS_HPP
#define KSPAWN_BENCH_PROGRESS_HPP

#include <string>

#include "measure.hpp"

namespace bench {

/// On stderr: a bar if that is a terminal, else a line when it begins.
progress show_progress(const std::string &name);

} // namespace bench
#endif
