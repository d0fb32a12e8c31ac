/* src/generic/parent_died.cpp: a kernel without parent-death signals sends none */
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" void kspawn_parent_died(kspawn_task *) {}

} // namespace kspawn::own
