/* src/generic/waiters.hpp: the bucket of a word, for tables of sleeping tasks */
#ifndef KSPAWN_WAITERS_HPP
#define KSPAWN_WAITERS_HPP

#include <kspawn/sched.h>

namespace {

/// Words are four bytes apart at least; the multiplier is 2^32 over the golden
/// ratio, and its best bits are the high ones.
inline uint32_t hash(const uint32_t *word)
{
	const uint64_t address = uint64_t(uintptr_t(word)) >> 2;
	const uint32_t mixed = (uint32_t(address) ^ uint32_t(address >> 32)) * 0x9e3779b1u;
	return mixed ^ mixed >> 16;
}

inline kspawn_waiter **bucket_of(kspawn_waiters &waiters, const uint32_t *word)
{
	return &waiters.buckets[hash(word) & (waiters.count - 1)];
}

} // namespace
#endif
