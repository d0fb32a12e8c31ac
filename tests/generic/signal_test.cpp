/* tests/generic/signal_test.cpp: what signals do: actions, masks, handlers, and which thread gets them
 *
 * Tested here: signal_action.cpp, signal_child.cpp, signal_deliver.cpp, signal_fault.cpp, signal_kill.cpp, signal_life.cpp
 * Tested here: signal_mask.cpp, signal_queue.cpp, signal_return.cpp, signal_send.cpp, signal_syscall.cpp */
#include <cstring>
#include <set>

#include "signals.hpp"

using namespace kspawn::test;

namespace {

const std::set<int> ignored = { KSPAWN_SIGCHLD, KSPAWN_SIGCONT, KSPAWN_SIGURG, KSPAWN_SIGWINCH };
const std::set<int> stopping = { KSPAWN_SIGSTOP, KSPAWN_SIGTSTP, KSPAWN_SIGTTIN, KSPAWN_SIGTTOU };

} // namespace

TEST_CASE("each signal without a handler ends the process with its number, or does nothing")
{
	in_kernel([] {
		for (int sig = 1; sig <= KSPAWN_SIGNALS; sig++) {
			if (stopping.count(sig))
				continue;
			INFO("signal " << sig);
			const int pid = user([sig] {
				CHECK(send_self(sig) == 0);
				deliver();
				return 7;
			});
			CHECK(wait_for(pid) == (ignored.count(sig) ? exited(7) : sig));
		}
		return 0;
	});
}

TEST_CASE("each signal ends a process that sleeps")
{
	in_kernel([] {
		for (int sig : { KSPAWN_SIGHUP, KSPAWN_SIGKILL, KSPAWN_SIGSEGV, KSPAWN_SIGQUIT, 33, 64 }) {
			const int pid = sleeper();
			yield();
			kspawn_task *task = find(pid);
			CHECK(kspawn_signal_process(task, sig, nullptr) == 0);
			kspawn_task_put(task);
			CHECK(wait_for(pid) == sig);
		}
		return 0;
	});
}

TEST_CASE("an ignored signal is dropped when it is sent, a blocked one when it is unblocked")
{
	in_user([] {
		CHECK(act(KSPAWN_SIGTERM, KSPAWN_SIG_IGN) == 0);
		CHECK(send_self(KSPAWN_SIGTERM) == 0);
		CHECK(!kspawn_signal_work(kspawn_current()));
		block(bit(KSPAWN_SIGTERM));
		CHECK(send_self(KSPAWN_SIGTERM) == 0);
		CHECK(pending() == bit(KSPAWN_SIGTERM));
		unblock(bit(KSPAWN_SIGTERM));
		CHECK(kspawn_signal_work(kspawn_current()));
		deliver();
		CHECK(pending() == 0);
		CHECK(!kspawn_signal_work(kspawn_current()));
	});
}

TEST_CASE("a blocked signal that becomes ignored is no longer pending")
{
	in_user([] {
		block(bit(KSPAWN_SIGTERM) | bit(KSPAWN_SIGCHLD) | bit(40));
		for (int sig : { KSPAWN_SIGTERM, KSPAWN_SIGCHLD, 40 })
			CHECK(send_self(sig) == 0);
		CHECK(queue(kspawn_current()->tgid, 40, 5) == 0);
		CHECK(pending() == (bit(KSPAWN_SIGTERM) | bit(KSPAWN_SIGCHLD) | bit(40)));
		CHECK(act(KSPAWN_SIGTERM, KSPAWN_SIG_IGN) == 0);
		CHECK(act(KSPAWN_SIGCHLD, KSPAWN_SIG_DFL) == 0);
		CHECK(act(40, KSPAWN_SIG_IGN) == 0);
		CHECK(pending() == 0);
		CHECK(queued() == 0);
	});
}

TEST_CASE("SIGKILL and SIGSTOP are not blocked, handled or ignored")
{
	in_user([] {
		CHECK(mask(KSPAWN_SIG_SETMASK, ~uint64_t(0)) == 0);
		CHECK(mask(KSPAWN_SIG_BLOCK, 0) == 0);
		CHECK(peek_set() == ~(bit(KSPAWN_SIGKILL) | bit(KSPAWN_SIGSTOP)));
		for (int sig : { KSPAWN_SIGKILL, KSPAWN_SIGSTOP }) {
			CHECK(act(sig, KSPAWN_SIG_IGN) == -KSPAWN_EINVAL);
			CHECK(act(sig, KSPAWN_SIG_DFL) == -KSPAWN_EINVAL);
			CHECK(action_of(sig).handler == KSPAWN_SIG_DFL);
		}
	});
}

TEST_CASE("rt_sigprocmask blocks, unblocks, sets, reports, and refuses")
{
	in_user([] {
		block(6);
		CHECK(peek_set() == 0);
		block(8);
		CHECK(peek_set() == 6);
		unblock(2);
		CHECK(peek_set() == 14);
		CHECK(mask(KSPAWN_SIG_SETMASK, 32) == 0);
		CHECK(peek_set() == 12);
		CHECK(call(KSPAWN_NR_rt_sigprocmask, { 77, 0, slot(1), set_size }) == 0); /* how counts with a set alone */
		CHECK(peek_set() == 32);
		CHECK(mask(77, 0) == -KSPAWN_EINVAL);
		CHECK(call(KSPAWN_NR_rt_sigprocmask, { KSPAWN_SIG_BLOCK, 0, 0, set_size / 2 }) == -KSPAWN_EINVAL);
		for (uintptr_t bad : unreadable_addresses()) {
			CHECK(call(KSPAWN_NR_rt_sigprocmask, { KSPAWN_SIG_BLOCK, bad, 0, set_size }) == -KSPAWN_EFAULT);
			CHECK(call(KSPAWN_NR_rt_sigprocmask, { KSPAWN_SIG_BLOCK, 0, bad, set_size }) == -KSPAWN_EFAULT);
		}
		CHECK(first_64(signals().blocked) == 32);
	});
}

TEST_CASE("rt_sigaction keeps what it was given, without flags that Linux has not, and refuses")
{
	in_user([] {
		const uint32_t all = KSPAWN_SA_NOCLDSTOP | KSPAWN_SA_NOCLDWAIT | KSPAWN_SA_SIGINFO | KSPAWN_SA_ONSTACK |
				     KSPAWN_SA_RESTART | KSPAWN_SA_NODEFER | KSPAWN_SA_RESETHAND;
		CHECK(act(KSPAWN_SIGUSR1, handler, UINT32_MAX, ~uint64_t(0)) == 0);
		CHECK(peek<kspawn_sigaction>(kspawn_current(), slot(1)).handler == KSPAWN_SIG_DFL);
		const kspawn_sigaction got = action_of(KSPAWN_SIGUSR1);
		CHECK(got.handler == pointer_to(handler));
		CHECK((got.flags & all) == all);
		CHECK((got.flags & 0x400) == 0); /* SA_UNSUPPORTED */
		CHECK(kspawn_sigset_get(&got.mask) == ~(bit(KSPAWN_SIGKILL) | bit(KSPAWN_SIGSTOP)));
		for (int sig : { 0, -1, KSPAWN_SIGNALS + 1, INT_MAX, INT_MIN })
			CHECK(act(sig, KSPAWN_SIG_DFL) == -KSPAWN_EINVAL);
		CHECK(call(KSPAWN_NR_rt_sigaction, { KSPAWN_SIGUSR1, 0, 0, set_size + 1 }) == -KSPAWN_EINVAL);
		for (uintptr_t bad : unreadable_addresses()) {
			CHECK(call(KSPAWN_NR_rt_sigaction, { KSPAWN_SIGUSR1, bad, 0, set_size }) == -KSPAWN_EFAULT);
			CHECK(call(KSPAWN_NR_rt_sigaction, { KSPAWN_SIGUSR1, 0, bad, set_size }) == -KSPAWN_EFAULT);
		}
		CHECK(action_of(KSPAWN_SIGUSR1).handler == pointer_to(handler));
	});
}

TEST_CASE("a handler is entered with its mask, and its return brings back registers and mask")
{
	in_user([] {
		block(bit(KSPAWN_SIGHUP));
		CHECK(act(KSPAWN_SIGUSR1, handler, 0, bit(KSPAWN_SIGTERM)) == 0);
		const kspawn_pt_regs before = *kspawn_current_pt_regs();
		CHECK(send_self(KSPAWN_SIGUSR1) == 0);
		deliver();
		CHECK(entered() == handler);
		CHECK(first_64(signals().blocked) == (bit(KSPAWN_SIGHUP) | bit(KSPAWN_SIGTERM) | bit(KSPAWN_SIGUSR1)));
		return_from_handler();
		CHECK(entered() == kspawn_pt_regs_ip(&before));
		CHECK(kspawn_pt_regs_sp(kspawn_current_pt_regs()) == kspawn_pt_regs_sp(&before));
		CHECK(first_64(signals().blocked) == bit(KSPAWN_SIGHUP));
	});
}

TEST_CASE("SA_NODEFER does not block the signal, SA_RESETHAND makes it the default once")
{
	in_user([] {
		CHECK(act(KSPAWN_SIGUSR1, handler, KSPAWN_SA_NODEFER | KSPAWN_SA_RESETHAND | KSPAWN_SA_RESTART) == 0);
		CHECK(send_self(KSPAWN_SIGUSR1) == 0);
		deliver();
		CHECK(entered() == handler);
		CHECK(first_64(signals().blocked) == 0);
		CHECK(action_of(KSPAWN_SIGUSR1).handler == KSPAWN_SIG_DFL);
		CHECK((action_of(KSPAWN_SIGUSR1).flags & KSPAWN_SA_RESTART) != 0); /* the flags stay */
		return_from_handler();
	});
}

TEST_CASE("several signals enter their handlers on top of each other, faults first, then the lowest")
{
	in_user([] {
		for (int sig : { KSPAWN_SIGHUP, KSPAWN_SIGSEGV, KSPAWN_SIGTERM, 40 })
			CHECK(act(sig, handler + 16 * uintptr_t(sig)) == 0);
		for (int sig : { 40, KSPAWN_SIGTERM, KSPAWN_SIGSEGV, KSPAWN_SIGHUP })
			CHECK(send_self(sig) == 0);
		deliver(); /* the last that was entered runs first */
		for (int sig : { 40, KSPAWN_SIGTERM, KSPAWN_SIGHUP, KSPAWN_SIGSEGV }) {
			CHECK(entered() == handler + 16 * uintptr_t(sig));
			return_from_handler();
		}
		CHECK(first_64(signals().blocked) == 0);
	});
}

TEST_CASE("a handler whose frame cannot be written gets SIGSEGV, and one for that ends the process")
{
	in_user([] {
		for (int sig : { KSPAWN_SIGUSR1, KSPAWN_SIGSEGV }) {
			const int pid = fork_body([sig] {
				CHECK(act(sig, handler) == 0);
				CHECK(send_self(sig) == 0);
				kspawn_pt_regs_set_sp(kspawn_current_pt_regs(), 64);
				deliver();
			});
			CHECK(wait_for(pid) == KSPAWN_SIGSEGV);
		}
	});
}

TEST_CASE("rt_sigreturn without a frame is SIGSEGV")
{
	in_user([] {
		const int pid = fork_body([] {
			kspawn_pt_regs_set_sp(kspawn_current_pt_regs(), 64);
			return_from_handler();
			deliver();
		});
		CHECK(wait_for(pid) == KSPAWN_SIGSEGV);
	});
}

TEST_CASE("a fault runs a handler with its address; if it is blocked or ignored, the process ends")
{
	in_user([] {
		for (uintptr_t action : { uintptr_t(KSPAWN_SIG_IGN), uintptr_t(KSPAWN_SIG_DFL), handler }) {
			for (bool blocked : { false, true }) {
				const int pid = fork_body([=] {
					CHECK(act(KSPAWN_SIGBUS, action, KSPAWN_SA_SIGINFO) == 0);
					if (blocked)
						block(bit(KSPAWN_SIGBUS));
					kspawn_signal_fault(KSPAWN_SIGBUS, KSPAWN_BUS_ADRERR, 0x1234);
					deliver();
					CHECK(entered() == handler);
					kspawn_exit(exited(3));
				});
				CHECK(wait_for(pid) == (action == handler && !blocked ? exited(3) : KSPAWN_SIGBUS));
			}
		}
		block(bit(KSPAWN_SIGBUS));
		signals().pending = {};
	});
}

TEST_CASE("a fault of init ends it, handler or not, where no program's signal does")
{
	const outcome o = in_kernel_that_may_panic([] {
		CHECK(become_user() == 0);
		for (int sig = 1; sig <= KSPAWN_SIGNALS; sig++)
			if (sig != KSPAWN_SIGCONT)
				CHECK(send_self(sig) == 0);
		deliver();
		kspawn_task *self = kspawn_current();
		CHECK(kspawn_signal_process(self, KSPAWN_SIGTERM, nullptr) == 0);
		deliver();
		kspawn_signal_fault(KSPAWN_SIGSEGV, KSPAWN_SEGV_MAPERR, 0);
		deliver();
		CHECK(false);
		return 0;
	});
	CHECK(o.panic.empty());
	CHECK(o.status == KSPAWN_SIGSEGV);
}

TEST_CASE("init's handlers run, and what it blocked and did not handle is dropped")
{
	in_kernel([] {
		CHECK(become_user() == 0);
		CHECK(act(KSPAWN_SIGUSR1, handler) == 0);
		block(bit(KSPAWN_SIGTERM));
		CHECK(send_self(KSPAWN_SIGTERM) == 0);
		CHECK(pending() == bit(KSPAWN_SIGTERM));
		unblock(bit(KSPAWN_SIGTERM));
		deliver();
		CHECK(pending() == 0);
		CHECK(send_self(KSPAWN_SIGUSR1) == 0);
		deliver();
		CHECK(entered() == handler);
		kspawn_exit(0);
		return 0;
	});
}

TEST_CASE("the siginfo of a signal says which process has sent it and how")
{
	in_user([] {
		const int self = kspawn_current()->tgid;
		const uint64_t set = bit(KSPAWN_SIGUSR1) | bit(KSPAWN_SIGUSR2) | bit(40) | bit(41);
		kspawn_siginfo info;
		block(set);
		CHECK(send_self(KSPAWN_SIGUSR1) == 0);
		CHECK(take(set, &info) == KSPAWN_SIGUSR1);
		CHECK((info.signo == KSPAWN_SIGUSR1 && info.code == KSPAWN_SI_USER && info.kill.pid == self && info.error == 0));
		CHECK(send_thread(self, self, KSPAWN_SIGUSR2) == 0);
		CHECK(take(set, &info) == KSPAWN_SIGUSR2);
		CHECK((info.signo == KSPAWN_SIGUSR2 && info.code == KSPAWN_SI_TKILL && info.kill.pid == self));
		CHECK(queue(self, 40, 0x1234567) == 0);
		CHECK(take(set, &info) == 40);
		CHECK((info.signo == 40 && info.code == KSPAWN_SI_QUEUE && info.rt.pid == self && info.rt.value == 0x1234567));
		CHECK(kspawn_signal_process(kspawn_current(), 41, nullptr) == 0);
		CHECK(take(set, &info) == 41);
		CHECK((info.signo == 41 && info.code == KSPAWN_SI_KERNEL && info.kill.pid == 0));
		CHECK(take(set) == -KSPAWN_EAGAIN);
	});
}

TEST_CASE("realtime signals are queued in their order with their values, the others are pending once")
{
	in_user([] {
		const int self = kspawn_current()->tgid;
		const uint64_t set = bit(34) | bit(50) | bit(KSPAWN_SIGUSR1);
		block(set);
		for (uintptr_t value = 1; value <= 3; value++)
			for (int sig : { 50, 34, KSPAWN_SIGUSR1 })
				CHECK(queue(self, sig, value) == 0);
		CHECK(queued() == 7);
		kspawn_siginfo info;
		CHECK(take(set, &info) == KSPAWN_SIGUSR1);
		CHECK(info.rt.value == 1);
		for (int sig : { 34, 50 })
			for (uintptr_t value = 1; value <= 3; value++) {
				CHECK(take(set, &info) == sig);
				CHECK(info.rt.value == value);
			}
		CHECK(take(set, &info) == -KSPAWN_EAGAIN);
		CHECK(queued() == 0);
	});
}

TEST_CASE("the highest signal of the machine is blocked, queued, handled and waited for as any other")
{
	in_user([] {
		constexpr int last = KSPAWN_SIGNAL_MAX;
		constexpr size_t word = (last - 1) / (8 * sizeof(uintptr_t));
		constexpr uintptr_t bit_of_last = uintptr_t(1) << ((last - 1) % (8 * sizeof(uintptr_t)));
		kspawn_sigset set = {};
		set.words[word] = bit_of_last;
		poke(slot(0), set);
		CHECK(call(KSPAWN_NR_rt_sigprocmask, { KSPAWN_SIG_BLOCK, slot(0), 0, set_size }) == 0);
		for (uintptr_t value : { 1, 2, 3 })
			CHECK(queue(self(), last, value) == 0);
		CHECK(queued() == 3);
		CHECK(call(KSPAWN_NR_rt_sigpending, { slot(1), set_size }) == 0);
		CHECK(peek<kspawn_sigset>(kspawn_current(), slot(1)).words[word] == bit_of_last);

		const std::array<long, 2> no_time = {};
		poke(slot(4), no_time);
		CHECK(call(KSPAWN_NR_rt_sigtimedwait, { slot(0), slot(3), slot(4), set_size }) == last);
		CHECK(peek<kspawn_siginfo>(kspawn_current(), slot(3)).rt.value == 1);
		kspawn_siginfo info;
		CHECK(kspawn_signal_waits(&set));
		CHECK(kspawn_signal_fetch(&set, &info) == last);
		CHECK(info.rt.value == 2);

		CHECK(act(last, handler) == 0);
		poke(slot(0), set);
		CHECK(call(KSPAWN_NR_rt_sigprocmask, { KSPAWN_SIG_UNBLOCK, slot(0), 0, set_size }) == 0);
		deliver();
		CHECK(entered() == handler);
		CHECK(handler_argument(0) == last);
		CHECK(signals().blocked.words[word] == bit_of_last);
		return_from_handler();
		CHECK(signals().blocked.words[word] == 0);
		CHECK(queued() == 0);
	});
}

TEST_CASE("a process may have fewer realtime signals queued than the pool says, and its children too")
{
	in_user([] {
		const int self = kspawn_current()->tgid;
		const uint32_t most = kspawn_signal_pool()->most;
		block(bit(40) | bit(KSPAWN_SIGUSR1));
		for (uint32_t may : { 0u, 1u, 3u, most }) {
			signals().group.fewer = most - may;
			for (uint32_t i = 0; i < may; i++)
				CHECK(queue(self, 40, 9) == 0);
			CHECK(queue(self, 40, 9) == -KSPAWN_EAGAIN);
			CHECK(send_self(KSPAWN_SIGUSR1) == 0);
			CHECK(take(bit(KSPAWN_SIGUSR1)) == KSPAWN_SIGUSR1);
			for (uint32_t i = 0; i < may; i++)
				CHECK(take(bit(40)) == 40);
		}
		signals().group.fewer = most - 1;
		const int child = fork_body([] {
			CHECK(signals().group.fewer == kspawn_signal_pool()->most - 1);
			kspawn_exit(exited(5));
		});
		CHECK(wait_for(child) == exited(5));
	});
}

TEST_CASE("beyond the bound of a process sigqueue fails with EAGAIN, and kill comes without more than its number")
{
	in_user([] {
		const int self = kspawn_current()->tgid;
		const uint32_t most = kspawn::hosted::the_machine().signals.most;
		block(bit(40) | bit(KSPAWN_SIGUSR1));
		for (uint32_t i = 0; i < most; i++)
			CHECK(queue(self, 40, i) == 0);
		CHECK(queue(self, 40, 9) == -KSPAWN_EAGAIN);
		CHECK(send_self(40) == 0);                  /* is pending already, and not once more */
		CHECK(queue(self, KSPAWN_SIGUSR1, 7) == 0); /* one of its kind is not counted */
		const int other = fork_body([] {
			block(bit(40));
			CHECK(queue(kspawn_current()->tgid, 40, 1) == 0); /* the bound is of each */
		});
		CHECK(wait_for(other) == exited(0));
		kspawn_siginfo info;
		for (uint32_t i = 0; i < most; i++) {
			CHECK(take(bit(40), &info) == 40);
			CHECK(info.rt.value == i);
		}
		CHECK(take(bit(40)) == -KSPAWN_EAGAIN);
		CHECK(take(bit(KSPAWN_SIGUSR1), &info) == KSPAWN_SIGUSR1);
		CHECK(info.rt.value == 7);
	});
}

TEST_CASE("with an empty pool every signal is still sent, with its number alone")
{
	auto options = with_bodies();
	options.signals = 0;
	in_user(
		[] {
			const int self = kspawn_current()->tgid;
			block(bit(40) | bit(KSPAWN_SIGUSR1) | bit(KSPAWN_SIGCHLD));
			CHECK(queue(self, 40, 9) == -KSPAWN_EAGAIN);
			CHECK(pending() == 0);
			CHECK(send_self(40) == 0);
			CHECK(send_self(40) == 0);
			CHECK(queue(self, KSPAWN_SIGUSR1, 5) == 0);
			const int child = fork_body([] {});
			CHECK(wait_for(child) == exited(0));
			kspawn_siginfo info;
			CHECK(take(bit(KSPAWN_SIGCHLD), &info) == KSPAWN_SIGCHLD);
			CHECK((info.signo == KSPAWN_SIGCHLD && info.code == KSPAWN_SI_USER && info.child.pid == 0));
			CHECK(take(bit(40), &info) == 40);
			CHECK(take(bit(40), &info) == -KSPAWN_EAGAIN);
			CHECK(take(bit(KSPAWN_SIGUSR1), &info) == KSPAWN_SIGUSR1);
			CHECK(info.rt.value == 0);
		},
		options);
}

TEST_CASE("rt_sigqueueinfo forges neither the kernel nor kill, except for itself")
{
	in_user([] {
		const int self = kspawn_current()->tgid;
		const int other = fork_body([] { sleep_and_deliver(); });
		for (int code : { KSPAWN_SI_USER, KSPAWN_SI_KERNEL, KSPAWN_SI_TKILL })
			CHECK(queue(other, 40, 1, code) == -KSPAWN_EPERM);
		block(bit(40));
		CHECK(queue(self, 40, 1, KSPAWN_SI_TKILL) == 0);
		CHECK(take(bit(40)) == 40);
		CHECK(queue(other, 0, 1) == 0);
		CHECK(queue(other, KSPAWN_SIGTERM, 1) == 0);
		CHECK(wait_for(other) == KSPAWN_SIGTERM);
		CHECK(queue(other, 40, 1) == -KSPAWN_ESRCH);
		CHECK(queue(self, KSPAWN_SIGNALS + 1, 1) == -KSPAWN_EINVAL);
		CHECK(queue(self, -1, 1) == -KSPAWN_EINVAL);
		for (uintptr_t bad : unreadable_addresses())
			CHECK(call(KSPAWN_NR_rt_sigqueueinfo, { uintptr_t(self), 40, bad }) == -KSPAWN_EFAULT);
		const uintptr_t tgid = uintptr_t(self), info = slot(2);
		CHECK(queue(self, 0, 1) == 0);
		CHECK(call(KSPAWN_NR_rt_tgsigqueueinfo, { tgid, tgid, 40, info }) == 0);
		CHECK(take(bit(40)) == 40);
		CHECK(call(KSPAWN_NR_rt_tgsigqueueinfo, { tgid + 1, tgid, 40, info }) == -KSPAWN_ESRCH);
		CHECK(call(KSPAWN_NR_rt_tgsigqueueinfo, { 0, tgid, 40, info }) == -KSPAWN_EINVAL);
	});
}

namespace {

long send_file(int fd, int sig, uintptr_t info = 0, unsigned flags = 0)
{
	return call(KSPAWN_NR_pidfd_send_signal, { uintptr_t(fd), uintptr_t(sig), info, flags });
}

/// A siginfo that the current task has in its memory.
uintptr_t info_with(int sig, int code)
{
	kspawn_siginfo info = {};
	info.signo = sig;
	info.code = code;
	poke(slot(2), info);
	return slot(2);
}

} // namespace

TEST_CASE("pidfd_send_signal sends to the process of a file, to its thread, or to the group that it leads")
{
	in_user([] {
		kspawn_siginfo info;
		pid_of_file = kspawn_current()->tgid;
		block(bit(40) | bit(KSPAWN_SIGUSR1));
		CHECK(send_file(5, 0) == 0);
		CHECK(pending() == 0);
		for (const auto &[scope, code] :
		     { std::pair(0u, KSPAWN_SI_USER), { 1, KSPAWN_SI_TKILL }, { 2, KSPAWN_SI_USER } }) {
			CHECK(send_file(5, KSPAWN_SIGUSR1, 0, scope) == 0);
			const bool of_thread = first_64(signals().pending.set) & bit(KSPAWN_SIGUSR1);
			CHECK(of_thread == (scope == 1));
			CHECK(take(bit(KSPAWN_SIGUSR1), &info) == KSPAWN_SIGUSR1);
			CHECK((info.code == code && info.kill.pid == kspawn_current()->tgid));
		}
		CHECK(send_file(5, 40, info_with(40, KSPAWN_SI_QUEUE)) == 0);
		CHECK(take(bit(40), &info) == 40);
		CHECK(info.code == KSPAWN_SI_QUEUE);
		pid_of_file = fork_body([] {
			CHECK(kspawn_setpgid(0, 0) == 0);
			sleep_and_deliver();
		});
		yield();
		CHECK(send_file(5, KSPAWN_SIGTERM, 0, 4) == 0);
		CHECK(wait_for(pid_of_file) == KSPAWN_SIGTERM);
		CHECK(send_file(5, KSPAWN_SIGTERM, 0, 4) == -KSPAWN_ESRCH);
	});
}

TEST_CASE("pidfd_send_signal refuses what Linux refuses")
{
	in_user([] {
		const int self = kspawn_current()->tgid;
		pid_of_file = self;
		for (unsigned flags : { 3u, 5u, 6u, 7u, 8u, ~0u })
			CHECK(send_file(5, 0, 0, flags) == -KSPAWN_EINVAL);
		for (int sig : { -1, KSPAWN_SIGNALS + 1 })
			CHECK(send_file(5, sig) == -KSPAWN_EINVAL);
		CHECK(send_file(1, 0) == -KSPAWN_EBADF);
		CHECK(send_file(7, 0) == -KSPAWN_ESRCH);
		CHECK(send_file(5, 40, info_with(39, KSPAWN_SI_QUEUE)) == -KSPAWN_EINVAL);
		for (uintptr_t bad : unreadable_addresses())
			CHECK(send_file(5, 40, bad) == -KSPAWN_EFAULT);
		block(bit(40));
		for (int code : { KSPAWN_SI_USER, KSPAWN_SI_KERNEL, KSPAWN_SI_TKILL }) {
			pid_of_file = self;
			CHECK(send_file(5, 40, info_with(40, code)) == 0);
			CHECK(take(bit(40)) == 40);
			pid_of_file = kspawn_init_task()->pid;
			CHECK(send_file(5, 40, info_with(40, code)) == -KSPAWN_EPERM);
		}
		CHECK(pending() == 0);
	});
}

TEST_CASE("kill, tkill and tgkill refuse what does not exist")
{
	in_user([] {
		const int self = kspawn_current()->tgid;
		CHECK(send(self, 0) == 0);
		for (int sig : { -1, KSPAWN_SIGNALS + 1 }) {
			CHECK(send(self, sig) == -KSPAWN_EINVAL);
			CHECK(send_thread(self, self, sig) == -KSPAWN_EINVAL);
		}
		CHECK(send(3000, KSPAWN_SIGTERM) == -KSPAWN_ESRCH);
		CHECK(send(-3000, KSPAWN_SIGTERM) == -KSPAWN_ESRCH);
		CHECK(send(INT_MIN, KSPAWN_SIGTERM) == -KSPAWN_ESRCH);
		CHECK(send_thread(self, 3000, KSPAWN_SIGTERM) == -KSPAWN_ESRCH);
		CHECK(send_thread(self + 1, self, KSPAWN_SIGTERM) == -KSPAWN_ESRCH);
		CHECK(send_thread(0, self, KSPAWN_SIGTERM) == -KSPAWN_EINVAL);
		CHECK(send_thread(self, 0, KSPAWN_SIGTERM) == -KSPAWN_EINVAL);
		CHECK(call(KSPAWN_NR_tkill, { 0, KSPAWN_SIGTERM }) == -KSPAWN_EINVAL);
		CHECK(call(KSPAWN_NR_tkill, { uintptr_t(self), 0 }) == 0);
		CHECK(call(KSPAWN_NR_tkill, { 3000, 0 }) == -KSPAWN_ESRCH);
	});
}

TEST_CASE("a zombie may be sent signals, until it is reaped")
{
	in_user([] {
		const int pid = fork_body([] {});
		yield();
		CHECK(send(pid, KSPAWN_SIGTERM) == 0);
		CHECK(send(pid, 0) == 0);
		CHECK(wait_for(pid) == exited(0));
		CHECK(send(pid, 0) == -KSPAWN_ESRCH);
	});
}

TEST_CASE("the kernel's permission decides over kill, and EPERM counts only if none is permitted")
{
	static std::set<int> forbidden;
	auto options = with_bodies();
	options.permits = [](kspawn_task *task, int) { return !forbidden.count(task->tgid); };
	in_user(
		[] {
			const int a = fork_body([] { kspawn_setpgid(0, 0), sleep_and_deliver(); });
			yield();
			const int b = fork_body([a] { kspawn_setpgid(0, a), sleep_and_deliver(); });
			yield();
			forbidden = { a };
			CHECK(send(a, KSPAWN_SIGTERM) == -KSPAWN_EPERM);
			CHECK(send(a, 0) == -KSPAWN_EPERM);
			CHECK(send_thread(a, a, KSPAWN_SIGTERM) == -KSPAWN_EPERM);
			CHECK(queue(a, KSPAWN_SIGTERM, 1) == -KSPAWN_EPERM);
			CHECK(send(-a, KSPAWN_SIGTERM) == 0);
			CHECK(wait_for(b) == KSPAWN_SIGTERM);
			CHECK(send(-a, KSPAWN_SIGTERM) == -KSPAWN_EPERM);
			CHECK(send(-1, KSPAWN_SIGTERM) == -KSPAWN_EPERM);
			forbidden = {};
			CHECK(send(-1, KSPAWN_SIGTERM) == 0);
			CHECK(wait_for(a) == KSPAWN_SIGTERM);
		},
		options);
}

TEST_CASE("kill of -1 takes all except init and the caller's process")
{
	in_user([] {
		CHECK(send(-1, KSPAWN_SIGUSR1) == -KSPAWN_ESRCH);
		const int a = fork_body([] { sleep_and_deliver(); });
		const int b = fork_body([] {
			const int grandchild = fork_body([] { sleep_and_deliver(); });
			CHECK(kspawn_wait4(grandchild, nullptr, 0) == -KSPAWN_EINTR); /* killed */
			deliver();
		});
		yield();
		CHECK(send(-1, KSPAWN_SIGUSR1) == 0);
		CHECK(wait_for(a) == KSPAWN_SIGUSR1);
		CHECK(wait_for(b) == KSPAWN_SIGUSR1);
	});
}

TEST_CASE("kill of 0 and of -pgid takes the processes of that group")
{
	in_user([] {
		kspawn_setpgid(0, 0);
		const int self = kspawn_current()->tgid;
		CHECK(act(KSPAWN_SIGUSR1, handler) == 0);
		const int same = fork_body([] { act(KSPAWN_SIGUSR1, KSPAWN_SIG_DFL), sleep_and_deliver(); });
		const int other = fork_body([] {
			kspawn_setpgid(0, 0);
			act(KSPAWN_SIGUSR1, KSPAWN_SIG_DFL);
			sleep_and_deliver();
		});
		yield();
		CHECK(send(0, KSPAWN_SIGUSR1) == 0);
		deliver();
		CHECK(entered() == handler);
		return_from_handler();
		CHECK(wait_for(same) == KSPAWN_SIGUSR1);
		CHECK(kspawn_wait4(other, nullptr, KSPAWN_WNOHANG) == 0);
		CHECK(send(-self, 0) == 0);
		CHECK(send(-other, KSPAWN_SIGTERM) == 0);
		CHECK(wait_for(other) == KSPAWN_SIGTERM);
	});
}

TEST_CASE("a signal of the process goes to a thread that does not block it, one of a thread to that alone")
{
	in_user([] {
		static int got, main_thread, second;
		got = 0;
		CHECK(act(KSPAWN_SIGUSR1, handler) == 0);
		main_thread = kspawn_current()->pid;
		second = thread_body([] {
			static const uint32_t never = 0;
			while (kspawn_wait_word(&never, 0, KSPAWN_INTERRUPTIBLE) == 0)
				;
			deliver();
			got = entered() == handler ? kspawn_current()->pid : 0;
			return_from_handler();
		});
		yield();
		block(bit(KSPAWN_SIGUSR1));
		CHECK(send_self(KSPAWN_SIGUSR1) == 0);
		yield();
		CHECK(got == second);
		CHECK(pending() == 0);
		CHECK(send_thread(main_thread, main_thread, KSPAWN_SIGUSR1) == 0);
		CHECK(pending() == bit(KSPAWN_SIGUSR1));
		CHECK(take(bit(KSPAWN_SIGUSR1)) == KSPAWN_SIGUSR1);
	});
}

TEST_CASE("a process whose leader has exited still gets its signals")
{
	in_kernel(
		[] {
			const int pid = user([] {
				thread_body([] { sleep_and_deliver(); });
				kspawn_exit(0);
				return 0;
			});
			yield();
			CHECK(kspawn_wait4(pid, nullptr, KSPAWN_WNOHANG) == 0);
			kspawn_task *task = find(pid);
			CHECK(kspawn_signal_process(task, KSPAWN_SIGTERM, nullptr) == 0);
			CHECK(kspawn_signal_thread(task, KSPAWN_SIGTERM, nullptr) == 0); /* it is lost */
			kspawn_task_put(task);
			CHECK(wait_for(pid) == KSPAWN_SIGTERM);
			return 0;
		},
		with_bodies());
}

TEST_CASE("a thread that blocks a signal or exits leaves it to another that was not woken for it")
{
	const bool exits = GENERATE(false, true);
	in_user([exits] {
		static int got;
		got = 0;
		CHECK(act(KSPAWN_SIGUSR1, handler) == 0);
		thread_body([] {
			static const uint32_t never = 0;
			while (kspawn_wait_word(&never, 0, KSPAWN_INTERRUPTIBLE) == 0)
				;
			deliver();
			got = entered() == handler ? 1 : 2;
			kspawn_exit_group(0);
		});
		yield();
		CHECK(send_self(KSPAWN_SIGUSR1) == 0); /* the main thread is asked first, and is the caller */
		if (exits)
			kspawn_exit(0);
		block(bit(KSPAWN_SIGUSR1));
		yield();
		CHECK(got == 1);
		sleep_and_deliver();
	});
}

TEST_CASE("handlers are shared by threads and with CLONE_SIGHAND, copied by fork, and reset by exec")
{
	in_user([] {
		CHECK(act(KSPAWN_SIGUSR1, handler) == 0);
		CHECK(act(KSPAWN_SIGUSR2, KSPAWN_SIG_IGN) == 0);
		const int copies = fork_body([] {
			CHECK(action_of(KSPAWN_SIGUSR1).handler == pointer_to(handler));
			CHECK(act(KSPAWN_SIGUSR1, handler + 16) == 0);
		});
		CHECK(wait_for(copies) == exited(0));
		CHECK(action_of(KSPAWN_SIGUSR1).handler == pointer_to(handler));
		const int shares = clone_body(KSPAWN_CLONE_VM | KSPAWN_CLONE_SIGHAND, [] {
			CHECK(act(KSPAWN_SIGUSR1, handler + 32) == 0);
			yield();
			CHECK(become_user() == 0);
			CHECK(action_of(KSPAWN_SIGUSR1).handler == KSPAWN_SIG_DFL);
			CHECK(action_of(KSPAWN_SIGUSR2).handler == KSPAWN_SIG_IGN);
		});
		yield(10);
		CHECK(action_of(KSPAWN_SIGUSR1).handler == pointer_to(handler + 32));
		CHECK(wait_for(shares) == exited(0));
		CHECK(action_of(KSPAWN_SIGUSR1).handler == pointer_to(handler + 32));
		const int clears = clone_body(KSPAWN_CLONE_CLEAR_SIGHAND, [] {
			CHECK(action_of(KSPAWN_SIGUSR1).handler == KSPAWN_SIG_DFL);
			CHECK(action_of(KSPAWN_SIGUSR2).handler == KSPAWN_SIG_IGN);
		});
		CHECK(wait_for(clears) == exited(0));
	});
}

TEST_CASE("fork inherits the mask and no pending signal; exec keeps both")
{
	in_user([] {
		block(bit(KSPAWN_SIGUSR1) | bit(40));
		CHECK(send_self(KSPAWN_SIGUSR1) == 0);
		CHECK(queue(kspawn_current()->tgid, 40, 1) == 0);
		const int child = fork_body([] {
			CHECK(pending() == 0);
			CHECK(first_64(signals().blocked) == (bit(KSPAWN_SIGUSR1) | bit(40)));
			CHECK(send_self(40) == 0);
			CHECK(become_user() == 0);
			CHECK(pending() == bit(40));
			CHECK(first_64(signals().blocked) == (bit(KSPAWN_SIGUSR1) | bit(40)));
		});
		CHECK(wait_for(child) == exited(0));
		CHECK(pending() == (bit(KSPAWN_SIGUSR1) | bit(40)));
	});
}

TEST_CASE("an exec by another thread keeps what is pending for the process")
{
	in_kernel(
		[] {
			const int pid = user([] {
				block(bit(40) | bit(41));
				CHECK(queue(kspawn_current()->tgid, 40, 77) == 0);
				thread_body([] {
					CHECK(send_thread(kspawn_current()->tgid, kspawn_current()->pid, 41) == 0);
					CHECK(become_user() == 0);
					kspawn_siginfo info;
					CHECK(take(bit(40), &info) == 40);
					CHECK(info.rt.value == 77);
					CHECK(take(bit(41)) == 41);
					kspawn_exit(exited(4));
				});
				sleep_and_deliver();
				return 0;
			});
			CHECK(wait_for(pid) == exited(4));
			CHECK(queued() == 0);
			return 0;
		},
		with_bodies());
}

TEST_CASE("what a process that is killed had pending is free again")
{
	in_user([] {
		const int pid = fork_body([] {
			block(~uint64_t(0));
			for (int i = 0; i < 5; i++)
				CHECK(queue(kspawn_current()->tgid, 40, 1) == 0);
			CHECK(send_thread(kspawn_current()->tgid, kspawn_current()->pid, 41) == 0);
			sleep_and_deliver();
		});
		yield();
		CHECK(queued() == 6);
		CHECK(send(pid, KSPAWN_SIGKILL) == 0);
		CHECK(wait_for(pid) == KSPAWN_SIGKILL);
		CHECK(queued() == 0);
	});
}

TEST_CASE("SIGCHLD says how a child has ended")
{
	in_user([] {
		block(bit(KSPAWN_SIGCHLD));
		kspawn_siginfo info;
		const int exits = fork_body([] { kspawn_exit(exited(9)); });
		CHECK(wait_for(exits) == exited(9));
		CHECK(take(bit(KSPAWN_SIGCHLD), &info) == KSPAWN_SIGCHLD);
		CHECK((info.code == KSPAWN_CLD_EXITED && info.child.pid == exits && info.child.status == 9));
		const int killed = fork_body([] { sleep_and_deliver(); });
		CHECK(send(killed, KSPAWN_SIGTERM) == 0);
		CHECK(wait_for(killed) == KSPAWN_SIGTERM);
		CHECK(take(bit(KSPAWN_SIGCHLD), &info) == KSPAWN_SIGCHLD);
		CHECK((info.code == KSPAWN_CLD_KILLED && info.child.pid == killed && info.child.status == KSPAWN_SIGTERM));
	});
}

TEST_CASE("SIG_IGN and SA_NOCLDWAIT of SIGCHLD leave no zombies; with a handler it is entered all the same")
{
	in_user([] {
		CHECK(act(KSPAWN_SIGCHLD, KSPAWN_SIG_IGN) == 0);
		CHECK(fork_body([] {}) > 0);
		CHECK(kspawn_wait4(-1, nullptr, 0) == -KSPAWN_ECHILD);
		CHECK(!kspawn_signal_pending(kspawn_current()));
		CHECK(act(KSPAWN_SIGCHLD, handler, KSPAWN_SA_NOCLDWAIT) == 0);
		CHECK(fork_body([] {}) > 0);
		yield();
		CHECK(kspawn_wait4(-1, nullptr, 0) == -KSPAWN_ECHILD);
		deliver();
		CHECK(entered() == handler);
		return_from_handler();
	});
}

TEST_CASE("sigsuspend runs a handler with the mask of before saved, and returns EINTR")
{
	in_user([] {
		CHECK(act(KSPAWN_SIGUSR1, handler) == 0);
		block(bit(KSPAWN_SIGUSR1) | bit(KSPAWN_SIGHUP));
		CHECK(send_self(KSPAWN_SIGUSR1) == 0);
		kspawn_pt_regs *regs = kspawn_current_pt_regs();
		const kspawn_pt_regs before = *regs;
		regs->nr = KSPAWN_NR_rt_sigsuspend;
		set_arg(*regs, 0, poke_set(bit(KSPAWN_SIGTERM)));
		set_arg(*regs, 1, set_size);
		kspawn_signal_syscall(regs);
		CHECK(first_64(signals().blocked) == bit(KSPAWN_SIGTERM));
		deliver();
		CHECK(entered() == handler);
		CHECK(first_64(signals().blocked) == (bit(KSPAWN_SIGTERM) | bit(KSPAWN_SIGUSR1)));
		return_from_handler();
		CHECK(kspawn_pt_regs_ret(regs) == -KSPAWN_EINTR);
		CHECK(kspawn_pt_regs_ip(regs) == kspawn_pt_regs_ip(&before));
		CHECK(first_64(signals().blocked) == (bit(KSPAWN_SIGUSR1) | bit(KSPAWN_SIGHUP)));
		CHECK(call(KSPAWN_NR_rt_sigsuspend, { slot(0), set_size - 1 }) == -KSPAWN_EINVAL);
		for (uintptr_t bad : unreadable_addresses())
			CHECK(call(KSPAWN_NR_rt_sigsuspend, { bad, set_size }) == -KSPAWN_EFAULT);
	});
}

TEST_CASE("mask_begin, mask_end: a call has a mask of its own, which goes with it")
{
	in_user([] {
		block(bit(KSPAWN_SIGUSR1));
		CHECK(kspawn_signal_mask_begin(poke_set(bit(KSPAWN_SIGTERM) | bit(KSPAWN_SIGKILL)), set_size) == 0);
		CHECK(first_64(signals().blocked) == bit(KSPAWN_SIGTERM));
		kspawn_signal_mask_end();
		CHECK(first_64(signals().blocked) == bit(KSPAWN_SIGUSR1));
		CHECK(!kspawn_signal_work(kspawn_current()));
		CHECK(kspawn_signal_mask_begin(slot(0), set_size - 1) == -KSPAWN_EINVAL);
		for (uintptr_t bad : unreadable_addresses())
			CHECK(kspawn_signal_mask_begin(bad, set_size) == -KSPAWN_EFAULT);
		kspawn_signal_mask_end();
		CHECK(first_64(signals().blocked) == bit(KSPAWN_SIGUSR1));
	});
}

TEST_CASE("sigpending reports blocked signals of the thread and the process")
{
	in_user([] {
		const int self = kspawn_current()->tgid;
		block(bit(3) | bit(40));
		CHECK(send_self(3) == 0);
		CHECK(send_thread(self, self, 40) == 0);
		CHECK(pending() == (bit(3) | bit(40)));
		poke(slot(1), ~uint64_t(0));
		CHECK(call(KSPAWN_NR_rt_sigpending, { slot(1), 4 }) == 0);
		kspawn_sigset want;
		kspawn_sigset_put(&want, bit(3) | bit(40));
		const auto got = peek<kspawn_sigset>(kspawn_current(), slot(1));
		CHECK(memcmp(&got, &want, 4) == 0);
		CHECK(call(KSPAWN_NR_rt_sigpending, { slot(1), set_size + 1 }) == -KSPAWN_EINVAL);
		for (uintptr_t bad : hostile_addresses())
			CHECK(call(KSPAWN_NR_rt_sigpending, { bad, set_size }) == -KSPAWN_EFAULT);
		CHECK(take(bit(3)) == 3);
		CHECK(take(bit(40)) == 40);
	});
}
