/* src/generic/pidfd_opened.cpp: a kernel in which no open file ever stands for a new process */
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" void kspawn_pidfd_opened(int, kspawn_task *, bool) {}

} // namespace kspawn::own
