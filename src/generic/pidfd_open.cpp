/* src/generic/pidfd_open.cpp: a kernel in which no open file stands for a new process */
#include <kspawn/errno.h>
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" int kspawn_pidfd_open(kspawn_task *) { return -KSPAWN_EINVAL; }

} // namespace kspawn::own
