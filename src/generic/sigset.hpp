/* src/generic/sigset.hpp: sets of signals, as words; Linux's sigset_t is what the core has of them too */
#ifndef KSPAWN_SIGSET_HPP
#define KSPAWN_SIGSET_HPP

#include <kspawn/siginfo.h>

#include "freestanding.hpp"

namespace {

constexpr uint32_t set_word_bits = 8 * sizeof(uintptr_t);
constexpr uint32_t set_words = KSPAWN_SIGNAL_MAX / set_word_bits;
static_assert(set_words * set_word_bits == KSPAWN_SIGNAL_MAX);

/// The word of a signal, and its bit there. Of one word the index is known.
constexpr uint32_t word_of(int sig) { return set_words == 1 ? 0 : uint32_t(sig - 1) / set_word_bits; }
constexpr uintptr_t bit_of(int sig) { return uintptr_t(1) << (uint32_t(sig - 1) % set_word_bits); }

constexpr bool has(const kspawn_sigset &set, int sig) { return set.words[word_of(sig)] & bit_of(sig); }
constexpr void add(kspawn_sigset &set, int sig) { set.words[word_of(sig)] |= bit_of(sig); }
constexpr void remove(kspawn_sigset &set, int sig) { set.words[word_of(sig)] &= ~bit_of(sig); }

/// Calls `visit` with the index of each word, unrolled.
template <uint32_t i = 0, typename Visit>
constexpr void for_words(Visit visit)
{
	visit(i);
	if constexpr (i + 1 < set_words)
		for_words<i + 1>(visit);
}

/// Makes a set of the words of two, one after the other.
template <typename Make>
constexpr kspawn_sigset by_word(const kspawn_sigset &a, const kspawn_sigset &b, Make make)
{
	kspawn_sigset made = {};
	for_words([&](uint32_t i) { made.words[i] = make(a.words[i], b.words[i]); });
	return made;
}

constexpr kspawn_sigset operator|(const kspawn_sigset &a, const kspawn_sigset &b)
{
	return by_word(a, b, [](uintptr_t x, uintptr_t y) { return x | y; });
}

constexpr kspawn_sigset operator&(const kspawn_sigset &a, const kspawn_sigset &b)
{
	return by_word(a, b, [](uintptr_t x, uintptr_t y) { return x & y; });
}

constexpr kspawn_sigset operator~(const kspawn_sigset &a)
{
	return by_word(a, a, [](uintptr_t x, uintptr_t) { return ~x; });
}

constexpr bool any(const kspawn_sigset &set)
{
	uintptr_t all = 0;
	for_words([&](uint32_t i) { all |= set.words[i]; });
	return all != 0;
}

/// The lowest signal of a set that has one.
constexpr int first(const kspawn_sigset &set)
{
	uint32_t i = 0;
	while (i < set_words - 1 && !set.words[i])
		i++;
	return int(i * set_word_bits + lowest_bit(set.words[i])) + 1;
}

template <typename... Signal>
constexpr kspawn_sigset set_of(Signal... sig)
{
	kspawn_sigset set = {};
	(add(set, sig), ...);
	return set;
}

} // namespace
#endif
