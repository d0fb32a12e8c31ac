/* bench/figures.hpp: the parts of the page, of pictures and tables */
#ifndef KSPAWN_BENCH_FIGURES_HPP
#define KSPAWN_BENCH_FIGURES_HPP

#include "report.hpp"

namespace bench {

// ---- each a piece of HTML ----

std::string goals_section(const json &goals);
/// `id` is unique in the page.
std::string contest_figure(const json &contest, const json &goals, const std::string &id);
std::string series_figure(const json &series, const std::string &id);
/// One for each operation, in the order in which they are first named.
std::string counts_figures(const json &counts);

// ---- what these are made of ----

using row = std::vector<std::string>;
/// A cell that is a verdict has its colour.
std::string table(const row &head, const std::vector<row> &rows);
/// The table is folded away.
std::string figure(const std::string &title, const std::string &caption, const std::string &picture, const std::string &table);

std::string text(const json &value);
double of(const json &values, const char *part);
/// "2.84", and the range of most rounds if that is not the same.
std::string with_range(const json &d);
std::string time(double ns);
/// For tables, whose columns are of one unit.
std::string digits(double value);
/// Ours or another's, for its colour.
std::string side(const std::string &name);

} // namespace bench
#endif
