/* tests/tier1/threads.cpp: threads that switch and report what is wrong */
#include "threads.hpp"

#include <stdio.h>
#include <stdlib.h>

namespace tier1 {

test_thread first, other;
unsigned complaints;

void test_thread::bear(const kspawn_thread_args &args, size_t stack_size)
{
	stack.lowest = memory + stack.zone;
	stack.size = stack_size;
	stack.poison();
	checkswitch::bear(*this, args);
}

void test_thread::bear(int (*what)(void *))
{
	kspawn_thread_args args = {};
	args.fn = kspawn_test_fn;
	args.arg = this;
	bear(args);
	checkswitch::on({ nullptr, what, nullptr, nullptr });
}

void start_over()
{
	complaints = 0;
	first.stack = {};
	first.flags = TEST_FLAGS_CALM;
	checkswitch::start_over(first);
}

void leave_for(checkswitch::task &next, form *how, uint64_t (*random)())
{
	checkswitch::task &self = checkswitch::running();
	for (size_t i = 0; i < TEST_REGISTERS; i++)
		self.in[i] = (random() & checkswitch::registers[i].mask) | checkswitch::registers[i].always;
	checkswitch::switch_to(self, next, how);
}

uint64_t counting()
{
	static uint64_t n = 0x0123456789abcdef;
	return n += 0x1111111111111111;
}

uint32_t seed()
{
	const char *given = getenv("KSPAWN_SEED");
	uint32_t value = given ? 0 : 1;
	for (; given && *given; given++)
		value = value * 10 + uint32_t(*given - '0');
	return value;
}

} // namespace tier1

/// The stack is a small one, and what is wrong may be much.
void checkswitch_complain(const char *what, uint64_t got, uint64_t wanted)
{
	if (tier1::complaints++ < 20)
		printf("# %s is 0x%llx, not 0x%llx\n", what, static_cast<unsigned long long>(got),
		       static_cast<unsigned long long>(wanted));
}
