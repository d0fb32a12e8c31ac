/* bench/layer0/yields.cpp: schedule() of the smallest scheduler, a ring */
#include <kspawn/switch_inline.h>

#include "contenders.hpp"
#include "threads.hpp"
#include "workers.hpp"

namespace bench {
namespace {

struct worker {
	kspawn_thread thread;
	body work;
};

int run_body(void *arg)
{
	static_cast<worker *>(arg)->work(UINT64_MAX);
	return 0;
}

template <unsigned>
struct ring {
	static inline worker workers[workers_count];
	static inline stack stacks[workers_count];
	static inline unsigned turn;

	static bool start(const std::vector<body> &bodies)
	{
		for (unsigned i = 1; i < workers_count; i++) {
			workers[i].work = bodies[i - 1];
			kspawn_thread_args args = kernel_thread_on(stacks[i], run_body, &workers[i]);
			args.stack_size -= i * 320;
			kspawn_copy_thread(&workers[i].thread, &args);
		}
		return true;
	}

	__attribute__((noinline)) static void yield()
	{
		worker &prev = workers[turn % workers_count];
		worker &next = workers[++turn % workers_count];
		kspawn_switch_inline(&prev.thread, &next.thread);
	}
};

} // namespace

std::vector<contender> layer0_yields(unsigned scenario) { return { yields<ring>("kspawn", scenario) }; }

} // namespace bench
