/* src/generic/signal_action.cpp: what a process does for each signal */
#include "signal.hpp"
#include "signal_user.hpp"

namespace {

#ifdef KSPAWN_SA_RESTORER
constexpr uint32_t restorer_flag = KSPAWN_SA_RESTORER;
uintptr_t restorer_of(const kspawn_sigaction &action) { return action.restorer; }
void set_restorer(kspawn_sigaction &action, uintptr_t restorer) { action.restorer = restorer; }
#else
constexpr uint32_t restorer_flag = 0;
uintptr_t restorer_of(const kspawn_sigaction &) { return 0; }
void set_restorer(kspawn_sigaction &, uintptr_t) {}
#endif

/// Linux clears the others, so that a program finds out what the kernel has.
constexpr uint32_t known_action_flags = KSPAWN_SA_NOCLDSTOP | KSPAWN_SA_NOCLDWAIT | KSPAWN_SA_SIGINFO | KSPAWN_SA_ONSTACK |
					KSPAWN_SA_RESTART | KSPAWN_SA_NODEFER | KSPAWN_SA_RESETHAND | restorer_flag;

void get(const kspawn_sighand &hand, int sig, kspawn_sigaction &action)
{
	action = {};
	action.handler = hand.handler[sig - 1];
	action.flags = hand.flags[sig - 1];
	set_restorer(action, hand.restorer[sig - 1]);
	action.mask = hand.mask[sig - 1];
}

void set(kspawn_sighand &hand, int sig, const kspawn_sigaction &action)
{
	hand.handler[sig - 1] = action.handler;
	hand.flags[sig - 1] = uint32_t(action.flags) & known_action_flags;
	hand.restorer[sig - 1] = restorer_of(action);
	hand.mask[sig - 1] = action.mask & ~never_blocked;
}

/// A signal that is pending, and ignored from then on, is dropped, blocked or not. (POSIX, 2.4.3)
void exchange(kspawn_task *task, int sig, const kspawn_sigaction *action, kspawn_sigaction &old)
{
	tree_lock lock;
	kspawn_sighand &hand = *signals_of(task).sighand;
	get(hand, sig, old);
	if (!action)
		return;
	set(hand, sig, *action);
	if (is_ignored(hand, sig))
		kspawn_signal_drop(task->leader, set_of(sig));
}

} // namespace

long kspawn_sys_rt_sigaction(int sig, uintptr_t action, uintptr_t old, size_t size)
{
	kspawn_task *task = kspawn_current();
	kspawn_sigaction given, before;
	if (size != sizeof(kspawn_sigset))
		return -KSPAWN_EINVAL;
	const int err = action ? kspawn_copy_from_user(&given, action, sizeof(given)) : 0;
	if (err)
		return err;
	if (!is_signal(sig) || (action && has(never_blocked, sig)))
		return -KSPAWN_EINVAL;
	exchange(task, sig, action ? &given : nullptr, before);
	return old ? kspawn_copy_to_user(task, old, &before, sizeof(before)) : 0;
}
