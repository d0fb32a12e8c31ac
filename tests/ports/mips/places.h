/* tests/ports/mips/places.h: addresses that are no program's */
#ifndef KSPAWN_TEST_PLACES_H
#define KSPAWN_TEST_PLACES_H

#include "../../../examples/kernel/mips/machine.h"

#define PLACES                                                                                               \
	{ "nothing at all", 0 }, { "the last page of the lower half", 0x7ffff000 },                          \
	{ "the last bytes of the lower half", 0x7ffffffc }, { "the first address of kseg0", DIRECT },        \
	{ "physical memory, where the kernel is", DIRECT + 0x100000 }, { "the end of memory", DIRECT + 0x7fffff0 }, \
	{ "no memory", DIRECT + 0x1ffffff0 }, { "memory, uncached", DEVICES + 0x100000 },                    \
	{ "a device", DEVICES + 0x180003f8 }, { "the board's reset", DEVICES + 0x1f000500 },                 \
	{ "the firmware", DEVICES + 0x1fc00000 }, { "the guard below a kernel stack", STACKS + 0x1000 },     \
	{ "a kernel stack", STACKS + 0x7ff0 }, { "kseg3", 0xe0000000 }, { "the debugger's", 0xff200200 },     \
	{ "the last page", 0xfffff000 }, { "the last word", 0xfffffffc }

#endif
