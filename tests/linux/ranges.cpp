/* tests/linux/ranges.cpp: mappings one over the other */
#include "ranges.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace {

std::string name(const range &r)
{
	return fmt::format("{:x}-{:x} {}{}{}", r.from, r.to, r.prot & KSPAWN_PROT_READ ? 'r' : '-',
			   r.prot & KSPAWN_PROT_WRITE ? 'w' : '-', r.prot & KSPAWN_PROT_EXEC ? 'x' : '-');
}

} // namespace

void tidy(std::vector<range> &ranges)
{
	std::sort(ranges.begin(), ranges.end(), [](const range &a, const range &b) { return a.from < b.from; });
	std::vector<range> all;
	for (const range &each : ranges)
		if (!all.empty() && all.back().to == each.from && all.back().prot == each.prot)
			all.back().to = each.to;
		else
			all.push_back(each);
	ranges = all;
}

void unmap(std::vector<range> &ranges, uintptr_t from, uintptr_t to)
{
	std::vector<range> left;
	for (const range &each : ranges) {
		if (each.from < from)
			left.push_back({ each.from, std::min(each.to, from), each.prot });
		if (each.to > to)
			left.push_back({ std::max(each.from, to), each.to, each.prot });
	}
	ranges = left;
}

void map_over(std::vector<range> &ranges, const range &over)
{
	unmap(ranges, over.from, over.to);
	ranges.push_back(over);
}

std::vector<uintptr_t> sample_of(const std::vector<range> &ranges)
{
	constexpr uintptr_t ends = 16 * page_size;
	std::vector<uintptr_t> all;
	for (const range &each : ranges)
		for (uintptr_t at = each.from; at < each.to; at += page_size) {
			if (at - each.from == ends && each.to - at > ends)
				at = each.to - ends;
			all.push_back(at);
		}
	return all;
}

std::string name(const std::vector<range> &ranges)
{
	std::string all;
	for (const range &each : ranges)
		all += "\n\t" + name(each);
	return all;
}
