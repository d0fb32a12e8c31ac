/* src/hosted/call_gate.cpp: a program calls the gate again, where a call pushes its return address */
#include <csignal>

#include <kspawn/wait.h>

#include "port.hpp"

#ifdef KSPAWN_CALL_PUSHES
namespace kspawn::hosted {

void call_gate(kspawn_pt_regs &regs, uintptr_t gate)
{
	const uintptr_t back = kspawn_pt_regs_ip(&regs), sp = kspawn_pt_regs_sp(&regs) - sizeof(back);
	if (kspawn_copy_to_user(kspawn_current(), sp, &back, sizeof(back)))
		kspawn_exit_group(SIGSEGV);
	kspawn_pt_regs_set_sp(&regs, sp);
	kspawn_pt_regs_set_ip(&regs, gate);
}

} // namespace kspawn::hosted
#endif
