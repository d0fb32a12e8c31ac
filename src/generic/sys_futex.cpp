/* src/generic/sys_futex.cpp: futex, by its six arguments */
#include <kspawn/fork.h>

#include "futex.hpp"
#include "user_time.hpp"

namespace {

/// WAIT has the time from now on, WAIT_BITSET a time of a clock.
template <class Word>
int wait(const futex_word &word, int op, bool real_time, uint32_t seen, uintptr_t timeout, uint32_t bitset)
{
	if (real_time && op != KSPAWN_FUTEX_WAIT_BITSET)
		return -KSPAWN_ENOSYS;
	if (!timeout)
		return kspawn_futex_wait(word, seen, bitset, nullptr);
	futex_deadline deadline = { real_time ? KSPAWN_CLOCK_REALTIME : KSPAWN_CLOCK_MONOTONIC, 0 };
	const int err = read_time<Word>(timeout, deadline.at);
	if (err)
		return err;
	if (op == KSPAWN_FUTEX_WAIT)
		deadline.at = later(kspawn_clock_now(), deadline.at);
	return kspawn_futex_wait(word, seen, bitset, &deadline);
}

template <class Word>
int call(uintptr_t at, int op, uint32_t value, uintptr_t timeout, uintptr_t at2, uint32_t value3)
{
	const bool shared = !(op & KSPAWN_FUTEX_PRIVATE), real_time = op & KSPAWN_FUTEX_CLOCK_REALTIME;
	const futex_word word = { at, shared }, word2 = { at2, shared };
	const int count = int(value), count2 = int(timeout);
	op &= ~(KSPAWN_FUTEX_PRIVATE | KSPAWN_FUTEX_CLOCK_REALTIME);
	if (op == KSPAWN_FUTEX_WAIT || op == KSPAWN_FUTEX_WAIT_BITSET)
		return wait<Word>(word, op, real_time, value, timeout, op == KSPAWN_FUTEX_WAIT ? futex_match_any : value3);
	if (real_time)
		return -KSPAWN_ENOSYS;
	switch (op) {
	case KSPAWN_FUTEX_WAKE:
		return kspawn_futex_wake_word(word, count, futex_match_any);
	case KSPAWN_FUTEX_WAKE_BITSET:
		return kspawn_futex_wake_word(word, count, value3);
	case KSPAWN_FUTEX_REQUEUE:
		return kspawn_futex_requeue(word, word2, count, count2, nullptr);
	case KSPAWN_FUTEX_CMP_REQUEUE:
		return kspawn_futex_requeue(word, word2, count, count2, &value3);
	case KSPAWN_FUTEX_WAKE_OP:
		return kspawn_futex_wake_op(word, word2, count, count2, value3);
	default:
		return -KSPAWN_ENOSYS;
	}
}

} // namespace

long kspawn_sys_futex(uintptr_t at, int op, uint32_t value, uintptr_t timeout, uintptr_t at2, uint32_t value3)
{
	return call<long>(at, op, value, timeout, at2, value3);
}

long kspawn_sys_futex_time64(uintptr_t at, int op, uint32_t value, uintptr_t timeout, uintptr_t at2, uint32_t value3)
{
	return call<int64_t>(at, op, value, timeout, at2, value3);
}
