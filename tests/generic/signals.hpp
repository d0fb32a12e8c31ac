/* tests/generic/signals.hpp: signals of user tasks that run C++ in a system call */
#ifndef KSPAWN_TESTS_SIGNALS_HPP
#define KSPAWN_TESTS_SIGNALS_HPP

#include <array>

#include <kspawn/rt_sigframe.hpp>
#include <kspawn/signal.h>

#include "tasks.hpp"

namespace kspawn::test {

constexpr uintptr_t handler = 0x10001000; /* user text that no test executes */
constexpr uint64_t bit(int sig) { return uint64_t(1) << (sig - 1); }
constexpr size_t set_size = sizeof(kspawn_sigset);

/// Sets of the first 64 signals, which each machine has, are written as numbers.
inline uint64_t first_64(const kspawn_sigset &set) { return kspawn_sigset_get(&set); }
inline kspawn_sigset set_from(uint64_t first_64)
{
	kspawn_sigset set;
	kspawn_sigset_put(&set, first_64);
	return set;
}

inline int self() { return kspawn_current()->tgid; }

inline kspawn_signals &signals() { return hosted::process::current().signals; }

/// Room in user memory for the arguments of a call: slot 0 to 7, of 256 bytes.
inline uintptr_t slot(unsigned n) { return scratch() - 4096 + n * 256; }

/// Hostile addresses that cannot be read either.
inline std::vector<uintptr_t> unreadable_addresses()
{
	std::vector<uintptr_t> list;
	for (uintptr_t bad : hostile_addresses())
		if (bad != kspawn_pt_regs_ip(kspawn_current_pt_regs()))
			list.push_back(bad);
	return list;
}

inline uintptr_t poke_set(uint64_t set, unsigned n = 0)
{
	poke(slot(n), set_from(set));
	return slot(n);
}

inline uint64_t peek_set(unsigned n = 1) { return first_64(peek<kspawn_sigset>(kspawn_current(), slot(n))); }

/// By which a program names the handler at this address: a descriptor in its memory, where pointers to functions are that.
inline uintptr_t pointer_to(uintptr_t to)
{
#ifdef KSPAWN_DESCRIPTORS
	if (to - handler < 4096) {
		const std::array<uintptr_t, 2> descriptor = { to, 0 };
		const uintptr_t at = hosted::user_high - 0x80000 + (to - handler); /* the stack grows no page so far */
		poke(at, descriptor);
		return at;
	}
#endif
	return to;
}

inline long act(int sig, uintptr_t to, uint32_t flags = 0, uint64_t mask = 0)
{
	kspawn_sigaction action = {};
	action.handler = pointer_to(to);
	action.flags = flags | KSPAWN_SA_SIGINFO; /* rt_sigreturn takes its frame */
#ifdef KSPAWN_SA_RESTORER
	action.flags |= KSPAWN_SA_RESTORER;
	action.restorer = handler + 8;
#endif
	kspawn_sigset_put(&action.mask, mask);
	poke(slot(0), action);
	return call(KSPAWN_NR_rt_sigaction, { uintptr_t(sig), slot(0), slot(1), set_size });
}

inline kspawn_sigaction action_of(int sig)
{
	CHECK(call(KSPAWN_NR_rt_sigaction, { uintptr_t(sig), 0, slot(1), set_size }) == 0);
	return peek<kspawn_sigaction>(kspawn_current(), slot(1));
}

inline long mask(int how, uint64_t set)
{
	return call(KSPAWN_NR_rt_sigprocmask, { uintptr_t(how), poke_set(set), slot(1), set_size });
}
inline void block(uint64_t set) { CHECK(mask(KSPAWN_SIG_BLOCK, set) == 0); }
inline void unblock(uint64_t set) { CHECK(mask(KSPAWN_SIG_UNBLOCK, set) == 0); }

inline uint64_t pending()
{
	CHECK(call(KSPAWN_NR_rt_sigpending, { slot(1), set_size }) == 0);
	return peek_set();
}

inline long send(int pid, int sig) { return call(KSPAWN_NR_kill, { uintptr_t(pid), uintptr_t(sig) }); }
inline long send_self(int sig) { return send(kspawn_current()->tgid, sig); }
inline long send_thread(int tgid, int pid, int sig)
{
	return call(KSPAWN_NR_tgkill, { uintptr_t(tgid), uintptr_t(pid), uintptr_t(sig) });
}

inline long queue(int pid, int sig, uintptr_t value, int code = KSPAWN_SI_QUEUE)
{
	kspawn_siginfo info = {};
	info.code = code;
	info.rt.pid = kspawn_current()->tgid;
	info.rt.value = value;
	poke(slot(2), info);
	return call(KSPAWN_NR_rt_sigqueueinfo, { uintptr_t(pid), uintptr_t(sig), slot(2) });
}

/// The way to user mode, which may not come back.
inline void deliver() { kspawn_signal_deliver(kspawn_current_pt_regs()); }

/// Where that enters user mode: at a handler, if one runs.
inline uintptr_t entered() { return kspawn_pt_regs_ip(kspawn_current_pt_regs()); }

/// Takes a signal of `set` without waiting; its number, or a negative errno.
inline long take(uint64_t set, kspawn_siginfo *info = nullptr, long ns = 0)
{
	const std::array<long, 2> time = { 0, ns };
	poke(slot(4), time);
	const long sig = call(KSPAWN_NR_rt_sigtimedwait, { poke_set(set), slot(3), slot(4), set_size });
	if (info)
		*info = peek<kspawn_siginfo>(kspawn_current(), slot(3));
	return sig;
}

/// The stack pointer of rt_sigreturn, as the handler's return leaves it.
inline uintptr_t frame_of_handler() { return kspawn_pt_regs_sp(kspawn_current_pt_regs()) + KSPAWN_SIGFRAME_PAST; }

/// An argument of the handler that is entered: on the stack, or in a register.
template <class Frame = kspawn::rt_sigframe>
uintptr_t handler_argument(unsigned n)
{
	kspawn_pt_regs *regs = kspawn_current_pt_regs();
	if constexpr (requires(Frame frame) { frame.arguments; })
		return peek<Frame>(kspawn_current(), kspawn_pt_regs_sp(regs)).arguments[n];
	else
		return kspawn_pt_regs_arg(regs, n);
}

inline void sigreturn(uintptr_t sp)
{
	kspawn_pt_regs *regs = kspawn_current_pt_regs();
	kspawn_pt_regs_set_sp(regs, sp);
	regs->nr = KSPAWN_NR_rt_sigreturn;
	kspawn_signal_syscall(regs);
}

inline void return_from_handler() { sigreturn(frame_of_handler()); }

/// Sleeps in system calls that a signal ends; handlers are entered, and that is all.
[[noreturn]] inline void sleep_and_deliver()
{
	static const uint32_t never = 0;
	for (;;) {
		(void)kspawn_wait_word(&never, 0, KSPAWN_INTERRUPTIBLE);
		deliver();
	}
}

inline int sleeper()
{
	return user([] {
		sleep_and_deliver();
		return 0;
	});
}

/// Ends a child, whether or not the current task may.
inline void end(int pid)
{
	kspawn_task *task = find(pid);
	CHECK(kspawn_signal_process(task, KSPAWN_SIGKILL, nullptr) == 0);
	kspawn_task_put(task);
	CHECK(wait_for(pid) == KSPAWN_SIGKILL);
}

/// Elements of the pool that are in use.
inline uint32_t queued()
{
	uint32_t n = hosted::the_machine().options.signals;
	for (const kspawn_sigqueue *e = hosted::the_machine().signals.free; e; e = e->next)
		n--;
	return n;
}

/* ---- children and threads of a user task that run C++ too: see with_bodies ---- */

/// What they run, by the instruction pointer at which they enter user mode.
inline std::vector<std::function<void()>> bodies;

inline hosted::machine_options with_bodies()
{
	hosted::machine_options options = with_programs();
	bodies.clear();
	options.user_mode = [](kspawn_pt_regs *regs) {
		const std::function<void()> body = bodies.at((kspawn_pt_regs_ip(regs) - handler) / 16);
		body();
		kspawn_exit(0);
	};
	return options;
}

/// A clone that runs `body`, on a user stack of its own. Returns its pid.
inline int clone_body(uint64_t flags, std::function<void()> body)
{
	kspawn_pt_regs *regs = kspawn_current_pt_regs();
	const kspawn_pt_regs before = *regs;
	bodies.push_back(std::move(body));
	kspawn_pt_regs_set_ip(regs, handler + 16 * (bodies.size() - 1));
	kspawn_clone_args args = {};
	args.flags = flags;
	args.exit_signal = flags & KSPAWN_CLONE_THREAD ? 0 : KSPAWN_SIGCHLD;
	args.stack = kspawn_pt_regs_sp(regs) - 0x8000 * bodies.size();
	const int pid = kspawn_clone(&args);
	*regs = before;
	return pid;
}

constexpr uint64_t thread_flags =
	KSPAWN_CLONE_VM | KSPAWN_CLONE_FS | KSPAWN_CLONE_FILES | KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_THREAD;

inline int thread_body(std::function<void()> body) { return clone_body(thread_flags, std::move(body)); }
inline int fork_body(std::function<void()> body) { return clone_body(0, std::move(body)); }

/// In user tasks, to the end of the machine.
inline void in_user(std::function<void()> body, hosted::machine_options options = with_bodies())
{
	in_kernel(
		[&body] {
			as_user([&body] {
				body();
				kspawn_exit_group(0); /* with the threads that sleep */
				return 0;
			});
			while (kspawn_wait4(-1, nullptr, KSPAWN_WALL) > 0)
				;
			CHECK(queued() == 0);
			return 0;
		},
		std::move(options));
}

} // namespace kspawn::test
#endif
