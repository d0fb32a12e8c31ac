/* tests/ports/x86_64/places.h: addresses that are no program's */
#ifndef KSPAWN_TEST_PLACES_H
#define KSPAWN_TEST_PLACES_H

#include "../../../examples/kernel/x86_64/machine.h"

#define PLACES                                                                                           \
	{ "nothing at all", 0 }, { "above the last page of a program", 0x3fffffffe0 },                   \
	{ "the last page of the lower half", 0x7ffffffff000 },                                           \
	{ "the last bytes of the lower half", 0x7fffffffffff },                                          \
	{ "the first address that is none", 0x800000000000 }, { "the last address that is none", 0xffff7fffffffffff }, \
	{ "an address that is none", 0x123456789abcdef0 }, { "physical memory", DIRECT },                \
	{ "physical memory, where the kernel is", DIRECT + 0x100000 },                                   \
	{ "a device", DIRECT + 0xfed00000 }, { "the guard below a kernel stack", STACKS + 0x1000 },      \
	{ "a kernel stack", STACKS + 0x7ff0 }, { "the kernel's code", IMAGE + 0x100000 },                \
	{ "the kernel's image, before its code", IMAGE }, { "Linux's page of calls", 0xffffffffff600000 }, \
	{ "the last page", 0xfffffffffffff000 }, { "the last word", 0xfffffffffffffff8 }

#endif
