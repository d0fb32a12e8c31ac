/* tests/linux/mutate_segment.hpp: numbers and segments that chance changes */
#ifndef KSPAWN_TESTS_LINUX_MUTATE_SEGMENT_HPP
#define KSPAWN_TESTS_LINUX_MUTATE_SEGMENT_HPP

#include "mutate.hpp"

/// Limits of what Linux compares, and numbers of the good files.
/* clang-format off */
inline const uint64_t limits[] = {
	0, 1, 2, 3, 7, 0x38, 0x40, 0xff, 0x234, 0xfff, 0x1000, 0x1001, 0x2000, 0x21f8, 0x3000, 0x10000, 0x100000, 0x400000,
	0x402000, 0x1000000, 0x40000000, 0x7fffffff, 0x80000000, 0xffffffff, 0x100000000, 0x555555554000, 0x7ffff7fff000,
	0x7fffffff0000, 0x7fffffffe000, 0x7fffffffefff, 0x7ffffffff000, 0x800000000000, 0x7ffffffffffff000,
	0x7fffffffffffffff, 0x8000000000000000, 0xfffffffffffff000, 0xffffffffffffffff,
};
/* clang-format on */

template <typename Value>
void change(Value &value, random_numbers &random)
{
	switch (random.next(6)) {
	case 0:
		value = Value(one_of(limits, random));
		break;
	case 1:
		value = Value(value ^ Value(1) << random.next(8 * sizeof(value)));
		break;
	case 2:
		value = Value(value + random.next(3) - 1);
		break;
	case 3:
		value = Value(random.next(0x4000));
		break;
	default:
		value = Value(value + (Value(random.next(5)) - Value(2)) * Value(page_size)); /* the same in a page */
	}
}

/// Changes one field to anything.
void change_field(elf_segment_t &s, random_numbers &random);

/// Changes a segment to one that can be loaded too.
void move_segment(elf_segment_t &s, const elf_segment_t &other, random_numbers &random);
#endif
