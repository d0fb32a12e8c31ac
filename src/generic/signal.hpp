/* src/generic/signal.hpp: sets of signals, and what tasks and processes have of them; all under KSPAWN_LOCK_TREE */
#ifndef KSPAWN_SIGNAL_HPP
#define KSPAWN_SIGNAL_HPP

#include <kspawn/signal.h>

#include "freestanding.hpp"
#include "group.hpp"
#include "sigset.hpp"
#include "task_flags.hpp"

namespace {

constexpr kspawn_sigset no_signals = {};
constexpr kspawn_sigset never_blocked = set_of(KSPAWN_SIGKILL, KSPAWN_SIGSTOP); /* nor handled, nor ignored */
constexpr kspawn_sigset stops = set_of(KSPAWN_SIGSTOP, KSPAWN_SIGTSTP, KSPAWN_SIGTTIN, KSPAWN_SIGTTOU);
constexpr kspawn_sigset ignored_by_default = set_of(KSPAWN_SIGCHLD, KSPAWN_SIGCONT, KSPAWN_SIGURG, KSPAWN_SIGWINCH);
constexpr kspawn_sigset faults =
	set_of(KSPAWN_SIGSEGV, KSPAWN_SIGBUS, KSPAWN_SIGILL, KSPAWN_SIGTRAP, KSPAWN_SIGFPE, KSPAWN_SIGSYS);
constexpr kspawn_sigset dumps = faults | set_of(KSPAWN_SIGQUIT, KSPAWN_SIGABRT, KSPAWN_SIGXCPU, KSPAWN_SIGXFSZ)
#ifdef KSPAWN_SIGEMT
				| set_of(KSPAWN_SIGEMT)
#endif
	;

constexpr bool is_signal(int sig) { return sig >= 1 && sig <= KSPAWN_SIGNALS; }

/// Bits of kspawn_signal_group.flags.
enum group_flag : uint32_t {
	GROUP_STOPPED = 1 << 0, /* every thread has stopped */
	GROUP_MORTAL = 1 << 1,  /* a fault of init ends it */
	GROUP_FORKED = 1 << 2,  /* has not executed a program since it was created */
};

inline kspawn_signals &signals_of(kspawn_task *task) { return *kspawn_signals_of(task); }

inline kspawn_signal_group &group_of(kspawn_task *leader) { return signals_of(leader).group; }

template <typename Each>
void for_threads(kspawn_task *leader, Each each)
{
	find_thread(leader, [&](kspawn_task *thread) {
		each(thread);
		return false;
	});
}

/// Init is sent no signal that it has no handler for.
inline bool is_immortal(kspawn_task *leader) { return leader == kspawn_init_task() && !(group_of(leader).flags & GROUP_MORTAL); }

/// The actions of a process, or NULL if it has none.
inline const kspawn_sighand *actions_of(kspawn_task *leader)
{
	kspawn_task *thread = has_flag(leader, KSPAWN_TF_IDLE) ? nullptr : living_thread(leader);
	return thread ? signals_of(thread).sighand : nullptr;
}

inline uintptr_t handler_of(const kspawn_sighand &hand, int sig) { return hand.handler[sig - 1]; }

inline bool is_ignored(const kspawn_sighand &hand, int sig)
{
	const uintptr_t handler = handler_of(hand, sig);
	return handler == KSPAWN_SIG_IGN || (handler == KSPAWN_SIG_DFL && has(ignored_by_default, sig));
}

/// What a program learns of a signal that a program has sent.
inline kspawn_siginfo info_of_sender(int sig, int code)
{
	kspawn_task *task = kspawn_current();
	kspawn_siginfo info = {};
	info.signo = sig;
	info.code = code;
	info.kill.pid = task->tgid;
	info.kill.uid = kspawn_task_uid(task);
	return info;
}

} // namespace

extern "C" {
/* signal_queue.cpp */

/// Makes a signal pending. Returns false if `info` cannot be kept; only then, and with
/// `whole`, the signal is not pending.
bool kspawn_sigpending_add(kspawn_sigpending *to, kspawn_signal_group *of, const kspawn_siginfo *info, bool whole);
/// Takes the oldest `sig`, which is pending.
void kspawn_sigpending_take(kspawn_sigpending *from, kspawn_signal_group *of, int sig, kspawn_siginfo *info);
void kspawn_sigpending_drop(kspawn_sigpending *from, kspawn_signal_group *of, const kspawn_sigset &set);
/// Takes the next signal of `set` for a thread. Returns 0 if there is none.
int kspawn_signal_take(kspawn_task *task, const kspawn_sigset &set, kspawn_siginfo *info);
/// Drops the signals of `set` from the process and from all its threads.
void kspawn_signal_drop(kspawn_task *leader, const kspawn_sigset &set);

/* signal_send.cpp */

/// Sends to the process of `task`, or to `task` alone.
int kspawn_signal_send(kspawn_task *task, int sig, const kspawn_siginfo *info, bool process);
/// Sends SIGCHLD to the process of `parent`.
void kspawn_signal_report(kspawn_task *parent, const kspawn_siginfo *info);
/// Makes the thread look at its signals.
void kspawn_signal_notice(kspawn_task *thread);

/* signal_mask.cpp */

/// Sets `pends` of the current task to what it is.
void kspawn_signal_recalculate(kspawn_task *task);
void kspawn_signal_block(kspawn_task *task, const kspawn_sigset &blocked);
/// Signals of the process in `set` for which `task` may have been woken: wakes other threads for them.
void kspawn_signal_retarget(kspawn_task *task, const kspawn_sigset &set);

/* signal_stop.cpp */

/// The process begins to stop, for a signal that its current thread has taken.
void kspawn_stop_begin(kspawn_task *leader, int sig);
/// A thread no longer lives, or sleeps: the process may be stopped as a whole.
void kspawn_stop_check(kspawn_task *leader);
void kspawn_stop_end(kspawn_task *leader);
/// The current thread stops, if its process does. Without the lock; sleeps.
void kspawn_stop_here(kspawn_task *task);

/* signal_orphans.cpp */

/// Returns true if no parent of a member is in the same session and in another group. `exiting`
/// is a process that does not count, or NULL.
bool kspawn_pgrp_is_orphaned(int pgid, const kspawn_task *exiting);
/// The last thread of a process exits: sends SIGHUP and SIGCONT to stopped groups that this orphans.
void kspawn_pgrps_orphan(kspawn_task *leader);
}
#endif
