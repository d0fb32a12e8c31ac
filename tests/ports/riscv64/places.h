/* tests/ports/riscv64/places.h: addresses that are no program's */
#ifndef KSPAWN_TEST_PLACES_H
#define KSPAWN_TEST_PLACES_H

#include "../../../examples/kernel/riscv64/machine.h"

#define PLACES                                                                                           \
	{ "nothing at all", 0 }, { "the last page of the lower half", 0x3ffffff000 },                    \
	{ "the last bytes of the lower half", 0x3ffffffffe }, { "the first address that is none", 0x4000000000 }, \
	{ "the last address that is none", 0xffffffbffffffff8 },                                         \
	{ "an address that is none", 0x123456789abcdef0 }, { "a device", DIRECT + 0x10000000 },          \
	{ "the firmware", DIRECT + 0x80000000 }, { "physical memory, where the kernel is", DIRECT + 0x80200000 }, \
	{ "the guard below a kernel stack", STACKS + 0x1000 }, { "a kernel stack", STACKS + 0x7ff0 },    \
	{ "the kernel's code", IMAGE + 0x80200000 }, { "the last page", 0xfffffffffffff000 },            \
	{ "the last word", 0xfffffffffffffff8 }

#endif
