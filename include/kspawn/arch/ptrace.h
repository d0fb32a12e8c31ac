/* include/kspawn/arch/ptrace.h: struct kspawn_pt_regs, by the name that its header has in Linux */
#include <kspawn/pt_regs.h>
