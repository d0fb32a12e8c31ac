/* src/generic/freestanding.hpp: what the core would otherwise take from a library */
#ifndef KSPAWN_FREESTANDING_HPP
#define KSPAWN_FREESTANDING_HPP

#include <stddef.h>
#include <stdint.h>

#include <kspawn/host.h>

/* The compilers emit calls of these on their own; every kernel has them. */
extern "C" {
void *memcpy(void *to, const void *from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int byte, size_t n);
}

/* Unnamed, so that an object built without inlining has no weak copies. */
namespace {

constexpr bool is_power_of_two(uint64_t n) { return n != 0 && (n & (n - 1)) == 0; }

/// 1 << n and the number of the lowest bit that is set, in 32 bits at a time: the
/// compilers call a library for more on some machines, and on some for the bit.
constexpr uint64_t one_bit(uint32_t n) { return n < 32 ? uint64_t(uint32_t(1) << n) : uint64_t(uint32_t(1) << (n - 32)) << 32; }

constexpr uint32_t de_bruijn = 0x077cb531;
constexpr uint8_t shift_of[32] = { 0,  1,  28, 2,  29, 14, 24, 3, 30, 22, 20, 15, 25, 17, 4,  8,
				   31, 27, 13, 23, 21, 19, 16, 7, 26, 12, 18, 6,  11, 5,  10, 9 };

/// By a de Bruijn sequence: its five highest bits are others for each shift. (C.
/// Leiserson, H. Prokop, K. Randall, "Using de Bruijn Sequences to Index a 1 in a
/// Computer Word", 1998)
constexpr uint32_t lowest_bit(uint64_t word)
{
	const bool is_high = uint32_t(word) == 0;
	const uint32_t half = uint32_t(is_high ? word >> 32 : word);
	return shift_of[(half & -half) * de_bruijn >> 27] + (is_high ? 32 : 0);
}

/// One bit of every index, checked where it is compiled.
constexpr bool lowest_bit_is_right()
{
	for (uint32_t n = 0; n < 64; n++)
		if (lowest_bit(one_bit(n)) != n || lowest_bit(~uint64_t(0) << n) != n)
			return false;
	return true;
}
static_assert(lowest_bit_is_right());

/// `align` is a power of two in all of these.
constexpr uintptr_t align_down(uintptr_t addr, size_t align) { return addr & ~(uintptr_t(align) - 1); }

/// Wraps to 0 above the last multiple of `align`: check with can_align_up.
constexpr uintptr_t align_up(uintptr_t addr, size_t align) { return align_down(addr + align - 1, align); }

constexpr bool can_align_up(uintptr_t addr, size_t align) { return addr <= align_down(UINTPTR_MAX, align); }

constexpr bool is_aligned(uintptr_t addr, size_t align) { return (addr & (uintptr_t(align) - 1)) == 0; }

/// One of the core's locks, held to the end of the scope.
class scoped_lock {
public:
	explicit scoped_lock(kspawn_lock_id which) : id(which), flags(kspawn_lock(which)) {}
	~scoped_lock() { kspawn_unlock(id, flags); }
	scoped_lock(const scoped_lock &) = delete;
	scoped_lock &operator=(const scoped_lock &) = delete;

private:
	kspawn_lock_id id;
	uintptr_t flags;
};

/// The lock of the family tree.
class tree_lock {
	scoped_lock lock{ KSPAWN_LOCK_TREE };
};

} // namespace
#endif
