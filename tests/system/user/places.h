/* tests/system/user/places.h: addresses that are no program's */
#ifndef KSPAWN_TEST_PLACES_H
#define KSPAWN_TEST_PLACES_H

#include <system_port.h>

/* clang-format off */
#define ALL_PLACES                                                                                                     \
	{ "nothing at all", 0 }, PLACES, { "the guard below a kernel stack", STACKS + 0x1000 },                        \
	{ "a kernel stack", STACKS + 0x7ff0 }, { "the last page", -4096ul }, { "the last word", -sizeof(long) }
/* clang-format on */

/* Where a program may be killed by SIGBUS for a jump to an address that is not aligned: to how many bytes it must be. */
#ifndef JUMP_ALIGN
#define JUMP_ALIGN 1
#endif
#define JUMP_STATUS(at) ((at) % JUMP_ALIGN ? EITHER(KILLED(SIGSEGV), KILLED(SIGBUS)) : KILLED(SIGSEGV))

#endif
