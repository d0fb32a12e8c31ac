/* src/generic/child_event.cpp: a kernel without signals sends none to a parent */
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" bool kspawn_child_event(kspawn_task *, kspawn_task *) { return true; }

} // namespace kspawn::own
