/* src/hosted/x86_64/call_gate.cpp: a program calls the gate again */
#include <csignal>

#include <kspawn/wait.h>

#include "port.hpp"

namespace kspawn::hosted {

/// As `call` does.
void call_gate(kspawn_pt_regs &regs, uintptr_t gate)
{
	regs.sp -= sizeof(regs.ip);
	if (kspawn_copy_to_user(kspawn_current(), regs.sp, &regs.ip, sizeof(regs.ip)))
		kspawn_exit_group(SIGSEGV);
	regs.ip = gate;
}

} // namespace kspawn::hosted
