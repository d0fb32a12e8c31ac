/* bench/peers/posix.cpp: what POSIX has for contexts and for threads */
#include <pthread.h>
#include <ucontext.h>

#include "contenders.hpp"
#include "stack.hpp"

namespace bench {
namespace {

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

std::vector<contender> posix_switches()
{
	return { { "swapcontext", ucontext } };
}

std::vector<contender> posix_births()
{
	return { { "pthread", thread } };
}

} // namespace bench
