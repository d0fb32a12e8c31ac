/* tests/linux/tally.cpp: counts of verdicts and of rules */
#include "tally.hpp"

#include <cstdio>

void tally::add(const outcome &o)
{
	verdicts[o.native.verdict]++;
	elsewhere += o.other_places;
	const rule *known = o.differ.empty() ? nullptr : rule_for(o);
	if (known != nullptr)
		explained[known->name]++;
}

void tally::print() const
{
	for (const auto &[verdict, n] : verdicts)
		printf("  %u: %s\n", n, describe(verdict).c_str());
	printf("  %u: compared again without p_align, by which the places differ\n", elsewhere);
	for (const rule &each : rules)
		if (explained.count(each.name) != 0)
			printf("  %u differ by the rule \"%s\": %s\n", explained.at(each.name), each.name, each.reason);
}

unsigned tally::runs() const { return verdicts.count(0) != 0 ? verdicts.at(0) : 0; }
