/* tests/explore/kernel/signal_user.cpp: system calls of signals, and handlers: functions, whose frames are not in memory */
#include <cstring>

#include <kspawn/syscall.h>

#include "internal.hpp"

using namespace explore;

namespace kernel {

namespace {

/// Runs the handler that was entered last, and returns from it. Returns false if there is none.
bool run_handler(kspawn_pt_regs *regs)
{
	const hproc &h = current_host();
	if (!h.frames_used)
		return false;
	const handler_frame &frame = h.frames[h.frames_used - 1];
	note("handler", frame.sig);
	frame.run(frame.sig);
	regs->nr = KSPAWN_NR_rt_sigreturn;
	kspawn_signal_syscall(regs);
	return true;
}

constexpr int restarts_most = 8;

/// A system call by its number, made again as long as the registers say so.
long call(const char *name, int nr, uintptr_t a = 0, uintptr_t b = 0, uintptr_t c = 0, uintptr_t d = 0)
{
	kspawn_pt_regs *regs = kspawn_current_pt_regs();
	const uintptr_t ip = regs->ip;
	int made = 0;
	do {
		if (made++ == restarts_most)
			fail(std::string("a system call is made again without end: ") + name);
		regs->ip = ip;
		regs->ax = regs->nr = uint64_t(nr);
		regs->di = a;
		regs->si = b;
		regs->dx = c;
		regs->r10 = d;
		kspawn_signal_syscall(regs);
		work();
	} while (regs->ip != ip);
	const long result = long(regs->ax);
	note(name, result);
	return result;
}

constexpr int args_at = 128, args_words = 8; /* in user memory, for each task */
constexpr size_t set_size = sizeof(kspawn_sigset);

int own_args() { return args_at + args_words * (kspawn_current()->pid % 8); }
uint32_t *own_words() { return &current_host().res[KSPAWN_RES_MM]->words[own_args()]; }

/// Writes the argument of a call to user memory that no other task touches. Returns its address.
template <typename T>
uintptr_t pass(const T &arg)
{
	static_assert(sizeof(arg) <= args_words * 4);
	memcpy(own_words(), &arg, sizeof(arg));
	return user_data + 4 * uintptr_t(own_args());
}

uintptr_t pass_set(uint64_t signals)
{
	kspawn_sigset set;
	kspawn_sigset_put(&set, signals);
	return pass(set);
}

void set_action(int sig, uintptr_t handler, uint32_t flags, uint64_t mask)
{
	kspawn_sigaction action = {};
	action.handler = handler;
	action.flags = flags;
	kspawn_sigset_put(&action.mask, mask);
	const long err = call("sigaction returns", KSPAWN_NR_rt_sigaction, uintptr_t(sig), pass(action), 0, set_size);
	expect(err == 0, "sigaction", err);
}

} // namespace

void layer5_enter_user()
{
	kspawn_pt_regs *regs = kspawn_current_pt_regs();
	do
		kspawn_signal_deliver(regs);
	while (run_handler(regs));
}

void send(int pid, int sig)
{
	kspawn_task *task = kspawn_pid_find(pids, pid);
	note("signal", sig);
	if (!task)
		return;
	const int err = kspawn_signal_process(task, sig, nullptr);
	expect(err == 0, "a signal is sent", err);
	kspawn_task_put(task);
}

int u_kill(int pid, int sig) { return int(call("kill returns", KSPAWN_NR_kill, uintptr_t(pid), uintptr_t(sig))); }

int u_tgkill(int tgid, int pid, int sig)
{
	return int(call("tgkill returns", KSPAWN_NR_tgkill, uintptr_t(tgid), uintptr_t(pid), uintptr_t(sig)));
}

int u_setpgid(int pid, int pgid) { return int(call("setpgid returns", KSPAWN_NR_setpgid, uintptr_t(pid), uintptr_t(pgid))); }

int u_setsid() { return int(call("setsid returns", KSPAWN_NR_setsid)); }

void u_handle(int sig, signal_handler h, uint32_t flags, uint64_t mask)
{
	set_action(sig, reinterpret_cast<uintptr_t>(h), flags, mask);
}

void u_ignore(int sig) { set_action(sig, KSPAWN_SIG_IGN, 0, 0); }

void u_mask(uint64_t blocked)
{
	const long err =
		call("sigprocmask returns", KSPAWN_NR_rt_sigprocmask, KSPAWN_SIG_SETMASK, pass_set(blocked), 0, set_size);
	expect(err == 0, "sigprocmask", err);
}

uint64_t u_pending()
{
	const long err = call("sigpending returns", KSPAWN_NR_rt_sigpending, pass_set(0), set_size);
	expect(err == 0, "sigpending", err);
	kspawn_sigset set;
	memcpy(&set, own_words(), sizeof(set));
	return kspawn_sigset_get(&set);
}

void u_pause() { call("pause returns", KSPAWN_NR_pause); }

int u_sigtimedwait(uint64_t set, bool timed, bool waits)
{
	const long times[] = { timed, 0 };
	memcpy(own_words() + 2, times, sizeof(times));
	const uintptr_t at = pass_set(set), time = timed || !waits ? at + set_size : 0;
	return int(call("sigtimedwait returns", KSPAWN_NR_rt_sigtimedwait, at, 0, time, set_size));
}

int u_wait_status(int pid, unsigned options)
{
	for (int status = 0;;) {
		const int got = u_wait(pid, &status, options);
		if (got == pid)
			return status;
		expect(got == -KSPAWN_ERESTARTSYS, "a wait", got);
	}
}

} // namespace kernel

using namespace kernel;

int kspawn_signal_frame_push(kspawn_pt_regs *regs, const kspawn_signal_frame *what)
{
	hproc &h = current_host();
	if (h.frames_used == sizeof(h.frames) / sizeof(h.frames[0]))
		fail("too many handlers in one another");
	h.frames[h.frames_used++] = { reinterpret_cast<signal_handler>(what->handler), what->sig, what->mask, *regs };
	return 0;
}

int kspawn_signal_frame_pop(kspawn_pt_regs *regs, kspawn_sigset *mask, kspawn_sigaltstack *stack)
{
	hproc &h = current_host();
	const handler_frame &frame = h.frames[--h.frames_used];
	*regs = frame.regs;
	*mask = frame.mask;
	*stack = {};
	stack->flags = KSPAWN_SS_DISABLE;
	return 0;
}
