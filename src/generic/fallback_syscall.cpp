/* src/generic/fallback_syscall.cpp: a kernel without system calls of its own */
#include <kspawn/errno.h>
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" long kspawn_fallback_syscall(kspawn_pt_regs *) { return -KSPAWN_ENOSYS; }

} // namespace kspawn::own
