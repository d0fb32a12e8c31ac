/* bench/processors.hpp: the same on several processors at once, each with its own */
#ifndef KSPAWN_BENCH_PROCESSORS_HPP
#define KSPAWN_BENCH_PROCESSORS_HPP

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

namespace bench {

/// How many processors this program may use; pin() does not count.
unsigned processors();
/// Moves the calling thread, and the threads that it starts, to processor `number` of those.
void stay_on(unsigned number);
/// How often this thread was preempted: one that an operation has started may do that by its end.
long involuntary_switches();

/// How workers wait for each other before a sample.
struct meeting {
	void (*wait)(const uint32_t *word, uint32_t seen); /* while *word == seen, or shorter */
	void (*wake)(const uint32_t *word);
};
/// For threads of Linux, which poll until the word has changed: each has a processor.
extern const meeting by_looking;

/// Takes samples of workers that do the same at the same time. A sample during which one of them was not running, or that they
/// began too far from each other, is repeated; after some seconds it is over, whatever there is.
class race {
public:
	race(unsigned workers, const meeting &how);
	/// The life of each worker: run(n) again and again until all is measured.
	void take_part(unsigned worker, const std::function<void(uint64_t n)> &run);
	/// After all that: ns per operation, where the operations of all workers count. Throws if there is none.
	std::vector<double> samples() const;

private:
	struct alignas(128) lap {
		double start, end;
		bool disturbed;
	};

	const meeting how;
	std::vector<lap> laps;
	std::atomic<uint32_t> arrived{ 0 };
	uint32_t turn = 0; /* counts the laps */
	uint64_t n = 0;
	bool over = false;
	double deadline;
	std::vector<double> ns;

	void meet();
	void judge();
};

/// A race of host threads, one on each of `workers` processors.
std::vector<double> race_of_threads(unsigned workers, const std::function<void(uint64_t n)> &run);

} // namespace bench
#endif
