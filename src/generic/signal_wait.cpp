/* src/generic/signal_wait.cpp: sigtimedwait: a signal is taken without its handler */
#include "signal.hpp"
#include "signal_user.hpp"
#include "user_time.hpp"

namespace {

/// Reads how long to wait. Without an address: until a signal comes. `long_time`: the members have 64 bits on every machine.
int read_wait(uintptr_t from, bool long_time, uint64_t &wait)
{
	wait = forever;
	if (!from)
		return 0;
	return long_time || sizeof(long) == 8 ? read_time<int64_t>(from, wait) : read_time<int32_t>(from, wait);
}

int sleep(uint64_t wait)
{
	if (wait == forever)
		return kspawn_wait_word(&never_changed, 0, KSPAWN_INTERRUPTIBLE);
	return kspawn_wait_word_until(&never_changed, 0, KSPAWN_INTERRUPTIBLE, KSPAWN_CLOCK_MONOTONIC,
				      later(kspawn_clock_now(), wait));
}

/// Takes a signal; or, if the thread shall wait for one, unblocks them all, so that each wakes it.
int take_or_unblock(kspawn_task *task, const kspawn_sigset &set, bool waits, kspawn_siginfo &info)
{
	tree_lock lock;
	kspawn_signals &signals = signals_of(task);
	const int sig = kspawn_signal_take(task, set, &info);
	if (!sig && waits) {
		signals.blocked_too = signals.blocked;
		signals.blocked = signals.blocked & ~set;
	}
	kspawn_signal_recalculate(task);
	return sig;
}

int take_and_block(kspawn_task *task, const kspawn_sigset &set, kspawn_siginfo &info)
{
	tree_lock lock;
	kspawn_signals &signals = signals_of(task);
	const int sig = kspawn_signal_take(task, set, &info);
	kspawn_signal_block(task, signals.blocked_too);
	signals.blocked_too = {};
	return sig;
}

int wait_for(kspawn_task *task, const kspawn_sigset &set, uint64_t wait, kspawn_siginfo &info)
{
	int sig = take_or_unblock(task, set, wait != 0, info);
	if (sig || wait == 0)
		return sig ? sig : -KSPAWN_EAGAIN;
	int err;
	do
		err = sleep(wait);
	while (err == 0);
	sig = take_and_block(task, set, info);
	return sig ? sig : err == -KSPAWN_ETIMEDOUT ? -KSPAWN_EAGAIN : -KSPAWN_EINTR;
}

} // namespace

int kspawn_signal_fetch(const kspawn_sigset *set, kspawn_siginfo *info)
{
	return take_or_unblock(kspawn_current(), *set & ~never_blocked, false, *info);
}

bool kspawn_signal_waits(const kspawn_sigset *set)
{
	tree_lock lock;
	kspawn_task *task = kspawn_current();
	return any((signals_of(task).pending.set | group_of(task->leader).pending.set) & *set & ~never_blocked);
}

long kspawn_sys_rt_sigtimedwait(uintptr_t set, uintptr_t info, uintptr_t time, size_t size, bool long_time)
{
	kspawn_task *task = kspawn_current();
	kspawn_siginfo got;
	kspawn_sigset wanted = {};
	uint64_t wait;
	if (size != sizeof(kspawn_sigset))
		return -KSPAWN_EINVAL;
	int err = read_set(wanted, set);
	if (!err)
		err = read_wait(time, long_time, wait);
	if (err)
		return err;
	const int sig = wait_for(task, wanted & ~never_blocked, wait, got);
	if (sig > 0 && info)
		err = kspawn_copy_to_user(task, info, &got, sizeof(got));
	return err ? err : sig;
}
