/* tests/generic/signal_wait_test.cpp: sigtimedwait, alternate stacks, and system calls that signals end
 *
 * Tested here: signal_stack.cpp, signal_state.cpp */
#include <limits>

#include "signals.hpp"

using namespace kspawn::test;

namespace {

constexpr long forever = -1;

bool waits(uint64_t set)
{
	const kspawn_sigset words = set_from(set);
	return kspawn_signal_waits(&words);
}

int fetch(uint64_t set, kspawn_siginfo &info)
{
	const kspawn_sigset words = set_from(set);
	return kspawn_signal_fetch(&words, &info);
}

long wait_for_signal(uint64_t set, long seconds, long ns, kspawn_siginfo *info = nullptr)
{
	poke(slot(4), std::array<long, 2>{ seconds, ns });
	const long sig = call(KSPAWN_NR_rt_sigtimedwait, { poke_set(set), slot(3), seconds == forever ? 0 : slot(4), set_size });
	if (info)
		*info = peek<kspawn_siginfo>(kspawn_current(), slot(3));
	return sig;
}

/// Sends itself signals from a child, after a while.
int sends_later(std::vector<int> signals)
{
	const int self = kspawn_current()->tgid;
	return fork_body([self, signals] {
		yield();
		for (int sig : signals)
			CHECK(send(self, sig) == 0);
	});
}

/// A result that may be restarted, brought by a system call; *regs is as after that call.
void ends_with(int result)
{
	kspawn_signals &s = signals();
	kspawn_pt_regs *regs = kspawn_current_pt_regs();
	s.restart = result;
	s.arg0 = kspawn_pt_regs_arg(regs, 0);
	s.arg3 = kspawn_pt_regs_arg(regs, 3);
	kspawn_pt_regs_set_ret(regs, -KSPAWN_EINTR);
}

} // namespace

TEST_CASE("sigtimedwait takes a pending signal, waits for one that is not, and ends in time")
{
	in_user([] {
		const uint64_t set = bit(KSPAWN_SIGUSR1) | bit(40);
		kspawn_siginfo info;
		block(set | bit(KSPAWN_SIGCHLD));
		CHECK(wait_for_signal(set, 0, 0) == -KSPAWN_EAGAIN);
		CHECK(wait_for_signal(set, 0, 1000) == -KSPAWN_EAGAIN);
		const int child = sends_later({ 40 });
		CHECK(wait_for_signal(set, forever, 0, &info) == 40);
		CHECK((info.kill.pid == child && info.code == KSPAWN_SI_USER));
		CHECK(wait_for(child) == exited(0));
		const int timed = sends_later({ KSPAWN_SIGUSR1 });
		CHECK(wait_for_signal(set, 1000000, 0, &info) == KSPAWN_SIGUSR1);
		CHECK(wait_for(timed) == exited(0));
		const int late = sends_later({ KSPAWN_SIGUSR1 });
		CHECK(wait_for_signal(set, std::numeric_limits<long>::max(), 999999999, &info) == KSPAWN_SIGUSR1);
		CHECK(wait_for(late) == exited(0));
		CHECK(first_64(signals().blocked) == (set | bit(KSPAWN_SIGCHLD)));
		CHECK(first_64(signals().blocked_too) == 0);
	});
}

TEST_CASE("sigtimedwait takes a signal that would end the process, and another signal ends it with EINTR")
{
	in_user([] {
		block(bit(KSPAWN_SIGTERM));
		const int child = sends_later({ KSPAWN_SIGTERM });
		CHECK(wait_for_signal(bit(KSPAWN_SIGTERM), forever, 0) == KSPAWN_SIGTERM);
		CHECK(wait_for(child) == exited(0));
		CHECK(act(KSPAWN_SIGUSR1, handler) == 0);
		const int other = sends_later({ KSPAWN_SIGUSR1 });
		CHECK(wait_for_signal(bit(KSPAWN_SIGTERM), forever, 0) == -KSPAWN_EINTR);
		deliver();
		CHECK(kspawn_pt_regs_ip(kspawn_current_pt_regs()) == handler);
		return_from_handler();
		CHECK(wait_for(other) == exited(0));
		CHECK(first_64(signals().blocked) == bit(KSPAWN_SIGTERM));
	});
}

TEST_CASE("sigtimedwait never takes SIGKILL or SIGSTOP, and refuses bad times")
{
	in_user([] {
		CHECK(wait_for_signal(bit(KSPAWN_SIGKILL), 0, 1) == -KSPAWN_EAGAIN);
		CHECK(wait_for_signal(1, 0, 1000000000) == -KSPAWN_EINVAL);
		CHECK(wait_for_signal(1, 0, -1) == -KSPAWN_EINVAL);
		CHECK(wait_for_signal(1, -2, 0) == -KSPAWN_EINVAL);
		if (sizeof(long) == 4) {
			poke(slot(4), std::array<int64_t, 2>{ 0, int64_t(1) << 32 }); /* the upper half is padding */
			CHECK(call(KSPAWN_NR_rt_sigtimedwait_time64, { poke_set(1), 0, slot(4), set_size }) == -KSPAWN_EAGAIN);
		}
		poke(slot(4), std::array<long, 2>{ 0, 0 });
		CHECK(call(KSPAWN_NR_rt_sigtimedwait, { slot(0), 0, slot(4), set_size - 1 }) == -KSPAWN_EINVAL);
		block(bit(40));
		for (uintptr_t bad : unreadable_addresses()) {
			CHECK(call(KSPAWN_NR_rt_sigtimedwait, { bad, 0, slot(4), set_size }) == -KSPAWN_EFAULT);
			CHECK(call(KSPAWN_NR_rt_sigtimedwait, { poke_set(bit(40)), 0, bad, set_size }) == -KSPAWN_EFAULT);
			CHECK(send_self(40) == 0);
			CHECK(call(KSPAWN_NR_rt_sigtimedwait, { poke_set(bit(40)), bad, slot(4), set_size }) == -KSPAWN_EFAULT);
			CHECK(pending() == 0); /* it has been taken, as in Linux */
		}
	});
}

TEST_CASE("of threads that wait for a signal one gets it")
{
	in_user([] {
		static int got;
		got = 0;
		block(bit(40));
		for (int i = 0; i < 2; i++)
			thread_body([] { got += wait_for_signal(bit(40), forever, 0) == 40; });
		yield();
		CHECK(send_self(40) == 0);
		yield();
		CHECK(got == 1);
		CHECK(send_self(40) == 0);
		yield();
		CHECK(got == 2);
	});
}

TEST_CASE("sigaltstack reports and sets, and refuses what Linux refuses")
{
	in_user([] {
		const auto set = [](uintptr_t sp, uint32_t flags, size_t size) {
			kspawn_sigaltstack stack = {};
			stack.sp = sp;
			stack.flags = flags;
			stack.size = size;
			poke(slot(0), stack);
			return call(KSPAWN_NR_sigaltstack, { slot(0), slot(1) });
		};
		const auto old = [] { return peek<kspawn_sigaltstack>(kspawn_current(), slot(1)); };
		const uintptr_t room = scratch() - 0x20000;
		CHECK(set(room, 0, KSPAWN_MINSIGSTKSZ) == 0);
		CHECK(old().flags == KSPAWN_SS_DISABLE);
		CHECK(set(room, KSPAWN_SS_ONSTACK, 0x8000) == 0);
		CHECK((old().sp == room && old().size == KSPAWN_MINSIGSTKSZ && old().flags == 0));
		CHECK(set(room, 0, KSPAWN_MINSIGSTKSZ - 1) == -KSPAWN_ENOMEM);
		CHECK(set(room, 4, 0x8000) == -KSPAWN_EINVAL);
		CHECK(set(0, KSPAWN_SS_DISABLE, 0) == 0);
		CHECK(signals().stack.size == 0);
		for (uintptr_t bad : unreadable_addresses()) {
			CHECK(call(KSPAWN_NR_sigaltstack, { bad, 0 }) == -KSPAWN_EFAULT);
			CHECK(call(KSPAWN_NR_sigaltstack, { 0, bad }) == -KSPAWN_EFAULT);
		}
	});
}

TEST_CASE("a thread is on the alternate stack from its end, which is empty, to above its last byte")
{
	in_user([] {
		kspawn_pt_regs *regs = kspawn_current_pt_regs();
		const uintptr_t sp = kspawn_pt_regs_sp(regs), room = scratch() - 0x20000;
		const auto flags_at = [=](uintptr_t at, uint32_t flags) {
			kspawn_signals &s = signals();
			s.stack.sp = room;
			s.stack.flags = flags;
			s.stack.size = 0x8000;
			kspawn_pt_regs_set_sp(regs, at);
			CHECK(call(KSPAWN_NR_sigaltstack, { 0, room }) == 0);
			kspawn_pt_regs_set_sp(regs, sp);
			return peek<kspawn_sigaltstack>(kspawn_current(), room).flags;
		};
		CHECK(flags_at(room, 0) == (KSPAWN_STACK_GROWS_UP ? KSPAWN_SS_ONSTACK : 0));
		CHECK(flags_at(room + KSPAWN_WORD, 0) == KSPAWN_SS_ONSTACK);
		CHECK(flags_at(room + 0x8000 - KSPAWN_WORD, 0) == KSPAWN_SS_ONSTACK);
		CHECK(flags_at(room + 0x8000, 0) == (KSPAWN_STACK_GROWS_UP ? 0 : KSPAWN_SS_ONSTACK));
		CHECK(flags_at(room + 0x8000 + KSPAWN_WORD, 0) == 0);
		CHECK(flags_at(room + KSPAWN_WORD, KSPAWN_SS_AUTODISARM) == KSPAWN_SS_AUTODISARM);
	});
}

TEST_CASE("a handler with SA_ONSTACK runs on the alternate stack, which cannot be changed there")
{
	in_user([] {
		const uintptr_t room = scratch() - 0x20000;
		kspawn_sigaltstack stack = {};
		stack.sp = room;
		stack.size = 0x8000;
		poke(slot(0), stack);
		CHECK(call(KSPAWN_NR_sigaltstack, { slot(0), 0 }) == 0);
		CHECK(act(KSPAWN_SIGUSR1, handler, KSPAWN_SA_ONSTACK) == 0);
		CHECK(send_self(KSPAWN_SIGUSR1) == 0);
		deliver();
		const uintptr_t sp = kspawn_pt_regs_sp(kspawn_current_pt_regs());
		CHECK((sp > room && sp < room + 0x8000));
		const uintptr_t below = sp - 0x4000;
		kspawn_sigaltstack got = {};
		poke(below, stack);
		CHECK(call(KSPAWN_NR_sigaltstack, { below, below + 64 }) == -KSPAWN_EPERM);
		CHECK(call(KSPAWN_NR_sigaltstack, { 0, below + 64 }) == 0);
		got = peek<kspawn_sigaltstack>(kspawn_current(), below + 64);
		CHECK((got.flags == KSPAWN_SS_ONSTACK && got.sp == room));
		return_from_handler();
		CHECK(signals().stack.size == 0x8000);
		const int child = fork_body([room] { CHECK(signals().stack.sp == room); });
		CHECK(wait_for(child) == exited(0));
		thread_body([] { CHECK(signals().stack.size == 0); });
		yield();
	});
}

TEST_CASE("a system call that a signal ends is made again or fails with EINTR, by its kind and the handler")
{
	struct rule {
		int result;
		bool without, with_restart, otherwise;
	};
	const rule rules[] = {
		{ KSPAWN_ERESTARTSYS, true, true, false },
		{ KSPAWN_ERESTARTNOINTR, true, true, true },
		{ KSPAWN_ERESTARTNOHAND, true, false, false },
		{ KSPAWN_ERESTART_RESTARTBLOCK, true, false, false },
	};
	in_user([&rules] {
		kspawn_pt_regs *regs = kspawn_current_pt_regs();
		const kspawn_pt_regs before = *regs;
		for (const rule &r : rules) {
			for (int how = 0; how < 3; how++) {
				INFO("result " << r.result << ", how " << how);
				const bool again = how == 0 ? r.without : how == 1 ? r.with_restart : r.otherwise;
				*regs = before;
				if (how) {
					CHECK(act(KSPAWN_SIGUSR1, handler, how == 1 ? KSPAWN_SA_RESTART : 0) == 0);
					CHECK(send_self(KSPAWN_SIGUSR1) == 0);
				}
				ends_with(r.result);
				CHECK(kspawn_signal_work(kspawn_current()));
				deliver();
				if (how)
					return_from_handler();
				CHECK((kspawn_pt_regs_ip(regs) != kspawn_pt_regs_ip(&before)) == again);
				if (!again)
					CHECK(kspawn_pt_regs_ret(regs) == -KSPAWN_EINTR);
				CHECK(!kspawn_signal_work(kspawn_current()));
				uint64_t until = 0;
				CHECK(kspawn_signal_resumed(&until) == (r.result == KSPAWN_ERESTART_RESTARTBLOCK && how == 0));
			}
		}
		*regs = before;
	});
}

TEST_CASE("of two handlers the first decides about the system call")
{
	in_user([] {
		kspawn_pt_regs *regs = kspawn_current_pt_regs();
		const kspawn_pt_regs before = *regs;
		CHECK(act(KSPAWN_SIGUSR1, handler, 0) == 0);
		CHECK(act(KSPAWN_SIGUSR2, handler, KSPAWN_SA_RESTART) == 0);
		CHECK(send_self(KSPAWN_SIGUSR1) == 0);
		CHECK(send_self(KSPAWN_SIGUSR2) == 0);
		ends_with(KSPAWN_ERESTARTSYS);
		deliver();
		return_from_handler();
		return_from_handler();
		CHECK(kspawn_pt_regs_ip(regs) == kspawn_pt_regs_ip(&before));
		CHECK(kspawn_pt_regs_ret(regs) == -KSPAWN_EINTR);
		*regs = before;
	});
}

TEST_CASE("an interrupted wait is noted with its arguments, and no program sees how")
{
	in_user([] {
		CHECK(act(KSPAWN_SIGUSR1, handler, KSPAWN_SA_RESTART) == 0);
		const int pid = fork_body([] { sleep_and_deliver(); });
		block(0);
		CHECK(send_self(KSPAWN_SIGUSR1) == 0);
		CHECK(call(KSPAWN_NR_wait4, { uintptr_t(pid), 0, 0, 0 }) == -KSPAWN_EINTR);
		CHECK(signals().restart == KSPAWN_ERESTARTSYS);
		CHECK(signals().arg0 == uintptr_t(pid));
		deliver();
		return_from_handler();
		CHECK(send(pid, KSPAWN_SIGKILL) == 0);
		CHECK(wait_for(pid) == KSPAWN_SIGKILL);
	});
}

TEST_CASE("kspawn_signal_ends is true for a signal that ends the program alone")
{
	in_user([] {
		CHECK(!kspawn_signal_ends());
		CHECK(act(KSPAWN_SIGUSR1, handler) == 0);
		CHECK(send_self(KSPAWN_SIGUSR1) == 0);
		CHECK(!kspawn_signal_ends());
		CHECK(send_self(KSPAWN_SIGQUIT) == 0);
		CHECK(kspawn_signal_ends());
		CHECK(act(KSPAWN_SIGQUIT, KSPAWN_SIG_IGN) == 0);
		CHECK(!kspawn_signal_ends());
		deliver();
		return_from_handler();
	});
}

TEST_CASE("kspawn_signal_fetch takes a pending signal of its set and waits for none, and kspawn_signal_waits looks alone")
{
	in_user([] {
		const uint64_t set = bit(KSPAWN_SIGUSR1) | bit(40);
		const int self = kspawn_current()->tgid;
		kspawn_siginfo info;
		block(set | bit(KSPAWN_SIGUSR2));
		CHECK(!waits(set));
		CHECK(fetch(set, info) == 0);
		CHECK(send(self, KSPAWN_SIGUSR2) == 0);
		CHECK(send(self, 40) == 0);
		CHECK(call(KSPAWN_NR_tkill, { uintptr_t(self), KSPAWN_SIGUSR1 }) == 0);
		CHECK(waits(bit(40)));
		CHECK(waits(bit(KSPAWN_SIGUSR1)));
		CHECK(fetch(set, info) == KSPAWN_SIGUSR1);
		CHECK(info.code == KSPAWN_SI_TKILL);
		CHECK(fetch(set, info) == 40);
		CHECK(info.kill.pid == self);
		CHECK(fetch(set, info) == 0);
		CHECK(first_64(signals().blocked) == (set | bit(KSPAWN_SIGUSR2)));
		CHECK(fetch(UINT64_MAX, info) == KSPAWN_SIGUSR2);
		CHECK(!waits(UINT64_MAX));
	});
}
