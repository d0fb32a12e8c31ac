/* bench/peers/boost_yields.cpp: workers in a ring, by Boost.Context's switch and as Boost.Fiber uses its fibers */
#include <boost/context/fiber.hpp>

#include "boost_link.hpp"
#include "contenders.hpp"
#include "stack.hpp"
#include "workers.hpp"

namespace bench {
namespace {

struct raw_worker : boost_link {
	body work;
};

template <unsigned>
struct raw_ring {
	static inline raw_worker workers[workers_count];
	static inline stack stacks[workers_count];
	static inline boost_link *current = workers;

	static void enter(detail::transfer_t from)
	{
		arrive(from);
		static_cast<raw_worker *>(current)->work(UINT64_MAX);
	}

	static bool start(const std::vector<body> &bodies)
	{
		for (unsigned i = 0; i < workers_count; i++)
			workers[i].next = &workers[(i + 1) % workers_count];
		for (unsigned i = 1; i < workers_count; i++) {
			workers[i].work = bodies[i - 1];
			workers[i].context = detail::make_fcontext(stacks[i].bytes + stack_size, stack_size, enter);
		}
		return true;
	}

	__attribute__((noinline)) static void yield()
	{
		boost_link *prev = current;
		current = prev->next;
		arrive(detail::jump_fcontext(current->context, prev));
	}
};

struct fiber_worker {
	context::fiber fiber;
	fiber_worker *next, *previous;
};

struct fibers {
	fiber_worker workers[workers_count];
	fiber_worker *current = workers;

	void start(const std::vector<body> &bodies)
	{
		for (unsigned i = 0; i < workers_count; i++) {
			workers[i].next = &workers[(i + 1) % workers_count];
			workers[i].next->previous = &workers[i];
		}
		for (unsigned i = 1; i < workers_count; i++) {
			const body work = bodies[i - 1];
			workers[i].fiber = context::fiber([this, work](context::fiber &&from) {
				if (from) /* not put away by resume_with */
					current->previous->fiber = std::move(from);
				work(UINT64_MAX);
				return context::fiber();
			});
		}
	}
};

template <unsigned>
struct fiber_ring {
	static inline fibers all;

	static bool start(const std::vector<body> &bodies)
	{
		all.start(bodies);
		return true;
	}

	__attribute__((noinline)) static void yield()
	{
		fiber_worker *self = all.current;
		all.current = self->next;
		self->previous->fiber = std::move(all.current->fiber).resume();
	}
};

/// As Boost.Fiber does it: the previous one is put away on the stack of the next, which then returns in step.
template <unsigned>
struct resume_with_ring {
	static inline fibers all;

	static bool start(const std::vector<body> &bodies)
	{
		all.start(bodies);
		return true;
	}

	__attribute__((noinline)) static void yield()
	{
		fiber_worker *prev = all.current;
		all.current = prev->next;
		std::move(all.current->fiber).resume_with([prev](context::fiber &&from) {
			prev->fiber = std::move(from);
			return context::fiber();
		});
	}
};

} // namespace

std::vector<contender> boost_yields(unsigned scenario)
{
	return { yields<raw_ring>("Boost fcontext", scenario), yields<fiber_ring>("Boost fiber", scenario),
		 yields<resume_with_ring>("Boost fiber, resume_with", scenario) };
}

} // namespace bench
