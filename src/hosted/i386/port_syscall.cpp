/* src/hosted/i386/port_syscall.cpp: set_thread_area(descriptor) */
#include <sys/syscall.h>

#include <kspawn/arch/user_desc.h>
#include <kspawn/errno.h>

#include "port.hpp"

namespace kspawn::hosted {

long port_syscall(kspawn_pt_regs &regs)
{
	return regs.nr == SYS_set_thread_area ? kspawn_set_thread_area(&regs, regs.bx) : -KSPAWN_ENOSYS;
}

} // namespace kspawn::hosted
