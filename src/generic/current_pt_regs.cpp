/* src/generic/current_pt_regs.cpp: the user registers of the running task */
#include <kspawn/host.h>
#include <kspawn/task.h>

kspawn_pt_regs *kspawn_current_pt_regs() { return kspawn_current()->regs; }
