/* bench/count/boost_creations.cpp: a new context, and there and back */
#include "boost.hpp"

namespace {

bench::stack its;

COUNT_APART void creation(unsigned char *stack_top)
{
	COUNT_BEGIN(creation);
	jump_fcontext(make_fcontext(stack_top, bench::stack_size, answers), nullptr);
	COUNT_END(creation);
}

} // namespace

extern "C" void _start()
{
	COUNT_FROM();
	for (int n = 0; n < 3; n++)
		creation(its.bytes + bench::stack_size);
	COUNT_UNTIL();
}
