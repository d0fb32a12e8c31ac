/* include/kspawn/host.h: THE HOOKS, what the kernel supplies */
#ifndef KSPAWN_HOST_H
#define KSPAWN_HOST_H

#include <kspawn/arch.h>

#ifdef __cplusplus
#define KSPAWN_NORETURN [[noreturn]]
extern "C" {
#else
#define KSPAWN_NORETURN _Noreturn
#endif

/* Link-time symbols, never weak. A kernel supplies the hooks of the layers it uses.
 * With -DKSPAWN_HOST_INLINE='"x.h"' the file x.h, read before the declarations,
 * may define any of them static inline. Hooks with a default may be left out: the
 * archive has one, which is linked if the kernel defines none. Unless its comment
 * says otherwise, a hook is called with no core lock held, with interrupts as the
 * caller of the core has set them, and may sleep. */

/* ---- types ---- */

struct kspawn_mm;      /* your address space */
struct kspawn_waiters; /* sched.h */
struct kspawn_siginfo; /* siginfo.h */
struct kspawn_signals; /* signal.h */
struct kspawn_sigpool;

enum kspawn_lock_id { KSPAWN_LOCK_TREE, KSPAWN_LOCK_PID, KSPAWN_LOCK_FUTEX, KSPAWN_LOCK_COUNT };

enum kspawn_res { KSPAWN_RES_MM, KSPAWN_RES_FILES, KSPAWN_RES_FS, KSPAWN_RES_SIGHAND, KSPAWN_RES_COUNT };

/* What ends a sleep early: nothing; a kill; a kill or a signal with a handler. (Linux, TASK_INTERRUPTIBLE and the like) */
enum kspawn_sleep { KSPAWN_UNINTERRUPTIBLE, KSPAWN_KILLABLE, KSPAWN_INTERRUPTIBLE };

/* By Linux's numbers. */
enum kspawn_clock { KSPAWN_CLOCK_REALTIME, KSPAWN_CLOCK_MONOTONIC };

enum kspawn_prot { KSPAWN_PROT_READ = 1, KSPAWN_PROT_WRITE = 2, KSPAWN_PROT_EXEC = 4 };

/// What identifies a futex word. Two addresses are the same futex if both members are equal.
struct kspawn_futex_key {
	const void *object; /* an address space, a file, a page */
	uint64_t offset;    /* of the word in it */
};

struct kspawn_image {
	void *file;    /* yours */
	uint64_t size; /* bytes */
};

/// The layout of user memory, and the values of a program's auxiliary vector.
struct kspawn_user_layout {
	uintptr_t low, high;   /* a program's segments are in [low, high) */
	uintptr_t pie_base;    /* where a PIE goes */
	uintptr_t interp_base; /* where the interpreter of a dynamic program goes, if it is a PIE */
	uintptr_t stack_top;   /* page aligned; the end of the stack, where it starts unless it grows up */
	size_t stack_size;     /* bytes, a multiple of page_size */
	size_t page_size;      /* bytes, a power of two */
	uintptr_t sysinfo;     /* AT_SYSINFO: the address of a system call gate, or 0 */
	unsigned long hwcap, hwcap2;
	unsigned uid, euid, gid, egid;
	const char *platform; /* AT_PLATFORM, or NULL */
};

/// A loaded program, at the commit of an exec. All members except `path` and `argc`
/// are addresses in its own address space.
struct kspawn_program {
	const char *path;    /* the argument of execve, also of a script; kernel memory, until commit returns */
	uintptr_t entry, sp; /* the first instruction, in the interpreter if there is one, and the stack pointer */
	uintptr_t bias;      /* added to the addresses in the file that has the entry */
	size_t argc;
	uintptr_t argv, envp; /* tables of pointers to strings, each ended by NULL */
	uintptr_t low, high;  /* the program's own segments are in [low, high), page aligned; a heap may begin at high */
};

#ifdef KSPAWN_HOST_INLINE
#include KSPAWN_HOST_INLINE
#endif

/* ---- layer 0: threads ---- */

/// Called first in a new thread, on its stack, with interrupts off and your
/// scheduler's lock as it was across switch_to. Do here what you do after
/// switch_to; from layer 1 up call kspawn_finish_switch(prev). `fn` starts with the
/// interrupt state that you set. xv6: release(&p->lock)
void kspawn_schedule_tail(struct kspawn_thread *prev);

/// Called when `fn` returns `rv`. Return from this hook only if `fn` has exec'ed a
/// program. Layer 1 supplies it: exit((rv & 0xff) << 8).
void kspawn_fn_returned(int rv);

/// Enters user mode with *regs. The trampoline of a new task ends here; end your
/// system calls here too. From layer 3 up call kspawn_user_work(regs) first. A
/// kernel without user mode panics. xv6: usertrapret()
KSPAWN_NORETURN void kspawn_return_to_user(struct kspawn_pt_regs *regs);

/* ---- layer 1: kernel threads ---- */

/// Returns the task that runs on this processor; never NULL after
/// kspawn_fork_idle on it. Does not sleep. xv6: &myproc()->task
struct kspawn_task *kspawn_current(void);

/// Allocates a task that is zeroed or kspawn_task_recycle'd, then sets pid, stack, stack_size, regs and your own
/// fields. No other task can find it, and it is not runnable. -EAGAIN (no pid),
/// -ENOMEM. xv6: allocproc, USED
int kspawn_task_alloc(struct kspawn_task **out);

/// Frees a task: after a failed creation (free its stack too) or after the last
/// reference (its stack is already freed). Does not sleep.
void kspawn_task_free(struct kspawn_task *task);

/// Drops a reference to `task`. Returns true if it was the last one: then kspawn_task_free(task) follows. Does not sleep.
/// pid.h: kspawn_pid_put, which frees the pid too. Default: counts task->refs down. After a failed creation the core drops
/// all references.
bool kspawn_task_drop(struct kspawn_task *task);

/// Frees the stack alone. Called on another stack, from kspawn_finish_switch. Does
/// not sleep. Default: nothing, for static stacks.
void kspawn_stack_free(struct kspawn_task *task);

/// Makes `task` runnable; it may have exited before this returns. Does not sleep.
/// xv6: RUNNABLE under p->lock
void kspawn_task_publish(struct kspawn_task *task);

/// Sleeps while *word == seen; may return early with 0. -EINTR if the current
/// task is KSPAWN_TF_KILLED, unless the sleep is uninterruptible, or if an
/// interruptible sleep ends for a signal. Instead of -EINTR for a signal you may
/// return another negative errno: it becomes the result of the system call,
/// where your entry can see that it must restart the call. A kernel without
/// signals treats interruptible as killable. xv6: sleep(word, &lk)
int kspawn_wait_word(const uint32_t *word, uint32_t seen, enum kspawn_sleep how);

/// Wakes all tasks that sleep on `word`. Any context, under KSPAWN_LOCK_TREE too.
/// xv6: wakeup(word)
void kspawn_wake_word(const uint32_t *word);

/// The core's spinlocks, interrupts off while held: TREE before PID, all of them
/// before your scheduler's lock. Under TREE the core calls the hooks wake_word,
/// kick, pid_exchanged, child_event, child_status, init_task, signal_wake,
/// signal_permitted, group_hold and group_release. They may take locks that come
/// after TREE, and of the core call only functions of pid.h and sched.h, and
/// kspawn_kill_locked. Under PID the core calls no hook. FUTEX, which layer 6 alone
/// takes, is never held with another; under it the core calls futex_waiters, futex_load
/// and wake_word. One processor: save the interrupt state and disable.
uintptr_t kspawn_lock(enum kspawn_lock_id id);
void kspawn_unlock(enum kspawn_lock_id id, uintptr_t flags);

/// Called in the exiting task; may sleep. Release your own resources, then call
/// kspawn_futex_exit() (layer 6), kspawn_exit_resources() (from layer 2) and kspawn_reparent_children() (layer 4).
void kspawn_task_exiting(struct kspawn_task *task);

/// The last thread of the process has left its stack. `leader` is the group leader,
/// not always that last thread. Layer 4: kspawn_notify_parent(leader). Below:
/// kspawn_task_put(leader). Does not sleep.
void kspawn_process_dead(struct kspawn_task *leader);

/// Ends the current task: turn interrupts off, call kspawn_task_finish(current),
/// switch to another task and never resume this one.
KSPAWN_NORETURN void kspawn_final_switch(void);

/// Called for an error from which the core cannot recover: print `why` and stop the
/// machine. Any context.
KSPAWN_NORETURN void kspawn_panic(const char *why);

/* ---- layer 2: fork ---- */

/// Copies one resource of `parent` into `child`, which is not published yet; with
/// `share`, shares it. Returns 0, or a negative errno with everything undone.
int kspawn_res_get(struct kspawn_task *child, struct kspawn_task *parent, enum kspawn_res what, bool share);

/// Resets the signal handlers of `child` as an exec does: a handler becomes the
/// default, an ignored signal stays ignored. `child` is not published yet and does
/// not share them. For CLONE_CLEAR_SIGHAND. Default: nothing.
void kspawn_clear_sighand(struct kspawn_task *child);
/// For CLONE_PIDFD: reserves a number of an open file of the current task, which is closed by an exec, for a file that stands
/// for `child`, which is not published yet. Other threads find no file there until kspawn_pidfd_opened. Returns the number, or
/// a negative errno with everything undone. May sleep. Default: -EINVAL. (pidfd_open(2))
int kspawn_pidfd_open(struct kspawn_task *child);
/// Is called once for each number that kspawn_pidfd_open has returned: the file is there from now on, or, unless `exists`,
/// there will be no such child, and the number is free again. May sleep. No errors. Default: nothing.
void kspawn_pidfd_opened(int fd, struct kspawn_task *child, bool exists);

/// Drops one resource of `task`. It may have none: a kernel thread that execs. No
/// errors.
void kspawn_res_put(struct kspawn_task *task, enum kspawn_res what);

/// Copies n bytes into the user memory of `task`, which is the current one or
/// not yet published. Returns 0 for all of them, or -EFAULT.
int kspawn_copy_to_user(struct kspawn_task *task, uintptr_t to, const void *from, size_t n);

/// Copies n bytes from the current task's user memory. Returns 0 for all of them, or
/// -EFAULT.
int kspawn_copy_from_user(void *to, uintptr_t from, size_t n);

/// Wakes a task that waits for a user word by futex. Layer 6:
/// kspawn_futex_clear_tid(user_word). Default: nothing.
void kspawn_futex_wake(uintptr_t user_word);

/* ---- layer 3: exec ---- */

/// Opens a program. -ENOENT, -ENOTDIR, -EACCES (a directory, no execute
/// permission), -ENAMETOOLONG and other errors of your file system.
int kspawn_image_open(const char *path, struct kspawn_image *out);
/// The same for execveat: `path` is below the open directory `dir`, or below the
/// working directory for KSPAWN_AT_FDCWD, or empty for the open file itself.
/// Without `follow` a symbolic link at its end is -ELOOP. Also -EBADF. Returns 1
/// instead of 0 if the exec closes the descriptor `dir`. Default: -EBADF for a
/// descriptor, as in a kernel without open files, and otherwise -EACCES.
int kspawn_image_open_at(int dir, const char *path, bool follow, struct kspawn_image *out);
/// Reads exactly n bytes at `offset`. A negative errno; a short file: -ENOEXEC.
int kspawn_image_read(const struct kspawn_image *image, uint64_t offset, void *to, size_t n);
/// Closes an image that image_open has opened. No errors.
void kspawn_image_close(struct kspawn_image *image);

/// Creates an empty address space next to the current one, and its layout. The layout
/// may depend on the program: the image that the current task has opened last. -ENOMEM
int kspawn_mm_new(struct kspawn_mm **out, struct kspawn_user_layout *layout);
/// Maps [addr, addr + len), page aligned, inside the layout: file_len bytes of
/// `image` from `offset`, a multiple of the page size, then zeroes; `image` NULL:
/// all zeroes. Takes a reference of its own to the image. Replaces pages that were
/// mapped before, and their protection: segments may share a page, and the last one
/// wins (mmap(2), MAP_FIXED). Never called for pages that mm_write has written. The
/// bytes are in the file, or `offset` is at or past its end: then every access
/// must fault (Linux: SIGBUS), and it is enough to map nothing there. Returns 0,
/// -ENOMEM, or an error of reading the file.
int kspawn_mm_map(struct kspawn_mm *mm, uintptr_t addr, size_t len, int prot, const struct kspawn_image *image, uint64_t offset,
		  size_t file_len);
/// Writes n bytes into an address space that is not yet in use. Ignores protection.
/// Returns 0, -ENOMEM, or an error of reading a page's file.
int kspawn_mm_write(struct kspawn_mm *mm, uintptr_t to, const void *from, size_t n);
/// Gives the current task its own copy of a file table and of signal handlers that
/// it shares with another process; a kernel thread gets its first ones. Called
/// before the commit, when the task is alone in its process. Returns 0, or a
/// negative errno with nothing changed. Default: 0, for a kernel that shares
/// neither. (Linux, unshare_files)
int kspawn_exec_unshare(struct kspawn_task *task);
/// Makes `mm` the address space of the current task and drops the old one; closes
/// close-on-exec files, resets signal handlers and floating point. Must not fail.
/// Layer 6: call kspawn_futex_exit(task) first.
/// `program` is what was loaded: for the task's name, /proc, a heap, a tracer.
void kspawn_mm_commit(struct kspawn_task *task, struct kspawn_mm *mm, const struct kspawn_program *program);
/// Frees an address space that was never committed.
void kspawn_mm_drop(struct kspawn_mm *mm);

/// Writes n bytes that no program can guess, for AT_RANDOM. Default: zeroes, which
/// every program can guess; GNU ld warns when it links that one.
void kspawn_random(void *to, size_t n);

/// `task` has been killed. If it is in a killable sleep, wake it. If it runs on
/// another processor, interrupt that processor. May be called before
/// kspawn_task_publish(task): then it does not sleep yet, and it exits before it
/// enters user mode. Called under KSPAWN_LOCK_TREE. Does not sleep.
void kspawn_kick(struct kspawn_task *task);
/// The current task and `leader` have exchanged their pids: update your table.
/// Called under KSPAWN_LOCK_TREE. Does not sleep. Default: nothing, for a kernel that
/// has no table of pids and finds a task by its field `pid`.
void kspawn_pid_exchanged(struct kspawn_task *task, struct kspawn_task *leader);

/* ---- layer 4: wait ---- */

/// `child` has exited. Sends child->exit_signal, unless it is 0, to the process of
/// `parent`. Returns true if the child stays a zombie until a wait reaps it; false
/// if `parent` ignores it: exit_signal is SIGCHLD, which is set to SIG_IGN or has
/// SA_NOCLDWAIT. The core then frees the child at once. Called under
/// KSPAWN_LOCK_TREE, so that no wait comes between the zombie and its signal. If
/// the signal kills, call kspawn_kill_locked, never kspawn_kill. Does not sleep.
/// Default: sends nothing and returns true. (Linux, do_notify_parent)
bool kspawn_child_event(struct kspawn_task *parent, struct kspawn_task *child);
/// A parent of `task` has exited: the thread that created its process, or that
/// adopted it. Called in the exiting thread for each live thread of the process,
/// after the process has its next parent, with a reference to `task` and no lock.
/// Sends the process the signal that `task` has asked for, if any. Keep that number
/// in your part of the task: zero in a child, unchanged by exec. Default: nothing.
/// (prctl(2), PR_SET_PDEATHSIG)
void kspawn_parent_died(struct kspawn_task *task);
/// Returns the leader of the process that inherits orphans. An exec by another of
/// its threads changes it, by kspawn_pid_exchanged under the same lock. Called
/// under KSPAWN_LOCK_TREE. Does not sleep. xv6: initproc
struct kspawn_task *kspawn_init_task(void);

/// Returns the wait status that `child`, which has not exited, has to report for the
/// KSPAWN_WUNTRACED or KSPAWN_WCONTINUED in `options`, and marks it as reported unless
/// KSPAWN_WNOWAIT is there too; 0 for none. Called under KSPAWN_LOCK_TREE. Does not
/// sleep. Layer 5: kspawn_signal_child_status. No errors. Default: 0, since nothing stops.
int kspawn_child_status(struct kspawn_task *child, unsigned options);
/// Returns the real user of a task, for siginfo. Any context. Default: 0.
unsigned kspawn_task_uid(struct kspawn_task *task);
/// Returns the pid of the process that stands behind an open file of the current task, for waitid and pidfd_send_signal; or
/// -EBADF, or -ECHILD for a process that has been reaped. Stores true in *at_once, which is false, if a wait for it must not
/// sleep (PIDFD_NONBLOCK). An open file holds its number (kspawn_pid_hold), so that no other process gets it. Does not sleep.
/// Default: -EBADF, since there are no such files. (pidfd_open(2))
int kspawn_pidfd(int fd, bool *at_once);
/// Linux's struct rusage: two times in seconds and microseconds, and fourteen counts. (getrusage(2))
struct kspawn_rusage {
	long user[2], system[2];
	long counts[14];
};
/// Fills in *usage, which is zero, for the process of `leader` with the children that it
/// has waited for. The process has exited and been reaped, or is alive. Called with a
/// reference or under KSPAWN_LOCK_TREE. Does not sleep. Default: nothing.
void kspawn_task_usage(struct kspawn_task *leader, struct kspawn_rusage *usage);

/* ---- layer 5: signals ---- */

/// Returns the part of a task that layer 5 keeps, in your structure of it. No idle task is
/// asked for. Any context.
struct kspawn_signals *kspawn_signals_of(struct kspawn_task *task);
/// Returns the kernel's pool, made by kspawn_sigpool_init. Any context.
struct kspawn_sigpool *kspawn_signal_pool(void);
/// `task` has a signal, and kspawn_signal_pending(task) is true: end its interruptible sleep, or
/// make its processor enter the kernel. May be called before kspawn_task_publish(task).
/// Called under KSPAWN_LOCK_TREE. Does not sleep.
void kspawn_signal_wake(struct kspawn_task *task);
/// Returns the task of a pid with a reference, or NULL. pid.h: kspawn_pid_find
struct kspawn_task *kspawn_task_find(int pid);
/// Returns the time of KSPAWN_CLOCK_MONOTONIC in ns. Any context.
uint64_t kspawn_clock_now(void);
/// Sleeps as kspawn_wait_word does, at most until that clock shows `until` ns: then
/// -ETIMEDOUT, at once if that time is past. For a signal return -EINTR if a restart would
/// begin the whole time again.
int kspawn_wait_word_until(const uint32_t *word, uint32_t seen, enum kspawn_sleep how, enum kspawn_clock clock, uint64_t until);
/// Returns 0 if the current task may send `sig`, or for 0 may ask for it, to the process of
/// `task`; or -EPERM. Called under KSPAWN_LOCK_TREE. Does not sleep. Default: 0.
/// (kill(2), credentials(7))
int kspawn_signal_permitted(struct kspawn_task *task, int sig);
/// Holds the number of a process group or session, so that no task gets it as a pid; or
/// -ESRCH. Called under KSPAWN_LOCK_TREE. Does not sleep. pid.h: kspawn_pid_hold. Default: 0.
int kspawn_group_hold(int id);
/// Drops such a hold. May be called under KSPAWN_LOCK_TREE. Does not sleep. Default: nothing.
void kspawn_group_release(int id);
/// The current process ends by a signal whose default is a core dump. Returns true if you
/// have written one: then its wait status says so. May sleep. Default: false.
bool kspawn_core_dump(const struct kspawn_siginfo *info);
/// Makes *regs, in which a system call has returned, the same call again. `arg0` and `arg3`
/// are its arguments, where the result is. Default: as for the port's system call instruction.
void kspawn_restart_syscall(struct kspawn_pt_regs *regs, uintptr_t arg0, uintptr_t arg3);
/// Copies the floating point of the current program, KSPAWN_USER_STATE_SIZE bytes aligned
/// to KSPAWN_USER_STATE_ALIGN, to `state`, and from it. Do not sleep. Default:
/// kspawn_user_save and kspawn_user_load, for a kernel that leaves it in the registers
/// while it runs; one that keeps it elsewhere uses that copy.
void kspawn_user_fp_get(void *state);
void kspawn_user_fp_set(const void *state);
/// Returns the user address of code that makes the system call rt_sigreturn, with the words
/// KSPAWN_SIGRETURN_CODE; a handler without SA_RESTORER returns there. Default: 0: it gets
/// SIGSEGV instead, as on a Linux of x86-64. (Linux has it in the vdso.)
uintptr_t kspawn_sigreturn_page(void);

/* ---- layer 6: futexes ---- */

/// Returns the table of the tasks that wait for futexes, made by kspawn_waiters_init.
/// Called under KSPAWN_LOCK_FUTEX. Does not sleep.
struct kspawn_waiters *kspawn_futex_waiters(void);
/// Returns the word of `task` in which the core keeps the user address of its robust
/// list. It is zero in a new task. Any context.
uintptr_t *kspawn_robust_list(struct kspawn_task *task);
/// Finds the key of the word at a user address of the current task, aligned to 4.
/// Without `shared`: the address space and the address. With `shared`: what is equal in
/// all address spaces that share this memory, such as a file and the offset in it; for
/// memory that no other shares, as without. The object need not live as long as a
/// waiter: a wake-up by mistake does no harm. May sleep. -EFAULT for an address that is not the
/// program's, and with `shared` for one that is not mapped.
int kspawn_futex_key_of(uintptr_t at, bool shared, struct kspawn_futex_key *key);
/// Reads a word of the current task's memory, aligned to 4, in one access. Called under
/// KSPAWN_LOCK_FUTEX: does not sleep and brings in no page. Returns 0, or -EFAULT if the
/// page is not there: then the core brings it in by kspawn_copy_from_user and tries again.
int kspawn_futex_load(uintptr_t at, uint32_t *value);
/// Compares a word of the current task's memory, aligned to 4, with *expected, and
/// writes `value` if they are equal, in one atomic operation. Stores what the word was
/// in *expected. May sleep. Returns 0, or -EFAULT for memory that is not writable.
int kspawn_futex_exchange(uintptr_t at, uint32_t *expected, uint32_t value);

/* ---- system calls by number (syscall.h) ---- */

/// Executes a system call that the core does not have. Returns the result or a
/// negative errno. Default: -ENOSYS.
long kspawn_fallback_syscall(struct kspawn_pt_regs *regs);
/// Lets other tasks run. xv6: yield()
void kspawn_sched_yield(void);

#ifdef __cplusplus
}
#endif

#endif
