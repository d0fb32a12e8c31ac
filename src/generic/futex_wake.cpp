/* src/generic/futex_wake.cpp: a kernel without futexes has no waiters to wake */
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" void kspawn_futex_wake(uintptr_t) {}

} // namespace kspawn::own
