/* tests/linux/facts.hpp: what an exec does with a file, and what the program finds */
#ifndef KSPAWN_TESTS_LINUX_FACTS_HPP
#define KSPAWN_TESTS_LINUX_FACTS_HPP

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "ranges.hpp"

using strings = std::vector<std::string>;

struct facts {
	int verdict = 0;                  /* 0: it runs; a negative errno; a signal that ends the process */
	std::vector<range> ranges;        /* of memory, without the stack and what the kernel adds */
	std::map<uintptr_t, bytes> pages; /* a sample of them; empty: every touch is a fault */
	uintptr_t start = 0, sp = 0;
	range stack = {};
	std::map<uintptr_t, uintptr_t> aux; /* the entries that describe the file */
	strings argv, envp;
	std::string execfn;

	uintptr_t get(uintptr_t type) const
	{
		const auto found = aux.find(type);
		return found == aux.end() ? 0 : found->second;
	}
};

/// The byte of a program's memory at an address; 0 where there is none.
using byte_reader = std::function<uint8_t(uintptr_t)>;

/// Reads argv, envp and auxv as start code does.
void read_stack(facts &f, const byte_reader &byte);

/// What differs, one line each.
strings differences(const facts &native, const facts &core);

std::string describe(int verdict);
#endif
