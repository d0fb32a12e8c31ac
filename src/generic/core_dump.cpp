/* src/generic/core_dump.cpp: a kernel without core dumps */
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" bool kspawn_core_dump(const kspawn_siginfo *) { return false; }

} // namespace kspawn::own
