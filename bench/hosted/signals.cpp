/* bench/hosted/signals.cpp: what the library does for a signal and for a futex, in a user task that stays in the kernel */
#include <kspawn/pt_regs.h>
#include <kspawn/exec.h>
#include <kspawn/fork.h>
#include <kspawn/futex.h>
#include <kspawn/signal.h>
#include <kspawn/rt_sigframe.hpp>
#include <kspawn/syscall.h>
#include <kspawn/task.h>
#include <kspawn/wait.h>

#include "contenders.hpp"
#include "in_machine.hpp"
#include "measure.hpp"
#include "mm.hpp"

namespace bench {
namespace {

using namespace kspawn::hosted;

constexpr unsigned samples = 60;

/// `body` in a user task. Other ones, which it clones, run `other` in place of their program.
std::vector<double> in_user(const std::function<std::vector<double>()> &body, const std::function<void()> &other = {})
{
	const std::string path = write_program(16);
	machine_options options = with_processors(1);
	options.root = "/proc/self/fd";
	options.user_mode = [&](kspawn_pt_regs *) {
		other();
		kspawn_exit(0);
	};
	std::vector<double> values;
	in_machine(options, [&] {
		const char *const argv[] = { path.c_str(), nullptr };
		expect(kspawn_kernel_execve(argv[0], argv, nullptr) == 0);
		values = body();
		kspawn_exit_group(0);
	});
	return values;
}

// ---- a signal to oneself ----

constexpr uintptr_t handler = user_low + 0x100; /* of the program, which never runs */

void signal_self(uint64_t n)
{
	kspawn_task *task = kspawn_current();
	kspawn_pt_regs *regs = kspawn_current_pt_regs();
	kspawn_siginfo info = {};
	info.signo = KSPAWN_SIGUSR1;
	info.code = KSPAWN_SI_USER;
	info.kill.pid = task->tgid;
	while (n--) {
		(void)kspawn_signal_process(task, KSPAWN_SIGUSR1, &info);
		kspawn_signal_deliver(regs);
		kspawn_pt_regs_set_sp(regs, kspawn_pt_regs_sp(regs) + KSPAWN_SIGFRAME_PAST); /* as the handler's return does */
		regs->nr = KSPAWN_NR_rt_sigreturn;
		kspawn_signal_syscall(regs);
	}
}

sampled signals(uint64_t)
{
	return in_user([] {
		kspawn_sighand &actions = *kspawn_signals_of(kspawn_current())->sighand;
		actions.handler[KSPAWN_SIGUSR1 - 1] = handler;
		actions.flags[KSPAWN_SIGUSR1 - 1] = KSPAWN_SA_SIGINFO;
#ifdef KSPAWN_SA_RESTORER
		actions.flags[KSPAWN_SIGUSR1 - 1] |= KSPAWN_SA_RESTORER;
		actions.restorer[KSPAWN_SIGUSR1 - 1] = handler;
#endif
		const kspawn_pt_regs *regs = kspawn_current_pt_regs();
		const uintptr_t ip = kspawn_pt_regs_ip(regs), sp = kspawn_pt_regs_sp(regs);
		auto values = sample_series(samples, 20e3, signal_self);
		expect(kspawn_pt_regs_ip(regs) == ip && kspawn_pt_regs_sp(regs) == sp);
		return values.values;
	});
}

// ---- futexes: a word below the program's stack ----

uintptr_t word;

void choose_word() { word = (kspawn_pt_regs_sp(kspawn_current_pt_regs()) - 1024) & ~uintptr_t(3); }

long futex(int op, uint32_t value) { return kspawn_sys_futex(word, op | KSPAWN_FUTEX_PRIVATE, value, 0, 0, 0); }

void wake_nobody(uint64_t n)
{
	while (n--)
		(void)futex(KSPAWN_FUTEX_WAKE, 1);
}

sampled wakes(uint64_t)
{
	return in_user([] {
		choose_word();
		return sample_series(samples, 20e3, wake_nobody).values;
	});
}

enum : uint32_t { of_first, of_second, of_nobody };

void give(uint32_t to)
{
	expect(kspawn_copy_to_user(kspawn_current(), word, &to, sizeof(to)) == 0);
	expect(futex(KSPAWN_FUTEX_WAKE, 1) >= 0);
}

/// What came in its place.
uint32_t sleep_while(uint32_t value)
{
	for (;;) {
		uint32_t now;
		expect(kspawn_copy_from_user(&now, word, sizeof(now)) == 0);
		if (now != value)
			return now;
		expect(futex(KSPAWN_FUTEX_WAIT, value) == 0);
	}
}

void answer()
{
	while (sleep_while(of_first) != of_nobody)
		give(of_first);
}

void give_and_take(uint64_t n)
{
	for (; n > 1; n -= 2) {
		give(of_second);
		sleep_while(of_second);
	}
}

sampled turns(uint64_t)
{
	const auto body = [] {
		choose_word();
		kspawn_clone_args args = {};
		args.flags = KSPAWN_CLONE_VM | KSPAWN_CLONE_FS | KSPAWN_CLONE_FILES | KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_THREAD;
		args.stack = word - 1024;
		expect(kspawn_clone(&args) > 0);
		auto values = sample_sleepers(samples, 200e3, give_and_take);
		give(of_nobody);
		return values;
	};
	return in_user(body, answer);
}

} // namespace

std::vector<line> machine_signals()
{
	return {
		{ "kspawn, a signal to oneself", signals },
		{ "kspawn, a wake of no waiter", wakes },
		{ "kspawn, a hand-over by futex", turns },
	};
}

} // namespace bench
