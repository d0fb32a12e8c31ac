/* src/generic/exec_unshare.cpp: a kernel whose processes share neither files nor signal handlers */
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" int kspawn_exec_unshare(kspawn_task *) { return 0; }

} // namespace kspawn::own
