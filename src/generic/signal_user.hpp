/* src/generic/signal_user.hpp: the system calls of signals, and sets in user memory */
#ifndef KSPAWN_SIGNAL_USER_HPP
#define KSPAWN_SIGNAL_USER_HPP

#include <kspawn/signal.h>

namespace {

inline int read_set(kspawn_sigset &set, uintptr_t from) { return kspawn_copy_from_user(&set, from, sizeof(set)); }

/// A word to sleep for until a signal comes.
const uint32_t never_changed = 0;

/// Writes the first `size` bytes of a set.
inline int write_set(uintptr_t to, const kspawn_sigset &set, size_t size = sizeof(kspawn_sigset))
{
	return kspawn_copy_to_user(kspawn_current(), to, &set, size);
}

} // namespace

/* The results are as for Linux's system calls. `size` is the size of a sigset_t. */
extern "C" {
long kspawn_sys_rt_sigaction(int sig, uintptr_t action, uintptr_t old, size_t size);
long kspawn_sys_rt_sigprocmask(int how, uintptr_t set, uintptr_t old, size_t size);
long kspawn_sys_rt_sigpending(uintptr_t to, size_t size);
long kspawn_sys_rt_sigsuspend(uintptr_t from, size_t size);
long kspawn_sys_pause();
/// `long_time`: the time has 64 bits on every machine.
long kspawn_sys_rt_sigtimedwait(uintptr_t set, uintptr_t info, uintptr_t time, size_t size, bool long_time);
long kspawn_sys_sigaltstack(uintptr_t stack, uintptr_t old, uintptr_t sp);
long kspawn_sys_kill(int pid, int sig);
/// `tgid` 0: of any process.
long kspawn_sys_tgkill(int tgid, int pid, int sig);
/// `tgid` 0: to the process of `pid`; otherwise to that thread of it.
long kspawn_sys_rt_sigqueueinfo(int tgid, int pid, int sig, uintptr_t info);
long kspawn_sys_pidfd_send_signal(int fd, int sig, uintptr_t info, unsigned flags);
void kspawn_sys_rt_sigreturn(kspawn_pt_regs *regs);
}
#endif
