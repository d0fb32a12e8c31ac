/* src/hosted/mips/call_gate.cpp: a program calls the gate again */
#include "port.hpp"

namespace kspawn::hosted {

void call_gate(kspawn_pt_regs &regs, uintptr_t gate) { regs.pc = regs.r[25] = gate; }

} // namespace kspawn::hosted
