/* bench/report.hpp: what was measured, for people and for programs */
#ifndef KSPAWN_BENCH_REPORT_HPP
#define KSPAWN_BENCH_REPORT_HPP

#include <nlohmann/json.hpp>

#include "measure.hpp"

namespace bench {

/// The machine, its load, the plan.
nlohmann::json header(const plan &how, int cpu);
nlohmann::json report(const contest &what, const result &r);
void print_header(const nlohmann::json &head);
void print(const nlohmann::json &contest);
/// One line each. All of them met?
bool print_goals(const nlohmann::json &goals);

} // namespace bench
#endif
