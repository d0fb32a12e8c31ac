/* bench/layer0/processors.cpp: threads come and go, on several processors, which share nothing */
#include <memory>

#include <kspawn/fork_frame.h>
#include <kspawn/switch_inline.h>

#include "contenders.hpp"
#include "processors.hpp"
#include "threads.hpp"

namespace bench {
namespace {

/// What one processor has; two of them have no cache line in common, nor one that is fetched with its neighbour.
struct alignas(128) own {
	kspawn_thread here, there;
	stack its;
};

int leaves(void *arg)
{
	own *mine = static_cast<own *>(arg);
	kspawn_switch_away(&mine->there, &mine->here);
}

void creations(uint64_t n)
{
	static thread_local const auto of_thread = std::make_unique<own>();
	own &mine = *of_thread;
	const kspawn_thread_args args = kernel_thread_on(mine.its, leaves, &mine);
	while (n--) {
		kspawn_copy_thread_inline(&mine.there, &args);
		kspawn_switch_inline(&mine.here, &mine.there);
	}
}

sampled race_creations(uint64_t size) { return race_of_threads(unsigned(size), creations); }

} // namespace

line layer0_processors() { return { "kspawn layer 0", race_creations, processors() }; }

} // namespace bench
