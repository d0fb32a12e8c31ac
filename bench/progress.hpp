/* bench/progress.hpp: the progress of a run */
#ifndef KSPAWN_BENCH_PROGRESS_HPP
#define KSPAWN_BENCH_PROGRESS_HPP

#include <string>

#include "measure.hpp"

namespace bench {

/// On stderr: a bar if that is a terminal, else a line when it begins.
progress show_progress(const std::string &name);

} // namespace bench
#endif
