/* src/hosted/inject.cpp: make the n-th step that can fail, fail */
#include "inject.hpp"

namespace kspawn::hosted::inject {

namespace {
bool armed;
unsigned calls, target;
} // namespace

void fail_at(unsigned n)
{
	armed = true;
	calls = 0;
	target = n;
}

unsigned end()
{
	armed = false;
	return calls;
}

bool fails() { return armed && ++calls == target; }

} // namespace kspawn::hosted::inject
