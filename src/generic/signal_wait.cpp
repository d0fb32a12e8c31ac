/* src/generic/signal_wait.cpp: sigtimedwait: a signal is taken without its handler */
#include "signal.hpp"
#include "signal_user.hpp"

namespace {

const uint32_t never = 0;
constexpr uint32_t second = 1000000000;

/// A time in user memory, by the type of its members.
template <typename T>
int read_time(uintptr_t from, int64_t &seconds, int64_t &ns)
{
	T time[2];
	const int err = kspawn_copy_from_user(time, from, sizeof(time));
	if (!err) {
		seconds = time[0];
		ns = time[1];
	}
	return err;
}

/// Are the members 64 bits wide, or 32, as in the older call where a long has 32?
constexpr bool reads_long(bool long_time) { return long_time || sizeof(long) == 8; }

/// Reads how long to wait. Without an address: until a signal comes, which is the end of time.
int read_wait(uintptr_t from, bool long_time, uint64_t &wait)
{
	int64_t seconds, ns;
	wait = UINT64_MAX;
	if (!from)
		return 0;
	const int err = reads_long(long_time) ? read_time<int64_t>(from, seconds, ns) : read_time<int32_t>(from, seconds, ns);
	if (err)
		return err;
	if (seconds < 0 || ns < 0 || ns >= second)
		return -KSPAWN_EINVAL;
	constexpr int64_t most = INT64_MAX / second / 2;
	if (seconds < most)
		wait = uint64_t(seconds) * second + uint64_t(ns);
	return 0;
}

int sleep(uint64_t wait)
{
	if (wait == UINT64_MAX)
		return kspawn_wait_word(&never, 0, KSPAWN_INTERRUPTIBLE);
	return kspawn_wait_word_until(&never, 0, KSPAWN_INTERRUPTIBLE, KSPAWN_CLOCK_MONOTONIC, kspawn_clock_now() + wait);
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
