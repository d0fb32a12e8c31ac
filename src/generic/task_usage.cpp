/* src/generic/task_usage.cpp: a kernel that keeps no account of time and memory */
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" void kspawn_task_usage(kspawn_task *, kspawn_rusage *) {}

} // namespace kspawn::own
