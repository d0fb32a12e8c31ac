/* bench/peers/ucontext.cpp: swapcontext, which keeps the signal mask too, by system calls */
#include <ucontext.h>

#include "contenders.hpp"
#include "stack.hpp"

namespace bench {
namespace {

ucontext_t here, there;

void answers()
{
	for (;;)
		swapcontext(&there, &here);
}

void start()
{
	static stack its;
	getcontext(&there);
	there.uc_stack.ss_sp = its.bytes;
	there.uc_stack.ss_size = stack_size;
	makecontext(&there, answers, 0);
}

void swap(uint64_t n)
{
	if (!there.uc_stack.ss_sp)
		start();
	for (; n > 1; n -= 2)
		swapcontext(&here, &there);
}

} // namespace

std::vector<contender> ucontext_switches() { return { { "swapcontext", swap } }; }

} // namespace bench
