/* src/generic/signal_syscall.cpp: the system calls of signals by number, and what of a call may be restarted */
#include <kspawn/syscall.h>

#include "signal.hpp"
#include "signal_user.hpp"

namespace {

uintptr_t arg(const kspawn_pt_regs *regs, unsigned n) { return kspawn_pt_regs_arg(regs, n); }

/// Returns false if the number is of no call of this layer.
bool dispatch(const kspawn_pt_regs *regs, long &result)
{
	const uintptr_t a = arg(regs, 0), b = arg(regs, 1), c = arg(regs, 2), d = arg(regs, 3);
	switch (kspawn_pt_regs_nr(regs)) {
	case KSPAWN_NR_rt_sigaction:
		result = kspawn_sys_rt_sigaction(int(a), b, c, d);
		return true;
	case KSPAWN_NR_rt_sigprocmask:
		result = kspawn_sys_rt_sigprocmask(int(a), b, c, d);
		return true;
	case KSPAWN_NR_rt_sigpending:
		result = kspawn_sys_rt_sigpending(a, b);
		return true;
	case KSPAWN_NR_rt_sigsuspend:
		result = kspawn_sys_rt_sigsuspend(a, b);
		return true;
	case KSPAWN_NR_rt_sigtimedwait:
		result = kspawn_sys_rt_sigtimedwait(a, b, c, d, false);
		return true;
	case KSPAWN_NR_rt_sigtimedwait_time64:
		result = kspawn_sys_rt_sigtimedwait(a, b, c, d, true);
		return true;
	case KSPAWN_NR_sigaltstack:
		result = kspawn_sys_sigaltstack(a, b, kspawn_pt_regs_sp(regs));
		return true;
	case KSPAWN_NR_kill:
		result = kspawn_sys_kill(int(a), int(b));
		return true;
	case KSPAWN_NR_tkill:
		result = kspawn_sys_tgkill(0, int(a), int(b));
		return true;
	case KSPAWN_NR_tgkill:
		result = int(a) > 0 ? kspawn_sys_tgkill(int(a), int(b), int(c)) : -KSPAWN_EINVAL;
		return true;
	case KSPAWN_NR_rt_sigqueueinfo:
		result = kspawn_sys_rt_sigqueueinfo(0, int(a), int(b), c);
		return true;
	case KSPAWN_NR_rt_tgsigqueueinfo:
		result = int(a) > 0 ? kspawn_sys_rt_sigqueueinfo(int(a), int(b), int(c), d) : -KSPAWN_EINVAL;
		return true;
	case KSPAWN_NR_pause:
		result = kspawn_sys_pause();
		return true;
	case KSPAWN_NR_setpgid:
		result = kspawn_setpgid(int(a), int(b));
		return true;
	case KSPAWN_NR_getpgid:
		result = kspawn_getpgid(int(a));
		return true;
	case KSPAWN_NR_getpgrp:
		result = kspawn_getpgid(0);
		return true;
	case KSPAWN_NR_setsid:
		result = kspawn_setsid();
		return true;
	case KSPAWN_NR_getsid:
		result = kspawn_getsid(int(a));
		return true;
	default:
		return false;
	}
}

bool is_sigreturn(long nr) { return nr >= 0 && (nr == KSPAWN_NR_rt_sigreturn || nr == KSPAWN_NR_sigreturn); }

bool is_restart(long result)
{
	return result == -KSPAWN_ERESTARTSYS || result == -KSPAWN_ERESTARTNOINTR || result == -KSPAWN_ERESTARTNOHAND ||
	       result == -KSPAWN_ERESTART_RESTARTBLOCK;
}

void carry_out(kspawn_pt_regs *regs)
{
	long result;
	if (kspawn_pt_regs_nr(regs) >= 0 && dispatch(regs, result))
		kspawn_pt_regs_set_ret(regs, result);
	else
		kspawn_syscall(regs);
}

} // namespace

void kspawn_signal_syscall(kspawn_pt_regs *regs)
{
	kspawn_signals &signals = signals_of(kspawn_current());
	if (is_sigreturn(kspawn_pt_regs_nr(regs)))
		return kspawn_sys_rt_sigreturn(regs);
	const uintptr_t arg0 = arg(regs, 0), arg3 = arg(regs, 3);
	carry_out(regs);
	signals.resumed = false;
	const long result = kspawn_pt_regs_ret(regs);
	if (!is_restart(result))
		return;
	signals.restart = int32_t(-result);
	signals.arg0 = arg0;
	signals.arg3 = arg3;
	kspawn_pt_regs_set_ret(regs, -KSPAWN_EINTR);
}
