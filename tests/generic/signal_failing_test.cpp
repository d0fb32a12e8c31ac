/* tests/generic/signal_failing_test.cpp: every step of layer 5 that can fail, fails once, and nothing is lost */
#include <cstring>
#include <set>

#include <kspawn/rt_sigframe.hpp>

#include "inject.hpp"
#include "signals.hpp"

using namespace kspawn::test;
namespace inject = kspawn::hosted::inject;

namespace {

constexpr long nr_sigtimedwait = sizeof(long) == 8 ? long(KSPAWN_NR_rt_sigtimedwait) : long(KSPAWN_NR_rt_sigtimedwait_time64);
constexpr int realtime = 40;

/// What a call that fails must leave as it was, of a task and of the kernel.
struct snapshot {
	kspawn_signals of_task;
	kspawn_sighand actions;
	uint32_t refs, elements;
	int pgid;
	std::vector<size_t> used;
};

snapshot snap()
{
	snapshot s;
	memcpy(&s.of_task, &signals(), sizeof(s.of_task));
	memcpy(&s.actions, signals().sighand, sizeof(s.actions));
	s.of_task.pends = 0; /* perhaps: a look may clear it */
	s.refs = kspawn_current()->refs;
	s.elements = queued();
	s.pgid = kspawn_current()->leader->pgid;
	s.used = in_use();
	return s;
}

void check_same(const snapshot &was)
{
	const snapshot is = snap();
	CHECK(memcmp(&is.of_task, &was.of_task, sizeof(is.of_task)) == 0);
	CHECK(memcmp(&is.actions, &was.actions, sizeof(is.actions)) == 0);
	CHECK(is.refs == was.refs);
	CHECK(is.elements == was.elements);
	CHECK(is.pgid == was.pgid);
	CHECK(is.used == was.used);
}

/// The call with its n-th step failing; it must ask no further. 0: none fails, `asked` steps.
long with_failing(unsigned n, long nr, const std::vector<uintptr_t> &args, unsigned asked)
{
	inject::fail_at(n);
	const long result = call(nr, args);
	CHECK(inject::end() == asked);
	return result;
}

/// Fails each of the first `copies` user copies of a call: EFAULT, and all is as before.
void fail_copies(const char *name, long nr, const std::vector<uintptr_t> &args, unsigned copies)
{
	const snapshot was = snap();
	for (unsigned n = 1; n <= copies; n++) {
		INFO(name << ", copy " << n);
		CHECK(with_failing(n, nr, args, n) == -KSPAWN_EFAULT);
		check_same(was);
	}
}

/// Calls that must be refused with `error`, and change nothing.
void refuse(long error, long nr, const std::vector<uintptr_t> &args)
{
	const snapshot was = snap();
	INFO("call " << nr << " of " << long(args[0]) << ", " << long(args[1]));
	CHECK(call(nr, args) == error);
	check_same(was);
}

uintptr_t poke_action(int sig, uintptr_t to)
{
	CHECK(act(sig, KSPAWN_SIG_DFL) == 0);
	kspawn_sigaction action = {};
	action.handler = pointer_to(to);
	poke(slot(0), action);
	return slot(0);
}

uintptr_t poke_no_time()
{
	poke(slot(4), std::array<int64_t, 2>{});
	return slot(4);
}

uintptr_t poke_info(int code = KSPAWN_SI_QUEUE)
{
	kspawn_siginfo info = {};
	info.signo = realtime;
	info.code = code;
	info.rt.value = 77;
	poke(slot(2), info);
	return slot(2);
}

kspawn_sigaltstack stack_at(uintptr_t sp)
{
	kspawn_sigaltstack stack = {};
	stack.sp = sp;
	stack.size = 0x8000;
	return stack;
}

/// All slots have memory of their own, so that only copies fail. A fork takes it away.
void warm_up()
{
	for (unsigned n = 0; n <= 8; n++)
		poke(slot(n), uint32_t(0));
}

/// A child that sleeps until it is killed.
int idles()
{
	const int pid = fork_body([] { sleep_and_deliver(); });
	yield();
	return pid;
}

uint32_t refs_of(int pid)
{
	kspawn_task *task = find(pid);
	const uint32_t refs = task->refs - 1;
	kspawn_task_put(task);
	return refs;
}

uint64_t pending_of(int pid)
{
	kspawn_task *task = find(pid);
	const kspawn_signals &s = *kspawn_signals_of(task);
	const uint64_t set = first_64(s.pending.set) | first_64(s.group.pending.set);
	kspawn_task_put(task);
	return set;
}

void stop(int pid)
{
	CHECK(send(pid, KSPAWN_SIGSTOP) == 0);
	yield();
}

} // namespace

/* ---- user memory ---- */

TEST_CASE("rt_sigaction: an action that cannot be read changes nothing; if the old cannot be written, the new stands")
{
	in_user([] {
		warm_up();
		const std::vector<uintptr_t> args = { KSPAWN_SIGUSR1, poke_action(KSPAWN_SIGUSR1, handler), slot(1), set_size };
		fail_copies("rt_sigaction", KSPAWN_NR_rt_sigaction, args, 1);
		CHECK(with_failing(2, KSPAWN_NR_rt_sigaction, args, 2) == -KSPAWN_EFAULT);
		CHECK(action_of(KSPAWN_SIGUSR1).handler == pointer_to(handler)); /* as in Linux */
		CHECK(with_failing(0, KSPAWN_NR_rt_sigaction, args, 2) == 0);
		fail_copies("the old action", KSPAWN_NR_rt_sigaction, { KSPAWN_SIGUSR1, 0, slot(1), set_size }, 1);
	});
}

TEST_CASE("rt_sigprocmask: a mask that cannot be read changes nothing; if the old cannot be written, the new stands")
{
	in_user([] {
		warm_up();
		block(bit(KSPAWN_SIGHUP));
		const std::vector<uintptr_t> args = { KSPAWN_SIG_SETMASK, poke_set(bit(KSPAWN_SIGTERM)), slot(1), set_size };
		fail_copies("rt_sigprocmask", KSPAWN_NR_rt_sigprocmask, args, 1);
		fail_copies("the old mask", KSPAWN_NR_rt_sigprocmask, { KSPAWN_SIG_SETMASK, 0, slot(1), set_size }, 1);
		CHECK(with_failing(2, KSPAWN_NR_rt_sigprocmask, args, 2) == -KSPAWN_EFAULT);
		CHECK(first_64(signals().blocked) == bit(KSPAWN_SIGTERM)); /* as in Linux */
		CHECK(with_failing(0, KSPAWN_NR_rt_sigprocmask, args, 2) == 0);
	});
}

TEST_CASE("rt_sigpending, rt_sigsuspend, rt_sigqueueinfo: a set or a siginfo that faults changes nothing")
{
	in_user([] {
		warm_up();
		block(bit(realtime));
		CHECK(queue(self(), realtime, 1) == 0);
		const uintptr_t pid = uintptr_t(self()), info = poke_info(), set = poke_set(0);
		fail_copies("rt_sigpending", KSPAWN_NR_rt_sigpending, { slot(1), set_size }, 1);
		fail_copies("rt_sigsuspend", KSPAWN_NR_rt_sigsuspend, { set, set_size }, 1);
		fail_copies("rt_sigqueueinfo", KSPAWN_NR_rt_sigqueueinfo, { pid, realtime, info }, 1);
		fail_copies("rt_tgsigqueueinfo", KSPAWN_NR_rt_tgsigqueueinfo, { pid, pid, realtime, info }, 1);
		pid_of_file = self();
		fail_copies("pidfd_send_signal", KSPAWN_NR_pidfd_send_signal, { 5, realtime, info, 0 }, 1);
		CHECK(!signals().restores);
		CHECK(take(bit(realtime)) == realtime);
		CHECK(take(bit(realtime)) == -KSPAWN_EAGAIN);
	});
}

TEST_CASE("rt_sigtimedwait: a set or time that cannot be read takes no signal; of one taken the element is free")
{
	in_user([] {
		warm_up();
		block(bit(realtime) | bit(KSPAWN_SIGHUP));
		CHECK(queue(self(), realtime, 1) == 0);
		const std::vector<uintptr_t> args = { poke_set(bit(realtime)), slot(3), poke_no_time(), set_size };
		fail_copies("rt_sigtimedwait", nr_sigtimedwait, args, 2);
		CHECK(queued() == 1);
		CHECK(with_failing(3, nr_sigtimedwait, args, 3) == -KSPAWN_EFAULT);
		CHECK(pending() == 0); /* it is lost, as in Linux */
		CHECK(queued() == 0);
		CHECK(queue(self(), realtime, 1) == 0);
		CHECK(with_failing(0, nr_sigtimedwait, { poke_set(bit(realtime)), slot(3), poke_no_time(), set_size }, 3) ==
		      realtime);
	});
}

TEST_CASE("rt_sigtimedwait: one that slept has its mask again though the siginfo cannot be written")
{
	in_user([] {
		warm_up();
		block(bit(realtime));
		const int parent = self();
		const int sender = fork_body([parent] {
			yield();
			CHECK(queue(parent, realtime, 1) == 0);
		});
		const uintptr_t bad = kspawn::hosted::user_high;
		CHECK(call(nr_sigtimedwait, { poke_set(bit(realtime)), bad, 0, set_size }) == -KSPAWN_EFAULT);
		CHECK(first_64(signals().blocked) == bit(realtime));
		CHECK(first_64(signals().blocked_too) == 0);
		CHECK(wait_for(sender) == exited(0));
		CHECK(queued() == 0);
	});
}

TEST_CASE("sigaltstack: a stack that cannot be read changes nothing; if the old cannot be written, the new stands")
{
	in_user([] {
		warm_up();
		const kspawn_sigaltstack stack = stack_at(scratch() - 0x20000);
		poke(slot(0), stack);
		fail_copies("sigaltstack", KSPAWN_NR_sigaltstack, { slot(0), slot(1) }, 1);
		fail_copies("the old stack", KSPAWN_NR_sigaltstack, { 0, slot(1) }, 1);
		CHECK(with_failing(2, KSPAWN_NR_sigaltstack, { slot(0), slot(1) }, 2) == -KSPAWN_EFAULT);
		CHECK(signals().stack.sp == stack.sp); /* as in Linux */
		CHECK(with_failing(0, KSPAWN_NR_sigaltstack, { slot(0), slot(1) }, 2) == 0);
	});
}

TEST_CASE("wait4 and waitid of a child that has stopped: a result that cannot be written loses the report, not the child")
{
	in_user([] {
		warm_up();
		poke(slot(6), std::array<long, 18>{});
		const auto wait4 = [](int pid) {
			return kspawn_sys_wait4(pid, slot(5), KSPAWN_WUNTRACED | KSPAWN_WNOHANG, slot(6));
		};
		const auto waitid = [](int pid, unsigned options) {
			return kspawn_sys_waitid(KSPAWN_P_PID, pid, slot(5), KSPAWN_WUNTRACED | KSPAWN_WNOHANG | options,
						 slot(6));
		};
		const int pid = idles();
		const uint32_t refs = refs_of(pid);
		for (unsigned n = 1; n <= 2; n++) {
			stop(pid);
			inject::fail_at(n);
			CHECK(wait4(pid) == -KSPAWN_EFAULT);
			CHECK(inject::end() == n);
			CHECK(wait4(pid) == 0);
			CHECK(send(pid, KSPAWN_SIGCONT) == 0);
			yield();
		}
		for (unsigned n = 1; n <= 3; n++) {
			stop(pid);
			for (unsigned options : { unsigned(KSPAWN_WNOWAIT), 0u }) {
				inject::fail_at(n);
				CHECK(waitid(pid, options) == -KSPAWN_EFAULT);
				CHECK(inject::end() == n);
			}
			CHECK(wait4(pid) == 0);
			CHECK(send(pid, KSPAWN_SIGCONT) == 0);
			yield();
		}
		stop(pid);
		inject::fail_at(3);
		CHECK(waitid(pid, KSPAWN_WNOWAIT) == -KSPAWN_EFAULT);
		(void)inject::end();
		CHECK(wait4(pid) == pid); /* with WNOWAIT the report stays */
		CHECK(peek<int32_t>(kspawn_current(), slot(5)) == (KSPAWN_SIGSTOP << 8 | 0x7f));
		CHECK(refs_of(pid) == refs);
		end(pid);
	});
}

/* ---- arguments ---- */

TEST_CASE("a set of another size is EINVAL in each call that has one, before anything is read or done")
{
	in_user([] {
		warm_up();
		block(bit(realtime));
		CHECK(send_self(realtime) == 0);
		const uintptr_t set = poke_set(bit(realtime));
		for (size_t size : { size_t(0), set_size - 1, set_size + 1, set_size / 2, set_size * 2, SIZE_MAX }) {
			refuse(-KSPAWN_EINVAL, KSPAWN_NR_rt_sigaction, { KSPAWN_SIGUSR1, set, slot(1), size });
			refuse(-KSPAWN_EINVAL, KSPAWN_NR_rt_sigprocmask, { KSPAWN_SIG_SETMASK, set, slot(1), size });
			refuse(-KSPAWN_EINVAL, KSPAWN_NR_rt_sigsuspend, { set, size });
			refuse(-KSPAWN_EINVAL, nr_sigtimedwait, { set, slot(3), 0, size });
			if (size > set_size)
				refuse(-KSPAWN_EINVAL, KSPAWN_NR_rt_sigpending, { slot(1), size });
		}
		CHECK(call(KSPAWN_NR_rt_sigpending, { slot(1), 0 }) == 0); /* a part of a set is as good as none */
		CHECK(take(bit(realtime)) == realtime);
	});
}

TEST_CASE("numbers that are no signals, and the two that have no actions, are EINVAL and change nothing")
{
	in_user([] {
		warm_up();
		const uintptr_t pid = uintptr_t(self()), info = poke_info();
		const uintptr_t action = poke_action(KSPAWN_SIGUSR1, handler);
		for (int sig : { 0, -1, KSPAWN_SIGNALS + 1, INT_MAX, INT_MIN }) {
			const uintptr_t number = uintptr_t(sig);
			refuse(-KSPAWN_EINVAL, KSPAWN_NR_rt_sigaction, { number, action, slot(1), set_size });
			refuse(-KSPAWN_EINVAL, KSPAWN_NR_rt_sigaction, { number, 0, slot(1), set_size });
			const long error = sig ? -KSPAWN_EINVAL : 0; /* 0 asks alone */
			refuse(error, KSPAWN_NR_kill, { pid, number });
			refuse(error, KSPAWN_NR_tkill, { pid, number });
			refuse(error, KSPAWN_NR_tgkill, { pid, pid, number });
			refuse(error, KSPAWN_NR_rt_sigqueueinfo, { pid, number, info });
			refuse(error, KSPAWN_NR_rt_tgsigqueueinfo, { pid, pid, number, info });
		}
		for (int sig : { KSPAWN_SIGKILL, KSPAWN_SIGSTOP })
			refuse(-KSPAWN_EINVAL, KSPAWN_NR_rt_sigaction, { uintptr_t(sig), action, 0, set_size });
		for (uintptr_t none : { uintptr_t(0), uintptr_t(-1) }) {
			refuse(-KSPAWN_EINVAL, KSPAWN_NR_tkill, { none, KSPAWN_SIGTERM });
			refuse(-KSPAWN_EINVAL, KSPAWN_NR_tgkill, { pid, none, KSPAWN_SIGTERM });
			refuse(-KSPAWN_EINVAL, KSPAWN_NR_tgkill, { none, pid, KSPAWN_SIGTERM });
			refuse(-KSPAWN_ESRCH, KSPAWN_NR_rt_sigqueueinfo, { none, KSPAWN_SIGTERM, info });
			refuse(-KSPAWN_EINVAL, KSPAWN_NR_rt_tgsigqueueinfo, { pid, none, KSPAWN_SIGTERM, info });
			refuse(-KSPAWN_EINVAL, KSPAWN_NR_rt_tgsigqueueinfo, { none, pid, KSPAWN_SIGTERM, info });
		}
		for (int how : { -1, 77, INT_MAX })
			refuse(-KSPAWN_EINVAL, KSPAWN_NR_rt_sigprocmask, { uintptr_t(how), poke_set(~uint64_t(0)), 0, set_size });
	});
}

TEST_CASE("a siginfo as of the kernel, of kill or of tgkill is EPERM for another process, which has nothing of it")
{
	in_user([] {
		const int pid = fork_body([] {
			block(bit(KSPAWN_SIGUSR1));
			sleep_and_deliver();
		});
		yield();
		warm_up();
		const uintptr_t target = uintptr_t(pid);
		const uint32_t refs = refs_of(pid);
		for (int code : { KSPAWN_SI_USER, KSPAWN_SI_KERNEL, KSPAWN_SI_TKILL, 1, INT_MAX }) {
			const uintptr_t info = poke_info(code);
			refuse(-KSPAWN_EPERM, KSPAWN_NR_rt_sigqueueinfo, { target, KSPAWN_SIGUSR1, info });
			refuse(-KSPAWN_EPERM, KSPAWN_NR_rt_tgsigqueueinfo, { target, target, KSPAWN_SIGUSR1, info });
		}
		CHECK(pending_of(pid) == 0);
		CHECK(refs_of(pid) == refs);
		end(pid);
	});
}

/* ---- handlers ---- */

TEST_CASE("each step of entering a handler fails into SIGSEGV, whose handler returns to the mask and registers of before")
{
	const bool suspends = GENERATE(false, true);
	in_user([suspends] {
		warm_up();
		CHECK(act(KSPAWN_SIGUSR1, handler, 0, bit(KSPAWN_SIGTERM)) == 0);
		CHECK(act(KSPAWN_SIGSEGV, handler + 16) == 0);
		kspawn_pt_regs *regs = kspawn_current_pt_regs();
		const kspawn_pt_regs before = *regs;
		unsigned steps = 0;
		for (; steps < 20; steps++) {
			block(bit(KSPAWN_SIGUSR1));
			CHECK(send_self(KSPAWN_SIGUSR1) == 0);
			if (suspends)
				CHECK(call(KSPAWN_NR_rt_sigsuspend, { poke_set(0), set_size }) == -KSPAWN_EINTR);
			else
				unblock(bit(KSPAWN_SIGUSR1));
			inject::fail_at(steps + 1);
			deliver();
			const unsigned asked = inject::end();
			INFO("step " << steps + 1);
			if (entered() == handler) {
				CHECK(asked == steps); /* none has failed */
				break;
			}
			CHECK(entered() == handler + 16);
			CHECK(first_64(signals().blocked) == bit(KSPAWN_SIGSEGV));
			const auto info = peek<kspawn_siginfo>(kspawn_current(), handler_argument(1));
			CHECK((info.signo == KSPAWN_SIGSEGV && info.code == KSPAWN_SI_KERNEL));
			CHECK(queued() == 0);
			return_from_handler();
			CHECK(entered() == kspawn_pt_regs_ip(&before));
			CHECK(kspawn_pt_regs_sp(regs) == kspawn_pt_regs_sp(&before));
			CHECK(first_64(signals().blocked) == (suspends ? bit(KSPAWN_SIGUSR1) : 0));
			CHECK(!kspawn_signal_work(kspawn_current()));
			*regs = before;
		}
		CHECK(steps >= 1); /* a frame is copied at once */
		CHECK(entered() == handler);
		return_from_handler();
		CHECK(entered() == kspawn_pt_regs_ip(&before));
		CHECK(first_64(signals().blocked) == (suspends ? bit(KSPAWN_SIGUSR1) : 0));
	});
}

TEST_CASE("a second frame that cannot be written ends the process by SIGSEGV, with a handler or blocked")
{
	in_user([] {
		for (bool blocked : { false, true }) {
			const int pid = fork_body([blocked] {
				CHECK(act(KSPAWN_SIGUSR1, handler) == 0);
				CHECK(act(KSPAWN_SIGSEGV, handler + 16) == 0);
				if (blocked)
					block(bit(KSPAWN_SIGSEGV));
				CHECK(send_self(KSPAWN_SIGUSR1) == 0);
				if (!blocked)
					kspawn_pt_regs_set_sp(kspawn_current_pt_regs(), 64);
				inject::fail_at(1);
				deliver();
				CHECK(false);
			});
			CHECK(wait_for(pid) == KSPAWN_SIGSEGV);
			(void)inject::end();
			CHECK(queued() == 0);
		}
	});
}

TEST_CASE("each step of rt_sigreturn fails into SIGSEGV with registers, mask and stack of the handler, which may return again")
{
	in_user([] {
		warm_up();
		poke(slot(0), stack_at(scratch() - 0x20000));
		CHECK(call(KSPAWN_NR_sigaltstack, { slot(0), 0 }) == 0);
		CHECK(act(KSPAWN_SIGUSR1, handler, 0, bit(KSPAWN_SIGTERM)) == 0);
		CHECK(act(KSPAWN_SIGSEGV, handler + 16, KSPAWN_SA_ONSTACK) == 0);
		kspawn_pt_regs *regs = kspawn_current_pt_regs();
		const uintptr_t before = entered();
		CHECK(send_self(KSPAWN_SIGUSR1) == 0);
		deliver();
		CHECK(entered() == handler);
		const snapshot was = snap();
		const uintptr_t frame = frame_of_handler();
		unsigned steps = 0;
		for (; steps < 20; steps++) {
			inject::fail_at(steps + 1);
			sigreturn(frame);
			const unsigned asked = inject::end();
			INFO("step " << steps + 1);
			CHECK(asked == (entered() == before ? steps : steps + 1));
			if (entered() == before)
				break;
			CHECK(entered() == handler);
			CHECK(first_64(signals().blocked) == (bit(KSPAWN_SIGUSR1) | bit(KSPAWN_SIGTERM)));
			deliver();
			CHECK(entered() == handler + 16);
			return_from_handler();
			CHECK(entered() == handler);
			CHECK(first_64(signals().blocked) == first_64(was.of_task.blocked));
			CHECK(signals().stack.sp == was.of_task.stack.sp);
			CHECK(queued() == 0);
		}
		CHECK(steps >= 1);
		CHECK(entered() == before);
		CHECK(first_64(signals().blocked) == 0);
		CHECK(regs == kspawn_current_pt_regs());
	});
}

TEST_CASE("a frame where the program has no memory is SIGSEGV, with registers and mask as they were")
{
	in_user([] {
		CHECK(act(KSPAWN_SIGSEGV, handler + 16) == 0);
		block(bit(KSPAWN_SIGHUP));
		kspawn_pt_regs *regs = kspawn_current_pt_regs();
		const kspawn_pt_regs before = *regs;
		const uintptr_t sp = kspawn_pt_regs_sp(&before);
		for (uintptr_t bad : { uintptr_t(0), uintptr_t(64), kspawn::hosted::user_high, UINTPTR_MAX }) {
			INFO("sp " << bad);
			*regs = before;
			sigreturn(bad);
			const kspawn_pt_regs after = *regs;
			kspawn_pt_regs_set_sp(regs, sp);
			regs->nr = before.nr;
			CHECK(memcmp(regs, &before, sizeof(before)) == 0);
			CHECK(kspawn_pt_regs_sp(&after) == bad);
			CHECK(first_64(signals().blocked) == bit(KSPAWN_SIGHUP));
			CHECK(first_64(signals().pending.set) == bit(KSPAWN_SIGSEGV));
			*regs = before;
			deliver();
			CHECK(entered() == handler + 16);
			return_from_handler();
			CHECK(first_64(signals().blocked) == bit(KSPAWN_SIGHUP));
			CHECK(queued() == 0);
		}
		*regs = before;
	});
}

TEST_CASE("a copy of a frame returns as the frame does, or is SIGSEGV where it is not aligned as the port needs")
{
	in_user([] {
		CHECK(act(KSPAWN_SIGUSR1, handler) == 0);
		CHECK(act(KSPAWN_SIGSEGV, handler + 16) == 0);
		kspawn_pt_regs *regs = kspawn_current_pt_regs();
		const kspawn_pt_regs before = *regs;
		for (uintptr_t off : { 0, 1, 4 }) {
			INFO("off by " << off);
			*regs = before;
			CHECK(send_self(KSPAWN_SIGUSR1) == 0);
			deliver();
			const uintptr_t sp = kspawn_pt_regs_sp(regs), down = 0x2000 - off;
			std::vector<char> frame(kspawn_pt_regs_sp(&before) - sp);
			CHECK(kspawn_copy_from_user(frame.data(), sp, frame.size()) == 0);
			CHECK(kspawn_copy_to_user(kspawn_current(), sp - down, frame.data(), frame.size()) == 0);
			sigreturn(frame_of_handler() - down);
			if (off % KSPAWN_SIGFRAME_POP_ALIGN) {
				CHECK(first_64(signals().pending.set) == bit(KSPAWN_SIGSEGV));
				CHECK(first_64(signals().blocked) == bit(KSPAWN_SIGUSR1));
				deliver();
				return_from_handler();
				unblock(bit(KSPAWN_SIGUSR1));
			} else {
				CHECK(entered() == kspawn_pt_regs_ip(&before));
				CHECK(kspawn_pt_regs_sp(regs) == kspawn_pt_regs_sp(&before));
			}
			CHECK(first_64(signals().blocked) == 0);
			CHECK(queued() == 0);
		}
		*regs = before;
	});
}

/* ---- the pool of pending signals ---- */

namespace {

constexpr uint32_t pool_size = 8;

/// A child that has every element of the pool.
int hoards()
{
	const int pid = fork_body([] {
		block(~uint64_t(0));
		const int ordinary[pool_size] = { KSPAWN_SIGHUP,  KSPAWN_SIGINT,  KSPAWN_SIGQUIT, KSPAWN_SIGTERM,
						  KSPAWN_SIGUSR1, KSPAWN_SIGUSR2, KSPAWN_SIGALRM, KSPAWN_SIGPIPE };
		for (int sig : ordinary)
			CHECK(send_self(sig) == 0);
		sleep_and_deliver();
	});
	yield();
	CHECK(queued() == pool_size);
	return pid;
}

/// A way to send, and whether a realtime signal is sent whole or not at all.
struct sender {
	const char *name;
	bool whole;
	long (*send)(int sig);
};

const sender senders[] = {
	{ "kill", false, [](int sig) { return send_self(sig); } },
	{ "kill of a group", false, [](int sig) { return send(-self(), sig); } },
	{ "tkill", true,
	  [](int sig) {
		  return call(KSPAWN_NR_tkill, { uintptr_t(self()), uintptr_t(sig) });
	  } },
	{ "tgkill", true, [](int sig) { return send_thread(self(), self(), sig); } },
	{ "sigqueue", true, [](int sig) { return queue(self(), sig, 77); } },
	{ "tgsigqueue", true,
	  [](int sig) {
		  const uintptr_t pid = uintptr_t(self()), info = poke_info();
		  return call(KSPAWN_NR_rt_tgsigqueueinfo, { pid, pid, uintptr_t(sig), info });
	  } },
	{ "kspawn_signal_process", true, [](int sig) { return long(kspawn_signal_process(kspawn_current(), sig, nullptr)); } },
	{ "kspawn_signal_thread", true, [](int sig) { return long(kspawn_signal_thread(kspawn_current(), sig, nullptr)); } },
	{ "kspawn_signal_pgrp", true, [](int sig) { return long(kspawn_signal_pgrp(self(), sig, nullptr)); } },
};

kspawn::hosted::machine_options small_pool()
{
	auto options = with_bodies();
	options.signals = pool_size;
	return options;
}

} // namespace

TEST_CASE("while another process has the whole pool, each sender of a realtime signal fails whole or sends its number")
{
	in_user(
		[] {
			CHECK(kspawn_setpgid(0, 0) == 0);
			const uint64_t set = bit(realtime) | bit(KSPAWN_SIGUSR1);
			block(set);
			const int hoarder = hoards();
			CHECK(kspawn_setpgid(hoarder, hoarder) == 0);
			warm_up();
			kspawn_siginfo info;
			for (const sender &s : senders) {
				INFO(s.name);
				const snapshot was = snap();
				CHECK(s.send(realtime) == (s.whole ? -KSPAWN_EAGAIN : 0));
				if (s.whole)
					check_same(was);
				else
					CHECK(take(set, &info) == realtime);
				CHECK(s.send(KSPAWN_SIGUSR1) == 0);
				CHECK(take(set, &info) == KSPAWN_SIGUSR1);
				CHECK((info.signo == KSPAWN_SIGUSR1 && info.code == 0 && info.rt.value == 0));
				CHECK(take(set) == -KSPAWN_EAGAIN);
				check_same(was);
			}
			end(hoarder);
			CHECK(queued() == 0);
			for (const sender &s : senders) {
				INFO(s.name);
				for (int sig : { realtime, KSPAWN_SIGUSR1 }) {
					CHECK(s.send(sig) == 0);
					CHECK(queued() == 1);
					CHECK(take(set, &info) == sig);
					CHECK(info.signo == sig);
				}
			}
		},
		small_pool());
}

TEST_CASE("while another process has the whole pool, faults, ends and stops of children, and terminals still signal")
{
	in_user(
		[] {
			CHECK(kspawn_setsid() == self());
			const int hoarder = hoards();
			CHECK(act(KSPAWN_SIGBUS, handler) == 0);
			kspawn_signal_fault(KSPAWN_SIGBUS, KSPAWN_BUS_ADRERR, 0x1234);
			deliver();
			CHECK(entered() == handler);
			return_from_handler();
			block(bit(KSPAWN_SIGCHLD));
			const int reads = fork_body([] {
				CHECK(kspawn_setpgid(0, 0) == 0);
				CHECK(kspawn_signal_background(KSPAWN_SIGTTIN) == -KSPAWN_ERESTARTSYS);
				deliver();
				kspawn_exit(exited(3));
			});
			CHECK(act(KSPAWN_SIGCHLD, handler) == 0);
			int status = 0;
			CHECK(kspawn_wait4(reads, &status, KSPAWN_WUNTRACED) == reads);
			CHECK(status == (KSPAWN_SIGTTIN << 8 | 0x7f));
			CHECK(take(bit(KSPAWN_SIGCHLD)) == KSPAWN_SIGCHLD);
			CHECK(act(KSPAWN_SIGCHLD, handler, KSPAWN_SA_NOCLDSTOP) == 0); /* the next is of its end */
			CHECK(send(reads, KSPAWN_SIGCONT) == 0);
			CHECK(wait_for(reads) == exited(3));
			CHECK(take(bit(KSPAWN_SIGCHLD)) == KSPAWN_SIGCHLD);
			CHECK(queued() == pool_size);
			end(hoarder);
			CHECK(take(bit(KSPAWN_SIGCHLD)) == KSPAWN_SIGCHLD);
		},
		small_pool());
}

TEST_CASE("a signal that the pool has no room for in one process of a group still reaches the others")
{
	const bool parent_is_full = GENERATE(false, true);
	in_user(
		[parent_is_full] {
			const auto fill = [] {
				block(bit(realtime));
				for (uint32_t i = 0; i < pool_size / 2; i++) /* the bound of a process */
					CHECK(queue(self(), realtime, i) == 0);
			};
			CHECK(kspawn_setpgid(0, 0) == 0);
			const int child = fork_body([=] {
				if (!parent_is_full)
					fill();
				sleep_and_deliver();
			});
			yield();
			if (parent_is_full)
				fill();
			block(bit(realtime));
			CHECK(kspawn_signal_pgrp(self(), realtime, nullptr) == 0);
			if (parent_is_full)
				CHECK(wait_for(child) == realtime);
			else
				end(child);
			unsigned taken = 0;
			while (take(bit(realtime)) == realtime)
				taken++;
			CHECK(taken == (parent_is_full ? pool_size / 2 : 1));
		},
		small_pool());
}

/* ---- permission ---- */

namespace {

std::set<int> forbidden;

kspawn::hosted::machine_options with_permissions()
{
	auto options = with_bodies();
	forbidden.clear();
	options.permits = [](kspawn_task *task, int) { return !forbidden.count(task->tgid); };
	return options;
}

/// A child with a group of its own, or in `group`, that blocks SIGUSR1 and sleeps.
int member(int group)
{
	const int pid = fork_body([group] {
		CHECK(kspawn_setpgid(0, group) == 0);
		block(bit(KSPAWN_SIGUSR1));
		sleep_and_deliver();
	});
	yield();
	return pid;
}

} // namespace

TEST_CASE("without permission each call is EPERM for its one target, which has nothing of it and continues nothing")
{
	in_user(
		[] {
			const int pid = member(0);
			const uintptr_t target = uintptr_t(pid), info = poke_info();
			const uint32_t refs = refs_of(pid);
			stop(pid);
			forbidden = { pid };
			for (int sig : { 0, KSPAWN_SIGUSR1, KSPAWN_SIGCONT, KSPAWN_SIGKILL }) {
				const uintptr_t number = uintptr_t(sig);
				refuse(-KSPAWN_EPERM, KSPAWN_NR_kill, { target, number });
				refuse(-KSPAWN_EPERM, KSPAWN_NR_kill, { uintptr_t(-pid), number });
				refuse(-KSPAWN_EPERM, KSPAWN_NR_kill, { uintptr_t(-1), number });
				refuse(-KSPAWN_EPERM, KSPAWN_NR_tkill, { target, number });
				refuse(-KSPAWN_EPERM, KSPAWN_NR_tgkill, { target, target, number });
				refuse(-KSPAWN_EPERM, KSPAWN_NR_rt_sigqueueinfo, { target, number, info });
				refuse(-KSPAWN_EPERM, KSPAWN_NR_rt_tgsigqueueinfo, { target, target, number, info });
			}
			CHECK(pending_of(pid) == 0);
			CHECK(refs_of(pid) == refs);
			CHECK(kspawn::hosted::the_machine().signals.stopped == 1);
			end(pid);
		},
		with_permissions());
}

TEST_CASE("with permission for some, kill of a group and of -1 reaches those alone and succeeds")
{
	const bool first = GENERATE(false, true);
	in_user(
		[first] {
			const int a = member(0), b = member(a);
			const int refused = first ? a : b, permitted = first ? b : a;
			const uint32_t refs_a = refs_of(a), refs_b = refs_of(b);
			forbidden = { refused };
			for (int target : { -a, -1 }) {
				CHECK(send(target, KSPAWN_SIGUSR1) == 0);
				CHECK(pending_of(permitted) == bit(KSPAWN_SIGUSR1));
				CHECK(pending_of(refused) == 0);
				CHECK(queued() == 1); /* pending once */
			}
			CHECK(refs_of(a) == refs_a);
			CHECK(refs_of(b) == refs_b);
			forbidden = { a, b };
			refuse(-KSPAWN_EPERM, KSPAWN_NR_kill, { uintptr_t(-a), KSPAWN_SIGUSR1 });
			refuse(-KSPAWN_EPERM, KSPAWN_NR_kill, { uintptr_t(-1), KSPAWN_SIGUSR1 });
			end(a);
			end(b);
		},
		with_permissions());
}

/* ---- groups and sessions ---- */

TEST_CASE("setpgid and setsid: a number that cannot be held leaves group and session as they were")
{
	in_user([] {
		const int first = fork_body([] {
			CHECK(kspawn_setpgid(0, 0) == 0);
			sleep_and_deliver();
		});
		yield();
		const int second = fork_body([first] {
			const snapshot was = snap();
			for (int group : { 0, first }) {
				inject::fail_at(1);
				CHECK(kspawn_setpgid(0, group) == -KSPAWN_EPERM);
				CHECK(inject::end() == 1);
				check_same(was);
			}
			CHECK(kspawn_setpgid(0, first) == 0);
			const snapshot in_group = snap();
			for (unsigned n = 1; n <= 2; n++) { /* of the group and of the session */
				INFO("hold " << n);
				inject::fail_at(n);
				CHECK(kspawn_setsid() == -KSPAWN_EPERM);
				CHECK(inject::end() == n);
				check_same(in_group);
			}
			CHECK(kspawn_setsid() == self());
			CHECK(kspawn_getpgid(0) == self());
			CHECK(kspawn_getsid(0) == self());
		});
		CHECK(wait_for(second) == exited(0));
		end(first);
	});
}

TEST_CASE("a child whose group or session cannot be held is in none; each number that was held is free at its end")
{
	in_user([] {
		warm_up();
		CHECK(kspawn_setsid() == self());
		const auto used = in_use();
		const auto fork_failing_at = [](unsigned n) {
			inject::fail_at(n);
			const int pid = fork_body([] { kspawn_exit(exited(5)); });
			(void)inject::end();
			return pid;
		};
		unsigned without = 0, failed = 0;
		for (unsigned n = 1; n < 200; n++) {
			const int pid = fork_failing_at(n);
			INFO("step " << n << ", result " << pid);
			if (pid < 0) {
				failed++;
				CHECK(in_use() == used);
				continue;
			}
			const int pgid = kspawn_getpgid(pid), sid = kspawn_getsid(pid);
			CHECK((pgid == self() || pgid == 0));
			CHECK((sid == self() || sid == 0));
			without += pgid == 0 || sid == 0;
			CHECK(wait_for(pid) == exited(5));
			CHECK(in_use() == used);
			if (pgid && sid)
				break;
		}
		CHECK(without == 2);
		CHECK(failed > 0);
		CHECK(kspawn_getsid(0) == self());
	});
}
