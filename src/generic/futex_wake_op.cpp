/* src/generic/futex_wake_op.cpp: changes one word, and wakes waiters of two */
#include <kspawn/fork.h>

#include "futex.hpp"

namespace {

/// The argument `encoded`: 4 bits of operation, 4 of comparison, 12 of each operand. (futex(2))
struct wake_op {
	uint32_t op, compare;
	int32_t operand, compared;
};
constexpr uint32_t operand_is_shift = 8;

constexpr int32_t extend(uint32_t bits) { return int32_t((bits & 0xfff) ^ 0x800) - 0x800; }

wake_op decode(uint32_t encoded)
{
	wake_op op = { encoded >> 28 & 7, encoded >> 24 & 15, extend(encoded >> 12), extend(encoded) };
	if (encoded >> 28 & operand_is_shift)
		op.operand = int32_t(1u << (uint32_t(op.operand) & 31));
	return op;
}

constexpr uint32_t ops = 5, compares = 6;

uint32_t result(const wake_op &op, uint32_t old)
{
	const uint32_t operand = uint32_t(op.operand);
	switch (op.op) {
	case 0:
		return operand;
	case 1:
		return old + operand;
	case 2:
		return old | operand;
	case 3:
		return old & ~operand;
	default:
		return old ^ operand;
	}
}

bool holds(const wake_op &op, int32_t old)
{
	switch (op.compare) {
	case 0:
		return old == op.compared;
	case 1:
		return old != op.compared;
	case 2:
		return old < op.compared;
	case 3:
		return old <= op.compared;
	case 4:
		return old > op.compared;
	default:
		return old >= op.compared;
	}
}

/// Stores the old value. -EFAULT
int apply(const wake_op &op, uintptr_t at, uint32_t &old)
{
	uint32_t value;
	int err = kspawn_copy_from_user(&value, at, sizeof(value));
	do {
		old = value;
		if (!err)
			err = kspawn_futex_exchange(at, &value, result(op, old));
	} while (!err && value != old);
	return err;
}

} // namespace

/// The change needs no lock: a task that waits for the second word compares it with the
/// old value before, or with the next one, under the lock.
int kspawn_futex_wake_op(const futex_word &first, const futex_word &second, int wake, int wake_second, uint32_t encoded)
{
	const wake_op op = decode(encoded);
	kspawn_futex_key key, key2;
	uint32_t old;
	int err = futex_key(first, key);
	if (!err)
		err = futex_key(second, key2);
	if (!err && op.op >= ops)
		err = -KSPAWN_ENOSYS;
	if (!err)
		err = apply(op, second.at, old);
	if (!err && op.compare >= compares)
		err = -KSPAWN_ENOSYS;
	if (err)
		return err;
	futex_lock lock;
	const int woken = kspawn_futex_wake_some(key, wake, futex_match_any);
	return woken + (holds(op, int32_t(old)) ? kspawn_futex_wake_some(key2, wake_second, futex_match_any) : 0);
}
