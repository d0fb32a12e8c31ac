/* bench/layer0/switches.cpp: two threads that switch to one another, as fast as they can */
#include <boost/context/detail/fcontext.hpp>
#include <boost/context/fiber.hpp>
#include <ucontext.h>

#include "contest.hpp"
#include "threads.hpp"

namespace bench {
namespace {

/* Each operation is one switch: there and back are two. */

// ---- kspawn ----

using form = kspawn_thread *(kspawn_thread *, kspawn_thread *);

template <form *switch_to> struct pair {
	static inline kspawn_thread here, there;
	static inline stack its;

	static int answers(void *)
	{
		for (;;)
			switch_to(&there, &here);
	}

	static void run(uint64_t n)
	{
		if (!there.sp) {
			const kspawn_thread_args args = kernel_thread_on(its, answers, nullptr);
			kspawn_copy_thread(&there, &args);
		}
		for (; n > 1; n -= 2)
			switch_to(&here, &there);
	}
};

// ---- Boost.Context ----

namespace context = boost::context;
namespace detail = boost::context::detail;

void fcontext_answers(detail::transfer_t from)
{
	for (;;)
		from = detail::jump_fcontext(from.fctx, nullptr);
}

void fcontext(uint64_t n)
{
	static stack its;
	static detail::fcontext_t there = detail::make_fcontext(its.bytes + stack_size, stack_size, fcontext_answers);
	for (; n > 1; n -= 2)
		there = detail::jump_fcontext(there, nullptr).fctx;
}

void fiber(uint64_t n)
{
	static context::fiber there([](context::fiber &&from) {
		for (;;)
			from = std::move(from).resume();
		return std::move(from);
	});
	for (; n > 1; n -= 2)
		there = std::move(there).resume();
}

// ---- POSIX ----

ucontext_t user_here, user_there;

void ucontext_answers()
{
	for (;;)
		swapcontext(&user_there, &user_here);
}

void start_ucontext()
{
	static stack its;
	getcontext(&user_there);
	user_there.uc_stack.ss_sp = its.bytes;
	user_there.uc_stack.ss_size = stack_size;
	makecontext(&user_there, ucontext_answers, 0);
}

void ucontext(uint64_t n)
{
	if (!user_there.uc_stack.ss_sp)
		start_ucontext();
	for (; n > 1; n -= 2)
		swapcontext(&user_here, &user_there);
}

} // namespace

contest switches()
{
	return {
		"switch, tight ping-pong",
		"switch",
		{
			{ "kspawn", pair<kspawn_switch_to>::run },
			{ "kspawn with floating point", pair<kspawn_switch_to_fp>::run },
			{ "Boost fcontext", fcontext },
			{ "Boost fiber", fiber },
			{ "swapcontext", ucontext },
		},
		{
			{ "1a: a switch by the contract of kernel threads", "kspawn", "Boost fcontext", .25 },
			{ "1b: a switch by Boost's own contract", "kspawn with floating point", "Boost fcontext", .92 },
		},
	};
}

} // namespace bench
