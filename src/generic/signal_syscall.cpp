/* src/generic/signal_syscall.cpp: the system calls of signals by number, and what of a call may be restarted */
#include <kspawn/trace.h>

#include "signal.hpp"
#include "signal_user.hpp"
#include "syscall.hpp"

namespace {

/// A call of this layer, or of the kernel.
[[gnu::noinline]] long dispatch(kspawn_pt_regs *regs)
{
	const uintptr_t a = arg(regs, 0), b = arg(regs, 1), c = arg(regs, 2), d = arg(regs, 3);
	if (kspawn_pt_regs_nr(regs) < 0)
		return kspawn_fallback_syscall(regs);
	switch (kspawn_pt_regs_nr(regs)) {
	case KSPAWN_NR_rt_sigaction:
		return kspawn_sys_rt_sigaction(int(a), b, c, d);
	case KSPAWN_NR_rt_sigprocmask:
		return kspawn_sys_rt_sigprocmask(int(a), b, c, d);
	case KSPAWN_NR_rt_sigpending:
		return kspawn_sys_rt_sigpending(a, b);
	case KSPAWN_NR_rt_sigsuspend:
		return kspawn_sys_rt_sigsuspend(a, b);
	case KSPAWN_NR_rt_sigtimedwait:
		return kspawn_sys_rt_sigtimedwait(a, b, c, d, false);
	case KSPAWN_NR_rt_sigtimedwait_time64:
		return kspawn_sys_rt_sigtimedwait(a, b, c, d, true);
	case KSPAWN_NR_sigaltstack:
		return kspawn_sys_sigaltstack(a, b, kspawn_pt_regs_sp(regs));
	case KSPAWN_NR_kill:
		return kspawn_sys_kill(int(a), int(b));
	case KSPAWN_NR_tkill:
		return kspawn_sys_tgkill(0, int(a), int(b));
	case KSPAWN_NR_tgkill:
		return int(a) > 0 ? kspawn_sys_tgkill(int(a), int(b), int(c)) : -KSPAWN_EINVAL;
	case KSPAWN_NR_rt_sigqueueinfo:
		return kspawn_sys_rt_sigqueueinfo(0, int(a), int(b), c);
	case KSPAWN_NR_rt_tgsigqueueinfo:
		return int(a) > 0 ? kspawn_sys_rt_sigqueueinfo(int(a), int(b), int(c), d) : -KSPAWN_EINVAL;
	case KSPAWN_NR_pidfd_send_signal:
		return kspawn_sys_pidfd_send_signal(int(a), int(b), c, unsigned(d));
	case KSPAWN_NR_pause:
		return kspawn_sys_pause();
	case KSPAWN_NR_setpgid:
		return kspawn_setpgid(int(a), int(b));
	case KSPAWN_NR_getpgid:
		return kspawn_getpgid(int(a));
	case KSPAWN_NR_getpgrp:
		return kspawn_getpgid(0);
	case KSPAWN_NR_setsid:
		return kspawn_setsid();
	case KSPAWN_NR_getsid:
		return kspawn_getsid(int(a));
	default:
		return kspawn_fallback_syscall(regs);
	}
}

bool is_sigreturn(long nr) { return nr >= 0 && (nr == KSPAWN_NR_rt_sigreturn || nr == KSPAWN_NR_sigreturn); }

/// Most results are outside the range of those few.
bool is_restart(long result)
{
	if (result < -KSPAWN_ERESTART_RESTARTBLOCK || result > -KSPAWN_ERESTARTSYS)
		return false;
	return result == -KSPAWN_ERESTARTSYS || result == -KSPAWN_ERESTARTNOINTR || result == -KSPAWN_ERESTARTNOHAND ||
	       result == -KSPAWN_ERESTART_RESTARTBLOCK;
}

/// Keeps what the call needs to be made again: its arguments are still in *regs. Returns what it ends with otherwise.
[[gnu::noinline]] long interrupt(kspawn_signals &signals, const kspawn_pt_regs *regs, long result)
{
	signals.restart = int32_t(-result);
	signals.arg0 = arg(regs, 0);
	signals.arg3 = arg(regs, 3);
	return -KSPAWN_EINTR;
}

} // namespace

void kspawn_signal_syscall(kspawn_pt_regs *regs)
{
	if (is_sigreturn(kspawn_pt_regs_nr(regs)))
		return kspawn_sys_rt_sigreturn(regs);
	kspawn_trace_sys_enter(regs, kspawn_pt_regs_nr(regs));
	long result = kspawn_core_syscall(regs);
	if (result == not_of_core)
		result = dispatch(regs);
	kspawn_signals &signals = signals_of(kspawn_current());
	signals.resumed = false;
	if (is_restart(result))
		result = interrupt(signals, regs, result);
	kspawn_pt_regs_set_ret(regs, result);
	kspawn_trace_sys_exit(regs, result);
}
