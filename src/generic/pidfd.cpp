/* src/generic/pidfd.cpp: a kernel in which no open file stands for a process */
#include <kspawn/errno.h>
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" int kspawn_pidfd(int, bool *) { return -KSPAWN_EBADF; }

} // namespace kspawn::own
