/* tests/ports/aarch64/places.h: addresses that are no program's */
#ifndef KSPAWN_TEST_PLACES_H
#define KSPAWN_TEST_PLACES_H

#include "../../../examples/kernel/aarch64/machine.h"

#define PLACES                                                                                           \
	{ "nothing at all", 0 }, { "the last page of the lower half", 0x3ffffff000 },                    \
	{ "the last bytes of the lower half", 0x3ffffffffe }, { "the first address that is none", 0x4000000000 }, \
	{ "the kernel's half of a root, seen from below", 0x4040200000 },                                \
	{ "the last address that is none", 0xffffffbffffffff8 },                                         \
	{ "an address that is none", 0x123456789abcdef0 }, { "a tagged address", 0xff00000000001000 },   \
	{ "a device", DIRECT + 0x09000000 }, { "the interrupt controller", DIRECT + 0x08000000 },        \
	{ "the device tree", DIRECT + 0x40000000 }, { "physical memory, where the kernel is", DIRECT + 0x40200000 }, \
	{ "the guard below a kernel stack", STACKS + 0x1000 }, { "a kernel stack", STACKS + 0x7ff0 },    \
	{ "the kernel's code", IMAGE + 0x40200000 }, { "the last page", 0xfffffffffffff000 },            \
	{ "the last word", 0xfffffffffffffff8 }

#endif
