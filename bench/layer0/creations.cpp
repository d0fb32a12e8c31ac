/* bench/layer0/creations.cpp: from copy_thread on a cached stack to the switch back of an empty thread */
#include <kspawn/fork_frame.h>
#include <kspawn/host.h>
#include <kspawn/switch_inline.h>

#include "contenders.hpp"
#include "threads.hpp"

namespace {

kspawn_thread here, there;

/// The peers' functions return, too.
int returns(void *) { return 0; }

int switches_away(void *) { kspawn_switch_away(&there, &here); }

template <kspawn_fn *fn>
void lives(uint64_t n)
{
	static bench::stack its;
	while (n--) {
		const kspawn_thread_args args = bench::kernel_thread_on(its, fn, nullptr);
		kspawn_copy_thread_inline(&there, &args);
		kspawn_switch_inline(&here, &there);
	}
}

} // namespace

void kspawn_fn_returned(int) { kspawn_switch_away(&there, &here); }

std::vector<bench::contender> bench::layer0_creations()
{
	return { { "kspawn layer 0", lives<returns> }, { "kspawn layer 0, never returns", lives<switches_away> } };
}
