/* src/generic/random.cpp: zeroes for AT_RANDOM, and a linker's warning that it is so */
#include <kspawn/host.h>

#include "freestanding.hpp"

/* GNU ld prints the text of such a section where a program refers to the symbol that it names, and leaves the
 * section out of the program. (GNU ld, bfd/elflink.c) */
[[gnu::section(".gnu.warning.kspawn_random"), gnu::used]] static const char warning[] =
	"the kernel has no kspawn_random: AT_RANDOM is zero, and stack protectors of programs are predictable";

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" void kspawn_random(void *to, size_t n) { memset(to, 0, n); }

} // namespace kspawn::own
