/* tests/generic/futex_test.cpp: waits for futexes and wakes
 *
 * Tested here: futex_queue.cpp, futex_syscall.cpp, futex_wait.cpp, futex_wake_op.cpp, futex_waken.cpp, sys_futex.cpp */
#include "futexes.hpp"
#include "inject.hpp"

using namespace kspawn::test;
namespace inject = kspawn::hosted::inject;

TEST_CASE("futex: a wait for another value is EAGAIN")
{
	with_futexes([] {
		poke(scratch(), 7);
		CHECK(futex(scratch(), KSPAWN_FUTEX_WAIT | priv, 8) == -KSPAWN_EAGAIN);
		CHECK(futex(scratch(), KSPAWN_FUTEX_WAIT, 8) == -KSPAWN_EAGAIN);
	});
}

TEST_CASE("futex: a wake ends a wait and says how many")
{
	with_futexes([] {
		poke(scratch(), 7);
		CHECK(wake(scratch(), 1) == 0);
		const int pid = waiter(scratch(), 7);
		CHECK(wake(scratch() + 4, 1) == 0);
		CHECK(sleeps(pid));
		CHECK(wake(scratch(), 1) == 1);
		CHECK(wait_for(pid) == exited(0));
		CHECK(wake(scratch(), 1) == 0);
	});
}

TEST_CASE("futex: a wake takes the oldest waiters, and at least one")
{
	with_futexes([] {
		poke(scratch(), 7);
		std::vector<int> pids;
		for (int i = 0; i < 6; i++)
			pids.push_back(waiter(scratch(), 7));
		CHECK(wake(scratch(), 2) == 2);
		CHECK(wait_for(pids[0]) == exited(0));
		CHECK(wait_for(pids[1]) == exited(0));
		CHECK(wake(scratch(), 0) == 1);
		CHECK(wait_for(pids[2]) == exited(0));
		CHECK(wake(scratch(), -1) == 1);
		CHECK(wait_for(pids[3]) == exited(0));
		CHECK(sleeps(pids[4]));
		CHECK(wake(scratch(), INT_MAX) == 2);
		CHECK(wait_for(pids[4]) == exited(0));
		CHECK(wait_for(pids[5]) == exited(0));
	});
}

TEST_CASE("futex: a wake by bitset takes the waiters that share a bit")
{
	with_futexes([] {
		poke(scratch(), 7);
		const int one = waiter(scratch(), 7, 1), two = waiter(scratch(), 7, 2), both = waiter(scratch(), 7, 3);
		const auto wake_bits = [](uint32_t bits, uint32_t count) {
			return futex(scratch(), KSPAWN_FUTEX_WAKE_BITSET | priv, count, 0, 0, bits);
		};
		CHECK(wake_bits(4, 9) == 0);
		CHECK(wake_bits(2, 1) == 1);
		CHECK(wait_for(two) == exited(0));
		CHECK(sleeps(one));
		CHECK(wake_bits(2, 9) == 1);
		CHECK(wait_for(both) == exited(0));
		CHECK(wake(scratch(), 9) == 1);
		CHECK(wait_for(one) == exited(0));
		CHECK(wake_bits(0, 1) == -KSPAWN_EINVAL);
		CHECK(futex(scratch(), KSPAWN_FUTEX_WAIT_BITSET | priv, 7, 0, 0, 0) == -KSPAWN_EINVAL);
	});
}

TEST_CASE("futex: a requeue wakes some, moves some and leaves the rest")
{
	with_futexes([] {
		const uintptr_t a = scratch(), b = scratch() + 64;
		poke(a, 7);
		std::vector<int> pids;
		for (int i = 0; i < 4; i++)
			pids.push_back(waiter(a, 7));
		CHECK(futex(a, KSPAWN_FUTEX_CMP_REQUEUE | priv, 1, 2, b, 8) == -KSPAWN_EAGAIN);
		CHECK(futex(a, KSPAWN_FUTEX_CMP_REQUEUE | priv, 1, 2, b, 7) == 3);
		CHECK(wait_for(pids[0]) == exited(0));
		CHECK(wake(b, 1) == 1);
		CHECK(wait_for(pids[1]) == exited(0));
		CHECK(futex(b, KSPAWN_FUTEX_REQUEUE | priv, 0, INT_MAX, a) == 1);
		CHECK(wake(b, 9) == 0);
		CHECK(wake(a, 9) == 2);
		CHECK(wait_for(pids[2]) == exited(0));
		CHECK(wait_for(pids[3]) == exited(0));
		CHECK(futex(a, KSPAWN_FUTEX_REQUEUE | priv, uint32_t(-1), 1, b) == -KSPAWN_EINVAL);
		CHECK(futex(a, KSPAWN_FUTEX_REQUEUE | priv, 1, uintptr_t(-1), b) == -KSPAWN_EINVAL);
	});
}

TEST_CASE("futex: a requeue to the same word ends")
{
	with_futexes([] {
		poke(scratch(), 7);
		const int one = waiter(scratch(), 7), two = waiter(scratch(), 7);
		CHECK(futex(scratch(), KSPAWN_FUTEX_REQUEUE | priv, 0, INT_MAX, scratch()) == 2);
		CHECK(wake(scratch(), 9) == 2);
		CHECK(wait_for(one) == exited(0));
		CHECK(wait_for(two) == exited(0));
	});
}

namespace {

constexpr uint32_t encode(uint32_t op, uint32_t compare, int operand, int compared)
{
	return op << 28 | compare << 24 | (uint32_t(operand) & 0xfff) << 12 | (uint32_t(compared) & 0xfff);
}

} // namespace

TEST_CASE("futex: WAKE_OP changes a word and compares what it was")
{
	struct change {
		uint32_t encoded, before, after;
		bool holds;
	};
	static const change changes[] = {
		{ encode(0, 0, 5, 7), 7, 5, true },
		{ encode(0, 0, -1, 8), 7, UINT32_MAX, false },
		{ encode(1, 1, 2, 7), 7, 9, false },
		{ encode(1, 1, -2, 8), 7, 5, true },
		{ encode(2, 2, 8, 8), 7, 15, true },
		{ encode(2, 2, 8, 7), 7, 15, false },
		{ encode(3, 3, 3, 7), 7, 4, true },
		{ encode(3, 3, 3, 6), 7, 4, false },
		{ encode(4, 4, 1, 6), 7, 6, true },
		{ encode(4, 4, 1, 7), 7, 6, false },
		{ encode(0, 5, 0, 7), 7, 0, true },
		{ encode(0, 5, 0, 8), 7, 0, false },
		{ encode(8, 0, 4, 7), 7, 16, true },
		{ encode(8, 0, 31, 7), 7, 1u << 31, true },
		{ encode(0, 2, 0, -1), UINT32_MAX, 0, false },
		{ encode(0, 4, 0, -2), UINT32_MAX, 0, true },
	};
	with_futexes([] {
		const uintptr_t a = scratch(), b = scratch() + 64;
		poke(a, 3);
		for (const change &c : changes) {
			INFO(std::hex << c.encoded);
			poke(b, c.before);
			const int first = waiter(a, 3), second = waiter(b, c.before);
			CHECK(futex(a, KSPAWN_FUTEX_WAKE_OP | priv, 1, 1, b, c.encoded) == (c.holds ? 2 : 1));
			CHECK(peek<uint32_t>(kspawn_current(), b) == c.after);
			CHECK(wait_for(first) == exited(0));
			CHECK(sleeps(second) == !c.holds);
			wake(b, 1);
			CHECK(wait_for(second) == exited(0));
		}
		CHECK(futex(a, KSPAWN_FUTEX_WAKE_OP | priv, 1, 1, b, encode(5, 0, 0, 0)) == -KSPAWN_ENOSYS);
		CHECK(futex(a, KSPAWN_FUTEX_WAKE_OP | priv, 1, 1, b, encode(0, 6, 0, 0)) == -KSPAWN_ENOSYS);
	});
}

TEST_CASE("futex: addresses that are not aligned or not the program's are refused")
{
	with_futexes([] {
		static const int ops[] = { KSPAWN_FUTEX_WAIT,        KSPAWN_FUTEX_WAKE,    KSPAWN_FUTEX_WAIT_BITSET,
					   KSPAWN_FUTEX_WAKE_BITSET, KSPAWN_FUTEX_REQUEUE, KSPAWN_FUTEX_CMP_REQUEUE,
					   KSPAWN_FUTEX_WAKE_OP };
		poke(scratch(), 0);
		for (int op : ops)
			for (int flags : { 0, priv }) {
				INFO("op " << (op | flags));
				const auto call = [=](uintptr_t at, uintptr_t at2) {
					return futex(at, op | flags, 1, 0, at2, 1);
				};
				CHECK(call(scratch() + 2, scratch()) == -KSPAWN_EINVAL);
				CHECK(call(uintptr_t(0) - 4, scratch()) == -KSPAWN_EFAULT);
				if (op != KSPAWN_FUTEX_REQUEUE && op != KSPAWN_FUTEX_CMP_REQUEUE && op != KSPAWN_FUTEX_WAKE_OP)
					continue;
				CHECK(call(scratch(), scratch() + 1) == -KSPAWN_EINVAL);
				CHECK(call(scratch(), uintptr_t(0) - 4) == -KSPAWN_EFAULT);
			}
	});
}

TEST_CASE("futex: a wait for a word that is not mapped is EFAULT, a wake finds no waiter")
{
	with_futexes([] {
		const uintptr_t hole = kspawn::hosted::user_low + kspawn::hosted::page_size * 16;
		CHECK(wake(hole, 1) == 0);
		CHECK(futex(hole, KSPAWN_FUTEX_WAKE, 1) == -KSPAWN_EFAULT);
		CHECK(futex(hole, KSPAWN_FUTEX_WAIT | priv, 0) == -KSPAWN_EFAULT);
		CHECK(futex(hole, KSPAWN_FUTEX_CMP_REQUEUE | priv, 1, 1, scratch(), 0) == -KSPAWN_EFAULT);
		CHECK(futex(scratch(), KSPAWN_FUTEX_WAKE_OP | priv, 1, 1, hole, 0) == -KSPAWN_EFAULT);
		const uintptr_t code = kspawn_pt_regs_ip(kspawn_current_pt_regs()) & ~uintptr_t(3);
		CHECK(futex(scratch(), KSPAWN_FUTEX_WAKE_OP | priv, 1, 1, code, 0) == -KSPAWN_EFAULT);
	});
}

TEST_CASE("futex: a word on a page that was never touched is zero")
{
	with_futexes([] {
		const uintptr_t fresh = scratch() - 32 * kspawn::hosted::page_size;
		CHECK(futex(fresh, KSPAWN_FUTEX_WAIT | priv, 1) == -KSPAWN_EAGAIN);
		const int pid = waiter(fresh - 8 * kspawn::hosted::page_size, 0);
		CHECK(wake(fresh - 8 * kspawn::hosted::page_size, 1) == 1);
		CHECK(wait_for(pid) == exited(0));
	});
}

TEST_CASE("futex: unknown operations are ENOSYS")
{
	with_futexes([] {
		poke(scratch(), 7);
		for (int op : { 2, 6, 7, 8, 11, 12, 13, 14, 127, 512, KSPAWN_FUTEX_WAIT | 256, KSPAWN_FUTEX_WAKE | 256,
				KSPAWN_FUTEX_CMP_REQUEUE | 256, -1 }) {
			INFO("op " << op);
			CHECK(futex(scratch(), op | priv, 8) == -KSPAWN_ENOSYS);
		}
	});
}

namespace {

template <class Word = long>
uintptr_t time_at(uintptr_t at, Word seconds, Word ns)
{
	poke(at, seconds);
	poke(at + sizeof(Word), ns);
	return at;
}

} // namespace

TEST_CASE("futex: a wait ends at its time")
{
	with_futexes([] {
		const uintptr_t at = scratch(), time = scratch() + 64;
		poke(at, 7);
		const uint64_t start = kspawn_clock_now();
		CHECK(futex(at, KSPAWN_FUTEX_WAIT | priv, 7, time_at(time, 100l, 5l)) == -KSPAWN_ETIMEDOUT);
		CHECK(kspawn_clock_now() - start >= 100'000'000'005);
		CHECK(kspawn_clock_now() - start < 101'000'000'000);
		CHECK(futex(at, KSPAWN_FUTEX_WAIT | priv, 7, time_at(time, 0l, 0l)) == -KSPAWN_ETIMEDOUT);
		CHECK(futex(at, KSPAWN_FUTEX_WAIT | priv, 8, time) == -KSPAWN_EAGAIN);
		const auto until = [=](int clock) { return futex(at, KSPAWN_FUTEX_WAIT_BITSET | priv | clock, 7, time, 0, 1); };
		time_at(time, 300l, 0l);
		CHECK(until(0) == -KSPAWN_ETIMEDOUT);
		CHECK(kspawn_clock_now() >= 300'000'000'000);
		CHECK(kspawn_clock_now() < 301'000'000'000);
		CHECK(until(0) == -KSPAWN_ETIMEDOUT);
		time_at(time, 1400l, 0l); /* the machine's real time is 1000 s ahead */
		CHECK(until(KSPAWN_FUTEX_CLOCK_REALTIME) == -KSPAWN_ETIMEDOUT);
		CHECK(kspawn_clock_now() >= 400'000'000'000);
		CHECK(kspawn_clock_now() < 401'000'000'000);
	});
}

TEST_CASE("futex: a time out of range is EINVAL, one that never comes does not end a wait")
{
	with_futexes([] {
		const uintptr_t at = scratch(), time = scratch() + 64;
		poke(at, 7);
		const auto wait = [=] { return futex(at, KSPAWN_FUTEX_WAIT | priv, 7, time); };
		time_at(time, -1l, 0l);
		CHECK(wait() == -KSPAWN_EINVAL);
		time_at(time, 1l, 1000000000l);
		CHECK(wait() == -KSPAWN_EINVAL);
		time_at(time, 1l, -1l);
		CHECK(wait() == -KSPAWN_EINVAL);
		CHECK(futex(at, KSPAWN_FUTEX_WAIT | priv, 7, 3) == -KSPAWN_EFAULT);
		time_at<int64_t>(time, INT64_MAX, 999999999);
		const int pid = sharer([=] { return int(kspawn_sys_futex_time64(at, KSPAWN_FUTEX_WAIT | priv, 7, time, 0, 0)); });
		until_asleep(pid);
		CHECK(futex(at, KSPAWN_FUTEX_WAIT | priv, 7, time_at(time, 1000l, 0l)) == -KSPAWN_ETIMEDOUT);
		CHECK(wake(at, 9) == 1);
		CHECK(wait_for(pid) == exited(0));
	});
}

TEST_CASE("futex: a signal or a kill ends a wait")
{
	with_futexes([] {
		poke(scratch(), 7);
		const int pid = waiter(scratch(), 7), killed = waiter(scratch(), 7);
		kspawn_task *task = find(pid);
		kspawn::hosted::interrupt(task);
		kspawn_task_put(task);
		CHECK(wait_for(pid) == exited(KSPAWN_EINTR));
		CHECK(kill_pid(killed, 9) == 0);
		CHECK(wait_for(killed) == 9);
		CHECK(wake(scratch(), 9) == 0);
	});
}

TEST_CASE("futex: the same address of two address spaces are two words")
{
	with_futexes([] {
		poke(scratch(), 7);
		const uintptr_t at = scratch();
		const int other = user([at] {
			poke(at, 7);
			return int(-futex(at, KSPAWN_FUTEX_WAIT, 7));
		});
		until_asleep(other);
		CHECK(futex(at, KSPAWN_FUTEX_WAKE, 9) == 0);
		CHECK(sleeps(other));
		CHECK(kill_pid(other, 9) == 0);
		CHECK(wait_for(other) == 9);
	});
}

TEST_CASE("futex: a task that ends wakes one waiter of its clear-tid word")
{
	with_futexes([] {
		const uintptr_t at = scratch();
		poke(at, 1234);
		const int holder = sharer([at] {
			kspawn_current()->clear_tid = at;
			yield(200);
			return 0;
		});
		CHECK(futex(at, KSPAWN_FUTEX_WAIT, 1234) == 0);
		CHECK(peek<int>(kspawn_current(), at) == 0);
		CHECK(wait_for(holder) == exited(0));
	});
}

TEST_CASE("futex: by their numbers")
{
	with_futexes([] {
		poke(scratch(), 7);
		CHECK(call(KSPAWN_NR_futex, { scratch(), KSPAWN_FUTEX_WAIT | priv, 8 }) == -KSPAWN_EAGAIN);
		const uintptr_t time = time_at<int64_t>(scratch() + 64, 1, 0);
		if (KSPAWN_NR_futex_time64 > 0)
			CHECK(call(KSPAWN_NR_futex_time64, { scratch(), KSPAWN_FUTEX_WAIT | priv, 7, time }) ==
			      -KSPAWN_ETIMEDOUT);
		CHECK(call(KSPAWN_NR_futex_time64 > 0 ? KSPAWN_NR_futex_time64 : KSPAWN_NR_futex,
			   { scratch(), KSPAWN_FUTEX_WAIT_BITSET | priv, 7, time, 0, 0 }) == -KSPAWN_EINVAL);
		CHECK(call(KSPAWN_NR_set_robust_list, { 0, 3 * sizeof(uintptr_t) }) == 0);
		CHECK(call(KSPAWN_NR_get_robust_list, { 0, scratch(), scratch() + 8 }) == 0);
	});
}

namespace {

/// Fails each step of `call` once: it returns -EFAULT or what it returns without a failure.
void fail_each(const char *name, long result, const std::function<long()> &call)
{
	for (unsigned n = 1;; n++) {
		INFO(name << ", step " << n);
		const auto before = in_use();
		inject::fail_at(n);
		const long got = call();
		const unsigned steps = inject::end();
		CHECK((got == result || got == -KSPAWN_EFAULT));
		CHECK(in_use() == before);
		if (steps < n) {
			CHECK(got == result);
			CHECK(n > 1);
			return;
		}
	}
}

} // namespace

TEST_CASE("futex: each call fails cleanly at every step")
{
	with_futexes([] {
		const uintptr_t a = scratch(), b = scratch() + 64, time = time_at(scratch() + 128, 0l, 0l);
		poke(a, 7);
		poke(b, 7);
		fail_each("WAIT", -KSPAWN_ETIMEDOUT, [=] { return futex(a, KSPAWN_FUTEX_WAIT | priv, 7, time); });
		fail_each("WAKE", 0, [=] { return wake(a, 1); });
		fail_each("CMP_REQUEUE", 0, [=] { return futex(a, KSPAWN_FUTEX_CMP_REQUEUE | priv, 1, 1, b, 7); });
		fail_each("WAKE_OP", 0, [=] { return futex(a, KSPAWN_FUTEX_WAKE_OP | priv, 1, 1, b, encode(0, 0, 7, 0)); });
		fail_each("get_robust_list", 0, [=] { return kspawn_sys_get_robust_list(0, a + 16, a + 32); });
	});
}
