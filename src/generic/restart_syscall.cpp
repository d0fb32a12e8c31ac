/* src/generic/restart_syscall.cpp: the system call instruction of real privilege is executed again */
#include <kspawn/pt_regs.h>
#include <kspawn/host.h>

/* In a namespace: a kernel may have one that is static inline. */
namespace kspawn::own {

extern "C" void kspawn_restart_syscall(kspawn_pt_regs *regs, uintptr_t arg0, uintptr_t arg3)
{
	kspawn_pt_regs_rewind(regs, arg0, arg3);
}

} // namespace kspawn::own
