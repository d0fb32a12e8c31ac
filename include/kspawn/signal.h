/* include/kspawn/signal.h: signals, stopped processes, groups and sessions (layer 5) */
#ifndef KSPAWN_SIGNAL_H
#define KSPAWN_SIGNAL_H

#include <kspawn/atomic.h>
#include <kspawn/errno.h>
#include <kspawn/host.h>
#include <kspawn/siginfo.h>
#include <kspawn/signal_frame.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/* KSPAWN_LOCK_TREE guards all of this layer. A function takes it unless its comment says otherwise, and may be called in
 * any context that may take it. Signals are 1 to KSPAWN_SIGNALS, which is 128 on MIPS and 64 elsewhere. */
#define KSPAWN_SIGNALS KSPAWN_SIGNAL_MAX

/* Results of a system call that never reach a program: it is made again, or fails with EINTR. They are Linux's.
 *
 *	                         no handler runs   a handler with SA_RESTART   another handler
 *	ERESTARTSYS              again             again                       EINTR
 *	ERESTARTNOINTR           again             again                       again
 *	ERESTARTNOHAND           again             EINTR                       EINTR
 *	ERESTART_RESTARTBLOCK    again             EINTR                       EINTR
 */
#define KSPAWN_ERESTARTSYS 512
#define KSPAWN_ERESTARTNOINTR 513
#define KSPAWN_ERESTARTNOHAND 514
#define KSPAWN_ERESTART_RESTARTBLOCK 516

/* ---- storage, in your structures; zeroed storage is ready for use ---- */

/// A signal's action. Signal n is element n - 1 of each array. Threads and, with
/// CLONE_SIGHAND, processes share it.
struct kspawn_sighand {
	uint32_t refs;
	uint32_t flags[KSPAWN_SIGNALS]; /* KSPAWN_SA_* */
	struct kspawn_sigset mask[KSPAWN_SIGNALS];
	uintptr_t handler[KSPAWN_SIGNALS]; /* KSPAWN_SIG_DFL, KSPAWN_SIG_IGN, or a user address */
	uintptr_t restorer[KSPAWN_SIGNALS];
};

/// A pending signal that has more to say than its number.
struct kspawn_sigqueue {
	struct kspawn_sigqueue *next;
	struct kspawn_siginfo info;
};

/// All pending signals of the kernel are from here.
struct kspawn_sigpool {
	struct kspawn_sigqueue *free;
	uint32_t most;    /* that one process may have queued by sigqueue, unless it may have fewer (RLIMIT_SIGPENDING) */
	uint32_t stopped; /* processes that are stopped */
};

/// Pending signals.
struct kspawn_sigpending {
	struct kspawn_sigset set;
	struct kspawn_sigqueue *last; /* ring of what is known of them, oldest next; NULL: nothing */
};

/// What a process has. It is used in the leader alone.
struct kspawn_signal_group {
	struct kspawn_sigpending pending;
	uint32_t queued; /* elements of the pool that the process has */
	uint32_t fewer;  /* than the pool's `most` it may have queued by sigqueue: yours, at most `most`, under the tree's lock */
	uint32_t stop;   /* 1 while the process stops or is stopped; its threads sleep on it */
	uint32_t stopped; /* threads that sleep there */
	int32_t sid;      /* session; in every task, as pgid is */
	int32_t stop_signal;
	int32_t report; /* wait status for WUNTRACED or WCONTINUED, or 0 */
	uint32_t flags; /* the core's own */
};

/// Embedded in your structure of a task.
struct kspawn_signals {
	struct kspawn_sighand *sighand; /* NULL: a kernel thread, or a thread that has exited */
	struct kspawn_sigset blocked;
	struct kspawn_sigset saved;       /* blocked before sigsuspend: the handler's return brings it back */
	struct kspawn_sigset blocked_too; /* blocked before sigtimedwait, during it; otherwise empty */
	struct kspawn_sigpending pending;
	struct kspawn_sigaltstack stack;
	uint32_t pends;       /* atomic, 1: perhaps a signal can be delivered, or the process stops */
	uint32_t stopped;     /* 1: sleeps while the process is stopped; a word of its own, since other threads read it */
	bool restores;        /* `saved` must come back */
	bool resumed;         /* the call of `until` is made again */
	int32_t restart;      /* KSPAWN_ERESTART* of the last system call, or 0 */
	uintptr_t arg0, arg3; /* of that call; its result is where they were */
	uint64_t until;       /* with ERESTART_RESTARTBLOCK: when the call's sleep ends */
	struct kspawn_signal_group group;
};

/// Makes a pool of `count` elements. Call it once, before the first user task.
void kspawn_sigpool_init(struct kspawn_sigpool *pool, struct kspawn_sigqueue *elements, uint32_t count, uint32_t most);

/* ---- the life of a task: calls for your hooks ---- */

/// Call in kspawn_res_get(KSPAWN_RES_SIGHAND): `own` is the child's own storage, or NULL
/// if it shares the parent's. The child gets its parent's mask and, unless it shares
/// actions, its alternate stack. No errors.
void kspawn_signal_fork(struct kspawn_task *child, struct kspawn_task *parent, struct kspawn_sighand *own);
/// Call in kspawn_res_put(KSPAWN_RES_SIGHAND). The task gets no more signals; another
/// thread takes the process's signals for which it was woken. Returns storage that you
/// free, or NULL.
struct kspawn_sighand *kspawn_signal_exit(struct kspawn_task *task);
/// Call in kspawn_clear_sighand. A handler becomes the default, an ignored signal stays
/// ignored.
void kspawn_signal_reset(struct kspawn_task *task);
/// Call in kspawn_mm_commit: does the same for the current task, which has no alternate stack
/// then.
void kspawn_signal_exec(struct kspawn_task *task);
/// Returns true if kspawn_exec_unshare must give the current task actions of its own.
bool kspawn_signal_shared(struct kspawn_task *task);
/// Gives the current task `own`, a copy of its actions, or all defaults if it had none.
/// Returns storage that you free, or NULL.
struct kspawn_sighand *kspawn_signal_unshare(struct kspawn_task *task, struct kspawn_sighand *own);
/// Call in kspawn_child_event and return its result.
bool kspawn_signal_child(struct kspawn_task *parent, struct kspawn_task *child);
/// Call in kspawn_child_status and return its result: a wait status, or 0. No errors.
int kspawn_signal_child_status(struct kspawn_task *child, unsigned options);
/// Call in kspawn_pid_exchanged, which has the lock: what the process has is now the
/// current task's.
void kspawn_signal_exchanged(struct kspawn_task *task, struct kspawn_task *leader);
/// Call in kspawn_task_alloc: `task` joins the group and the session of the process of
/// `parent`, unless their numbers cannot be held.
void kspawn_group_join(struct kspawn_task *task, struct kspawn_task *parent);
/// Call in kspawn_task_free, without the lock.
void kspawn_group_leave(struct kspawn_task *task);

/* ---- the border of user mode ---- */

/// Call before every return to user mode, interrupts on, instead of kspawn_user_work.
/// Enters handlers, stops, restarts the system call, exits. Afterwards turn interrupts
/// off and check kspawn_signal_work again. Sleeps; may not return.
void kspawn_signal_deliver(struct kspawn_pt_regs *regs);

/// Returns true if a signal must end an interruptible sleep of the current task: let
/// kspawn_wait_word return -KSPAWN_ERESTARTSYS. Any context, no lock.
static inline bool kspawn_signal_pending(struct kspawn_task *task)
{
	return kspawn_atomic_load(&kspawn_signals_of(task)->pends, __ATOMIC_ACQUIRE) != 0;
}
/// Returns true if kspawn_signal_deliver has work for the current task, other than its
/// exit. Any context, no lock.
static inline bool kspawn_signal_work(struct kspawn_task *task)
{
	const struct kspawn_signals *signals = kspawn_signals_of(task);

	return kspawn_signal_pending(task) || signals->restores || signals->restart;
}
/// Returns true if a pending signal will end the current program: a long system call may
/// give up. False for a kill: see KSPAWN_TF_KILLED.
bool kspawn_signal_ends(void);
/// Returns true, once, if the current system call is one that returned
/// -ERESTART_RESTARTBLOCK and is made again, with the time that it had set.
bool kspawn_signal_resumed(uint64_t *until);
/// Sets the time, and returns -ERESTART_RESTARTBLOCK.
int kspawn_signal_resume_until(uint64_t until);

/// For a system call with a mask of its own, as ppoll: the current thread blocks the set at a
/// user address, of `size` bytes. Returns 0, or -EINVAL (size) or -EFAULT with nothing changed.
int kspawn_signal_mask_begin(uintptr_t set, size_t size);
/// The mask of before comes back. Call it unless the call returns one of KSPAWN_ERESTART*:
/// then it comes back after the handler.
void kspawn_signal_mask_end(void);

/// For a file as signalfd's: takes a pending signal of the set from the current thread or its process. The
/// program has blocked them. Returns its number, or 0 if there is none. No errors.
int kspawn_signal_fetch(const struct kspawn_sigset *set, struct kspawn_siginfo *info);
/// Returns true if kspawn_signal_fetch would take one.
bool kspawn_signal_waits(const struct kspawn_sigset *set);

/* ---- sending ---- */

/* `info` NULL: from the kernel, SI_KERNEL. `sig` is 1 to KSPAWN_SIGNALS. The caller holds a reference to the task. These
 * return 0, also for a signal that is ignored or whose target has exited; or -EAGAIN for one that must be queued and cannot
 * be. They ask no permission. */

/// Sends a signal to the process of `task`. Returns 0, or -EAGAIN.
int kspawn_signal_process(struct kspawn_task *task, int sig, const struct kspawn_siginfo *info);
/// The same for a caller that has KSPAWN_LOCK_TREE. Returns 0, or -EAGAIN.
int kspawn_signal_process_locked(struct kspawn_task *task, int sig, const struct kspawn_siginfo *info);
/// Sends a signal to one thread. Returns 0, or -EAGAIN.
int kspawn_signal_thread(struct kspawn_task *task, int sig, const struct kspawn_siginfo *info);
/// The same for a caller that has KSPAWN_LOCK_TREE. Returns 0, or -EAGAIN.
int kspawn_signal_thread_locked(struct kspawn_task *task, int sig, const struct kspawn_siginfo *info);
/// Sends a signal to the processes of a group, as a terminal does. -ESRCH
int kspawn_signal_pgrp(int pgid, int sig, const struct kspawn_siginfo *info);
/// Sends the current thread a signal for a fault of its program, with `code` and address. If it
/// is blocked or ignored, the process ends by it.
void kspawn_signal_fault(int sig, int code, uintptr_t addr);
/// The same with a siginfo of your own, whose `signo` is the signal.
void kspawn_signal_force(const struct kspawn_siginfo *info);
/// For a terminal: the current process, which is not in the foreground, reads (SIGTTIN), or
/// writes or changes it (SIGTTOU). Returns -ERESTARTSYS with the signal sent to its group;
/// -EIO; or 0, for SIGTTOU alone, which is permitted. (Linux, __tty_check_change)
int kspawn_signal_background(int sig);

/* ---- groups and sessions ---- */

/// Return 0 or the number, or a negative errno, as the system calls of these names do.
int kspawn_setpgid(int pid, int pgid);
int kspawn_getpgid(int pid);
int kspawn_setsid(void);
int kspawn_getsid(int pid);
/// Returns the session of a process group, or -ESRCH.
int kspawn_pgrp_session(int pgid);

#ifdef __cplusplus
}
#endif
#endif
