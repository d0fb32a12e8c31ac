/* src/generic/child_event.cpp: a kernel without signals sends none to a parent */
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" void kspawn_child_event(kspawn_task *, kspawn_task *) {}

} // namespace kspawn::own
