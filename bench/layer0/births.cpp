/* bench/layer0/births.cpp: a thread is made, runs an empty function, and is gone */
#include <boost/context/fiber.hpp>
#include <boost/context/pooled_fixedsize_stack.hpp>
#include <pthread.h>

#include "contest.hpp"
#include "threads.hpp"

namespace bench {
namespace {

// ---- kspawn, layer 0: from copy_thread on a cached stack to the switch back ----

kspawn_thread here, there;

int leaves(void *)
{
	kspawn_switch_to(&there, &here);
	return 0;
}

void layer0(uint64_t n)
{
	static stack its;
	const kspawn_thread_args args = kernel_thread_on(its, leaves, nullptr);
	while (n--) {
		kspawn_copy_thread(&there, &args);
		kspawn_switch_to(&here, &there);
	}
}

// ---- Boost.Context, on stacks of a pool ----

namespace context = boost::context;

void fiber(uint64_t n)
{
	static context::pooled_fixedsize_stack pool(stack_size);
	while (n--) {
		context::fiber there(std::allocator_arg, pool, [](context::fiber &&from) { return std::move(from); });
		std::move(there).resume();
	}
}

// ---- POSIX ----

void *nothing(void *arg)
{
	return arg;
}

void thread(uint64_t n)
{
	while (n--) {
		pthread_t there;
		if (pthread_create(&there, nullptr, nothing, nullptr) == 0)
			pthread_join(there, nullptr);
	}
}

} // namespace

contest births()
{
	return {
		"create, run, finish, free",
		"thread",
		{
			{ "kspawn layer 0", layer0 },
			{ "Boost fiber, pooled", fiber },
			{ "pthread", thread },
		},
		{ { "3a: a thread of layer 0", "kspawn layer 0", "Boost fiber, pooled", .20 } },
	};
}

} // namespace bench
