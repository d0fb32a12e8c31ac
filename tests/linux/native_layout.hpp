/* tests/linux/native_layout.hpp: the address space of Linux */
#ifndef KSPAWN_TESTS_LINUX_NATIVE_LAYOUT_HPP
#define KSPAWN_TESTS_LINUX_NATIVE_LAYOUT_HPP

#include <string>

#include "ranges.hpp"

/// What Linux refuses that the test needs; empty: nothing.
std::string prepare_native();

/// The address space that Linux gives to a program, whose stack is known.
struct native_layout {
	uintptr_t low, high, stack_top, stack_size;
	size_t memory;  /* bytes that one mapping may have that can be written to; SIZE_MAX: any number */
	uintptr_t base; /* of a PIE that names an interpreter */
	uintptr_t top;  /* the end of other files that may be anywhere */
};
native_layout layout_of_native(const range &stack);
#endif
