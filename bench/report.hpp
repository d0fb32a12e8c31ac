/* bench/report.hpp: what was measured, as one document from which all else is printed and drawn */
#ifndef KSPAWN_BENCH_REPORT_HPP
#define KSPAWN_BENCH_REPORT_HPP

#include <nlohmann/json.hpp>

#include "series.hpp"

namespace bench {

/* {
 *	"header": { "date": "...", ... },
 *	"contests": [ { "name", "unit", "rounds", "alone", "dropped", "against",
 *		"contenders": [ { "name", "ns": D, "ratio": D } ] } ],
 *	"series": [ { "name", "unit", "axis", "rounds",
 *		"lines": [ { "name", "points": [ { "size", "value": D or null, "alone", "failure" } ] } ] } ],
 *	"counts": [ { "port", "operation", "instructions", "bytes", "floor", "pads", "boost" } ],
 *	"goals": [ { "name", "in", "what", "peer" or null, "unit", "target", "measured": D or null, "met", "judged", "failure" } ]
 * }
 * where D is { "median", "p10", "p90", "min" }, and "alone" counts the rounds in which the core had no neighbour. A goal
 * with too few of them is not judged, and not met. */
using json = nlohmann::ordered_json;

/// The machine, its load, the plan.
json header(const plan &how, int cpu);

/// Each with "goals" of its own, which belong at the end of the document.
json report(const contest &what, const result &r);
json report(const series &what, const series_result &r);

/// A switch is at most 5 instructions above the floor of its port.
json goals_of_counts(const json &counts);

/// "met", "missed" or "not judged".
std::string verdict(const json &goal);

// ---- for people, on stdout ----

void print_header(const json &header);
void print_contest(const json &contest);
void print_series(const json &series);
void print_counts(const json &counts);
void print_goals(const json &goals);

/// A page that needs nothing else: see page.cpp.
std::string page(const json &document);

} // namespace bench
#endif
