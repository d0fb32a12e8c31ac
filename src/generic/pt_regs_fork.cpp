/* src/generic/pt_regs_fork.cpp: the child's registers, where fork returns in one of them */
#include <kspawn/arch.h>
#include <kspawn/pt_regs.h>

void kspawn_pt_regs_fork(kspawn_pt_regs *child, kspawn_pt_regs *, uintptr_t usp, bool set_tls, uintptr_t tls)
{
	kspawn_pt_regs_set_ret(child, 0);
	if (usp)
		kspawn_pt_regs_set_sp(child, usp);
	if (set_tls)
		kspawn_pt_regs_set_tls(child, tls);
}
