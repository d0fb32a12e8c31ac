/* tests/explore/kernel/kernel.hpp: the smallest kernel of several processors that keeps host.h */
#pragma once
#include <string>
#include <utility>
#include <vector>

#include <kspawn/pt_regs.h>
#include <kspawn/errno.h>
#include <kspawn/exec.h>
#include <kspawn/fork.h>
#include <kspawn/kthread.h>
#include <kspawn/pid.h>
#include <kspawn/wait.h>

#include "explorer/explorer.hpp"

namespace kernel {

/* ---- user programs: functions, whose address is their number ---- */

constexpr uintptr_t user_text = 0x400000, user_data = 0x500000;
using program = void (*)(long arg);
const char *program_path(program p);
uint32_t user_word(uintptr_t at);

/* ---- a scenario ---- */

struct scenario {
	const char *name;
	const char *what;
	void (*init)();            /* in init, a kernel thread; explored from begin() on */
	void (*check)() = nullptr; /* at the end, when no processor can continue */
	int vps = 2;
	bool below4 = false;           /* the hooks of a kernel that stops at layer 2 */
	bool late_cpu = false;         /* the last processor is adopted while the others run */
	bool init_execs = false;       /* init need not be the first task */
	bool any_time = false;         /* only for random walks: its schedules are too many */
	void (*interrupt)() = nullptr; /* may run once, on any processor with interrupts on */
	bool control = false;          /* has a bug, which one mode finds */
	int pid_count = 32;
	bool signals = false; /* signals are sent; parent_died kills */
	bool layer5 = false;  /* the hooks of a kernel with layer 5: its own signals are not `signals` */
	bool groups = false;  /* and process groups and sessions, whose numbers are held */
	bool pid_put = false; /* the last reference is dropped by kspawn_pid_put */
	bool queues = false;  /* sleepers and runnable tasks are in the queues of sched.h too */
};
extern const scenario *playing;
extern bool init_done;
extern kspawn_pid_table *pids;
extern std::vector<std::pair<int, int>> reaped; /* pid and status, by init's last loop */

void begin();
/// The scenario's interrupt handler runs no more: waits for one that has begun.
void interrupts_end();
/// A word of the scenario: its accesses are ordered events, but do not synchronise.
void set(int n, long value);
long get(int n);
void expect(bool ok, const char *what, long a = 0, long b = 0);
/// A plain access of a program to memory that it shares, which the core has to order.
void touch(bool write);

/* ---- system calls of a user task, with the way back to user mode ---- */

void work();
int u_fork(program p, long arg, unsigned long flags = 0, int signal = KSPAWN_SIGCHLD, uintptr_t child_tid = 0);
int u_vfork(program p, long arg);
/// A fork with CLONE_PIDFD: the number of the file goes to the n-th word of user memory.
int u_fork_file(program p, long arg, int n);
int u_thread(program p, long arg);
int u_exec(program p, long arg = 0);
int u_wait(int pid, int *status, unsigned options = 0);
/// waitid for the end of the process of an open file.
int u_wait_file(int fd);
[[noreturn]] void u_exit(int code); /* of the thread */
[[noreturn]] void u_exit_group(int code);
int kill_pid(int pid, int sig);
/// Starts a child of the current process that runs `p` as a user task.
int spawn(program p, long arg = 0);
int setpgid(kspawn_task *task, int pgid);

/* ---- signals, for a scenario that has them ---- */

/// A signal with a handler comes to `task`: ends its interruptible sleep.
void signal(kspawn_task *task);
/// The current process ignores SIGCHLD, or has a handler for it.
void ignore_children();
void handle_children();
/// The current task has asked for SIGKILL when its parent ends.
void die_with_parent();

/* ---- layer 5, for a scenario that has it ---- */

/// A handler ends with its program, or makes no system call.
using signal_handler = void (*)(int sig);
constexpr uint64_t one(int sig) { return uint64_t(1) << (sig - 1); }
/// From init, which is a kernel thread: to the process with this pid, if it is there.
void send(int pid, int sig);
int u_kill(int pid, int sig);
int u_tgkill(int tgid, int pid, int sig);
int u_setpgid(int pid, int pgid);
int u_setsid();
void u_handle(int sig, signal_handler h, uint32_t flags = 0, uint64_t mask = 0);
void u_ignore(int sig);
/// Sets the signals that the current thread blocks.
void u_mask(uint64_t blocked);
uint64_t u_pending();
void u_pause();
/// Waits until a signal of `set` comes, or until time_passes() if `timed`, or not at all if not `waits`.
int u_sigtimedwait(uint64_t set, bool timed = false, bool waits = true);
/// u_wait, made again after the signal of a child.
int u_wait_status(int pid, unsigned options = 0);

/* ---- futexes: words of user memory, by their number ---- */

uint32_t u_load(int n);
void u_store(int n, uint32_t value);
/// Returns true if the word was `from` and has become `to`.
bool u_exchange(int n, uint32_t from, uint32_t to);
/// Sleeps until the time that never comes if not by time_passes(), if `timed`.
int u_futex_wait(int n, uint32_t seen, bool timed = false);
int u_futex_wake(int n, int count);
int u_futex_requeue(int n, int to, int wake, int move, uint32_t expected);
/// The current task has a robust list of these futexes, before each of which two words are free.
void u_robust_list(int first, int second = -1);
void time_passes();

/* ---- a task that the kernel makes itself ---- */

/// Creates a zeroed task, LIVE, that runs `fn` and never exits. Returns its number.
int make_zeroed(kspawn_fn *fn);
/// At the end of the scenario.
void free_zeroed(int n);

/* ---- sleeps ---- */

[[noreturn]] void sleep_forever(); /* killable */
/// Sleeps until wake(n).
void sleep_on(int n, bool killable = true);
void wake(int n);
uint32_t *wake_word_address(int n);

} // namespace kernel
