/* bench/layer0/rings.cpp: a queue in an array, control blocks next to their stacks, later threads prefetched */
#include <kspawn/switch_inline.h>

#include "contenders.hpp"
#include "ring.hpp"
#include "slab.hpp"

namespace bench {
namespace {

constexpr size_t small_stack = 1024;
constexpr size_t blocks_ahead = 32, stacks_ahead = 16;

struct ring {
	static inline kspawn_thread home;
	static inline kspawn_thread *threads;
	static inline std::vector<kspawn_thread *> queue; /* what is fetched ahead stands past the end once more */
	static inline kspawn_thread *const *turn, *const *end;
	static inline uint64_t left;

	__attribute__((always_inline)) static void yield()
	{
		kspawn_thread *const *at = turn;
		kspawn_thread *prev = *at;
		if (++at == end)
			at = queue.data();
		turn = at;
		kspawn_thread *next = *at;
		__builtin_prefetch(at[blocks_ahead]);
		__builtin_prefetch(at[stacks_ahead]->sp); /* all that a thread in yield() has on its stack */
		if (--left == 0)
			next = &home;
		kspawn_switch_inline(prev, next);
	}

	static int work(void *)
	{
		for (;;)
			yield();
	}

	static void make(const std::vector<uint32_t> &order)
	{
		const size_t size = order.size();
		threads = static_cast<kspawn_thread *>(huge_pages(size * sizeof(kspawn_thread)));
		queue.clear();
		const slab stacks(size, small_stack);
		for (size_t i = 0; i < size; i++) {
			kspawn_thread_args args = {};
			args.fn = work;
			args.stack = stacks.stack(i);
			args.stack_size = stacks.size_of(i);
			kspawn_copy_thread(&threads[i], &args);
		}
		for (size_t i = 0; i < size + blocks_ahead; i++)
			queue.push_back(&threads[order[i % size]]);
		turn = queue.data();
		end = turn + size;
	}

	__attribute__((noinline)) static void run(uint64_t steps)
	{
		left = steps;
		kspawn_switch_inline(&home, *turn);
	}
};

} // namespace

line layer0_ring() { return { "kspawn", ring_samples<ring> }; }

} // namespace bench
