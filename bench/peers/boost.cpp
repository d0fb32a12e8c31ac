/* bench/peers/boost.cpp: Boost.Context, as its raw switch and as fibers */
#include <boost/context/detail/fcontext.hpp>
#include <boost/context/fiber.hpp>
#include <boost/context/pooled_fixedsize_stack.hpp>
#include <boost/version.hpp>

#include "contenders.hpp"
#include "stack.hpp"

namespace bench {
namespace {

namespace context = boost::context;
namespace detail = boost::context::detail;

void fcontext_answers(detail::transfer_t from)
{
	for (;;)
		from = detail::jump_fcontext(from.fctx, nullptr);
}

void fcontext_switch(uint64_t n)
{
	static stack its;
	static detail::fcontext_t there = detail::make_fcontext(its.bytes + stack_size, stack_size, fcontext_answers);
	for (; n > 1; n -= 2)
		there = detail::jump_fcontext(there, nullptr).fctx;
}

void fiber_switch(uint64_t n)
{
	static context::fiber there([](context::fiber &&from) {
		for (;;)
			from = std::move(from).resume();
		return std::move(from);
	});
	for (; n > 1; n -= 2)
		there = std::move(there).resume();
}

void pooled_creation(uint64_t n)
{
	static context::pooled_fixedsize_stack pool(stack_size);
	while (n--) {
		context::fiber there(std::allocator_arg, pool, [](context::fiber &&from) { return std::move(from); });
		std::move(there).resume();
	}
}

} // namespace

std::string boost_version() { return std::to_string(BOOST_VERSION / 100000) + '.' + std::to_string(BOOST_VERSION / 100 % 1000); }

std::vector<contender> boost_switches() { return { { "Boost fcontext", fcontext_switch }, { "Boost fiber", fiber_switch } }; }

std::vector<contender> boost_creations() { return { { "Boost fiber, pooled", pooled_creation } }; }

} // namespace bench
