/* tests/ports/arm/places.h: addresses that are no program's */
#ifndef KSPAWN_TEST_PLACES_H
#define KSPAWN_TEST_PLACES_H

#include "../../../examples/kernel/arm/machine.h"

#define PLACES                                                                                           \
	{ "nothing at all", 0 }, { "the last page of the lower half", 0x7ffff000 },                      \
	{ "the last bytes of the lower half", 0x7ffffffe }, { "the device tree", DIRECT + 0x40000000 },  \
	{ "physical memory, where the kernel is", DIRECT + 0x40200000 }, { "a device", DEVICES + 0x09000000 }, \
	{ "the interrupt controller", DEVICES + 0x08000000 }, { "nothing, among the devices", DEVICES }, \
	{ "the guard below a kernel stack", STACKS + 0x1000 }, { "a kernel stack", STACKS + 0x7ff0 },    \
	{ "the kernel's code", IMAGE + 0x40200000 }, { "the page of the high vectors", 0xffff0000 },     \
	{ "where Linux's helpers are", 0xffff0fc0 }, { "the last page", 0xfffff000 },                    \
	{ "the last word", 0xfffffffc }

#endif
