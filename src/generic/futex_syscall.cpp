/* src/generic/futex_syscall.cpp: system calls of futexes by their Linux numbers */
#include <kspawn/pt_regs.h>
#include <kspawn/errno.h>
#include <kspawn/futex.h>

long kspawn_futex_syscall(kspawn_pt_regs *regs)
{
	const auto arg = [regs](unsigned n) { return kspawn_pt_regs_arg(regs, n); };
	const long nr = kspawn_pt_regs_nr(regs);
	if (nr < 0)
		return -KSPAWN_ENOSYS;
	switch (nr) {
	case KSPAWN_NR_futex:
		return kspawn_sys_futex(arg(0), int(arg(1)), uint32_t(arg(2)), arg(3), arg(4), uint32_t(arg(5)));
	case KSPAWN_NR_futex_time64:
		return kspawn_sys_futex_time64(arg(0), int(arg(1)), uint32_t(arg(2)), arg(3), arg(4), uint32_t(arg(5)));
	case KSPAWN_NR_set_robust_list:
		return kspawn_sys_set_robust_list(arg(0), arg(1));
	case KSPAWN_NR_get_robust_list:
		return kspawn_sys_get_robust_list(int(arg(0)), arg(1), arg(2));
	default:
		return -KSPAWN_ENOSYS;
	}
}
