/* bench/contest.hpp: who does what, against whom, and what is to be reached */
#ifndef KSPAWN_BENCH_CONTEST_HPP
#define KSPAWN_BENCH_CONTEST_HPP

#include <cstdint>
#include <string>
#include <vector>

namespace bench {

/// Does its operation `n` times.
using operation = void (*)(uint64_t n);

struct contender {
	std::string name;
	operation run;
};

/// The contender's time is at most `target` times that of its peer.
struct goal {
	std::string name;
	std::string contender, peer;
	double target;
};

/// Contenders who do the same, measured in one run.
struct contest {
	std::string name;
	std::string unit; /* of one operation */
	std::vector<contender> contenders;
	std::vector<goal> goals;
};

contest switches();
contest births();

} // namespace bench
#endif
