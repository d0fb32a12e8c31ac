/* tests/system/user/places.h: addresses that are no program's */
#ifndef KSPAWN_TEST_PLACES_H
#define KSPAWN_TEST_PLACES_H

#include <system_port.h>

/* clang-format off */
#define ALL_PLACES                                                                                                     \
	{ "nothing at all", 0 }, PLACES, { "the guard below a kernel stack", STACKS + 0x1000 },                        \
	{ "a kernel stack", STACKS + 0x7ff0 }, { "the last page", -4096ul }, { "the last word", -sizeof(long) }
/* clang-format on */

#endif
