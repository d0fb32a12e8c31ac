/* tests/explore/explorer/options.hpp: what an exploration does, and what came of it */
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace explore {

constexpr int max_vp = 4;
constexpr int no_bound = 90; /* a bound of 90 and more: every schedule */

struct options {
	int vps = 2;             /* virtual processors */
	int bound = 2;           /* preemptions in one execution */
	int weak = 0;            /* atomic loads of an execution that may read an older value */
	int spurious = 0;        /* sleeps of an execution that may return early */
	bool plain = false;      /* every plain access to shared memory is a point */
	bool tick = false;       /* a timer may preempt a task wherever interrupts are on */
	bool interrupts = false; /* an interrupt handler may run wherever interrupts are on */
	bool random = false;     /* a random walk; the bound is ignored */
	bool cache = true;       /* prune prefixes that only reorder what was explored */
	bool count_ends = false; /* count the partial orders of whole executions */
	bool stop_first = false; /* end at the first finding */
	uint64_t seed = 1;       /* of the first execution of a random walk; each next one adds 1 */
	uint64_t max_exec = 0;   /* executions; 0: no limit */
};

struct stats {
	uint64_t execs = 0, pruned = 0, failed = 0, ends = 0;
	uint64_t stale_reads = 0; /* loads that read an older value */
	bool complete = false;    /* every schedule within the bound */
};

struct finding {
	std::string key, text;
	uint64_t seed; /* of the execution, in a random walk */
	uint64_t count;
};

extern options opt;
extern std::vector<finding> findings;

/// Explores the scenario that kernel_reset starts.
stats run();

} // namespace explore
