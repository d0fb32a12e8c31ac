/* tests/generic/exec_fuzz.hpp: chance that can be had again */
#ifndef KSPAWN_TESTS_EXEC_FUZZ_HPP
#define KSPAWN_TESTS_EXEC_FUZZ_HPP

#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "exec_host.hpp"

inline uint64_t fuzz_seed()
{
	const char *given = getenv("KSPAWN_SEED");
	return given ? strtoull(given, nullptr, 0) : 20121001;
}

/// A tenth without KSPAWN_FULL.
inline unsigned fuzz_rounds(unsigned all)
{
	if (getenv("KSPAWN_FULL") != nullptr)
		return all;
	printf("a sample of %u rounds\n", all / 10);
	return all / 10;
}

struct random_numbers {
	uint64_t state;
	uint32_t next(uint32_t limit)
	{
		state ^= state << 13, state ^= state >> 7, state ^= state << 17;
		return uint32_t(state >> 16) % limit;
	}
};

/// Changes some bytes of the headers: by chance, or with a value that hurts.
inline void mutate(bytes &content, size_t headers, random_numbers &random)
{
	static const uint64_t hurts[] = { 0,          1,          2,          3,          4,         7,
					  0x7f,       0xff,       0x1000,     0x1001,     0x2000,    0xfff,
					  0x10000,    0x400000,   0x2f00000,  0x3000000,  0x3fff000, 0x4000000,
					  0x7fffffff, 0x80000000, 0xfffff000, 0xffffffff, ~0ull,     ~0ull - 0xfff,
					  1ull << 63, 1ull << 32, 0x21f8,     0x21f9 };
	for (uint32_t n = 1 + random.next(3); n > 0; n--) {
		const uint32_t size = 1u << random.next(4);
		const uint32_t at = random.next(uint32_t(headers / size)) * size;
		const uint64_t value = hurts[random.next(sizeof(hurts) / sizeof(hurts[0]))];
		if (random.next(2))
			memcpy(&content[at], &value, size);
		else
			content[at] ^= uint8_t(1u << random.next(8));
	}
}
#endif
