/* tests/linux/ranges.hpp: ranges of an address space */
#ifndef KSPAWN_TESTS_LINUX_RANGES_HPP
#define KSPAWN_TESTS_LINUX_RANGES_HPP

#include <vector>

#include "generic/exec_host.hpp"

struct range {
	uintptr_t from, to;
	int prot;
};

/// In order, and one where neighbours have the same protection.
void tidy(std::vector<range> &ranges);

/// Puts a mapping over older ones.
void map_over(std::vector<range> &ranges, const range &over);

void unmap(std::vector<range> &ranges, uintptr_t from, uintptr_t to);

/// The pages that are compared: all of a short range, of a long one those at its ends.
std::vector<uintptr_t> sample_of(const std::vector<range> &ranges);

/// One line for each.
std::string name(const std::vector<range> &ranges);
#endif
