/* bench/contenders.hpp: what each folder brings to the contests */
#ifndef KSPAWN_BENCH_CONTENDERS_HPP
#define KSPAWN_BENCH_CONTENDERS_HPP

#include "contest.hpp"

namespace bench {

// ---- layer0: the machine-dependent layer, without a kernel ----
std::vector<contender> layer0_switches();
std::vector<contender> layer0_creations();
std::vector<contender> layer0_yields(unsigned scenario);
contender layer0_yields_in_loops();
line layer0_ring();
line layer0_processors();

// ---- hosted: the hosted machine ----
series forks();
series execs();
std::vector<line> machine_processors();
line machine_wakes();
std::vector<line> machine_signals();

// ---- life: a kernel that has no more than kernel threads ----
contender whole_life();
std::vector<line> growth_lines();
std::vector<line> memory_lines();

// ---- peers: without kspawn ----
std::vector<contender> boost_switches();
std::vector<contender> boost_creations();
std::vector<contender> boost_yields(unsigned scenario);
std::vector<line> boost_rings();
std::vector<contender> shortest_switches(); /* of ports that have one */
std::vector<contender> ucontext_switches();
std::vector<contender> thread_switches();
std::vector<contender> thread_creations();
std::vector<contender> process_creations();
line thread_processors();
line thread_wakes();
std::vector<line> linux_signals(); /* in the order of the machine's */
std::string boost_version();

} // namespace bench
#endif
