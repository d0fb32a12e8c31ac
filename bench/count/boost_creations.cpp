/* bench/count/boost.cpp: the same operations by Boost.Context, without its headers, which want a standard library */
#include "marks.hpp"
#include "stack.hpp"

// Boost.Context 1.81, "Context switching with fcontext_t".
struct transfer {
	void *from, *data;
};
extern "C" transfer jump_fcontext(void *to, void *data);
extern "C" void *make_fcontext(void *stack_top, size_t stack_size, void (*fn)(transfer));

// What a context calls that returns.
extern "C" void _exit(int) { __builtin_trap(); }

namespace {

bench::stack its[2];

void answers(transfer from)
{
	for (;;)
		from = jump_fcontext(from.from, nullptr);
}

COUNT_APART void switches(int n)
{
	void *there = make_fcontext(its[0].bytes + bench::stack_size, bench::stack_size, answers);
	while (n--)
		there = jump_fcontext(there, nullptr).from;
}

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
	switches(3);
	for (int n = 0; n < 3; n++)
		creation(its[1].bytes + bench::stack_size);
	COUNT_UNTIL();
}
