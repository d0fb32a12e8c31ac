/* bench/count/boost_switches.cpp: the switch of Boost.Context; the first one into a context may be shorter, and is not counted */
#include "boost.hpp"

namespace {

bench::stack its;

COUNT_APART void *switches(void *there, int n)
{
	while (n--)
		there = jump_fcontext(there, nullptr).from;
	return there;
}

} // namespace

extern "C" void _start()
{
	void *there = switches(make_fcontext(its.bytes + bench::stack_size, bench::stack_size, answers), 1);
	COUNT_FROM();
	switches(there, 3);
	COUNT_UNTIL();
}
