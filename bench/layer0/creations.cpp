/* bench/layer0/creations.cpp: from copy_thread on a cached stack to the switch back of an empty thread */
#include <kspawn/fork_frame.h>
#include <kspawn/switch_inline.h>

#include "contenders.hpp"
#include "threads.hpp"

namespace bench {
namespace {

kspawn_thread here, there;

int leaves(void *) { kspawn_switch_away(&there, &here); }

void layer0(uint64_t n)
{
	static stack its;
	while (n--) {
		const kspawn_thread_args args = kernel_thread_on(its, leaves, nullptr);
		kspawn_copy_thread_inline(&there, &args);
		kspawn_switch_inline(&here, &there);
	}
}

} // namespace

std::vector<contender> layer0_creations() { return { { "kspawn layer 0", layer0 } }; }

} // namespace bench
