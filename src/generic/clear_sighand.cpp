/* src/generic/clear_sighand.cpp: a kernel without signal handlers has none to reset */
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" void kspawn_clear_sighand(kspawn_task *) {}

} // namespace kspawn::own
