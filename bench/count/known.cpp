/* bench/count/known.cpp: sequences whose counts are plain to see, to test the counting */
#include "marks.hpp"

namespace {

COUNT_APART void ten()
{
	COUNT_BEGIN(ten);
	__asm__ volatile(".rept 10\n\tnop\n\t.endr");
	COUNT_END(ten);
}

/// Not the same each time.
COUNT_APART void grows(int nops)
{
	COUNT_BEGIN(grows);
	while (nops--)
		__asm__ volatile("nop");
	COUNT_END(grows);
}

COUNT_APART void never(bool done)
{
	if (!done)
		return;
	COUNT_BEGIN(never);
	__asm__ volatile("nop");
	COUNT_END(never);
}

} // namespace

extern "C" {

COUNT_APART void count_leaf() { __asm__ volatile(".rept 10\n\tnop\n\t.endr"); }

void _start()
{
	ten();
	COUNT_FROM();
	for (int n = 0; n < 5; n++)
		ten();
	count_leaf();
	count_leaf();
	never(false);
	grows(2);
	grows(3);
	COUNT_UNTIL();
}
}
