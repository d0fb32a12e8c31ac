/* bench/sibling.hpp: had this program its core alone, or did another run on the core's second hardware thread? */
#ifndef KSPAWN_BENCH_SIBLING_HPP
#define KSPAWN_BENCH_SIBLING_HPP

#include <vector>

namespace bench {

/// Instructions that this core runs a cycle, in some microseconds: the time of a chain of dependent instructions, one a
/// cycle, divided by the time of as many independent ones. The clock's rate cancels out.
double instructions_per_cycle();

/// Looks at the core before and after what is measured.
class core_watch {
public:
	/// The smaller of both values.
	double per_cycle() const;

private:
	double before = instructions_per_cycle();
};

/// True for each value that a core without a neighbour has. `widest` is what the core does at its best. A core whose best
/// is below 3.5 has never been alone: every x86-64 processor since 2013 runs 4 instructions a cycle.
std::vector<bool> alone(const std::vector<double> &per_cycle, double widest);

/// A core and what it does at its best, which is learnt from all values that it is given.
class core {
public:
	std::vector<bool> alone(const std::vector<double> &per_cycle);

private:
	double widest = 0;
};

/// The core that this process measures. A child knows what its parent has learnt.
core &this_core();

/// Values of the rounds that `rounds` names.
std::vector<double> selected(const std::vector<double> &values, const std::vector<bool> &rounds);

} // namespace bench
#endif
