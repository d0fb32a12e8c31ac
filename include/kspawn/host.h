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

/* Link-time symbols, never weak; a kernel supplies those of the layers it uses.
 * With -DKSPAWN_HOST_INLINE='"x.h"' the file x.h, read before the declarations,
 * may define any of them static inline. Hooks with a default may be left out: the
 * archive has one, which is linked if the kernel defines none. Unless it says otherwise a hook is
 * called with no core lock held, with interrupts as the caller of the core left
 * them, and may sleep. */

/* ---- types ---- */

struct kspawn_mm; /* the host's address space */

enum kspawn_lock_id { KSPAWN_LOCK_TREE, KSPAWN_LOCK_PID, KSPAWN_LOCK_COUNT };

enum kspawn_res { KSPAWN_RES_MM, KSPAWN_RES_FILES, KSPAWN_RES_FS, KSPAWN_RES_SIGHAND, KSPAWN_RES_COUNT };

/* What ends a sleep early: nothing, a kill, or a signal that will be handled too. (Linux, TASK_INTERRUPTIBLE and its kin) */
enum kspawn_sleep { KSPAWN_UNINTERRUPTIBLE, KSPAWN_KILLABLE, KSPAWN_INTERRUPTIBLE };

enum kspawn_prot { KSPAWN_PROT_READ = 1, KSPAWN_PROT_WRITE = 2, KSPAWN_PROT_EXEC = 4 };

struct kspawn_image {
	void *file;    /* yours */
	uint64_t size; /* bytes */
};

/// Where user memory lies and what a program is told about the machine.
struct kspawn_user_layout {
	uintptr_t low, high;    /* a program's segments lie in [low, high) */
	uintptr_t pie_base;     /* where a PIE goes */
	uintptr_t interp_base;  /* where the interpreter of a dynamic program goes, if it is a PIE */
	uintptr_t stack_top;    /* page aligned */
	size_t stack_size;      /* bytes, a multiple of page_size */
	size_t page_size;       /* bytes, a power of two */
	uintptr_t sysinfo;      /* AT_SYSINFO: the address of a system call gate, or 0 */
	unsigned long hwcap, hwcap2;
	unsigned uid, euid, gid, egid;
	const char *platform;   /* AT_PLATFORM, or NULL */
};

/// A program that was loaded, when it takes over. All but `path` are addresses in
/// its own memory.
struct kspawn_program {
	const char *path;     /* as execve was told it, of a script the script's; kernel memory, until commit returns */
	uintptr_t entry, sp;  /* where the task begins, in the interpreter if there is one, and its stack pointer */
	size_t argc;
	uintptr_t argv, envp; /* tables of pointers to strings, each ended by NULL */
	uintptr_t low, high;  /* the program's own segments are in [low, high), page aligned; a heap may begin at high */
};

#ifdef KSPAWN_HOST_INLINE
#include KSPAWN_HOST_INLINE
#endif

/* ---- layer 0: threads ---- */

/// The first code of a newborn, on its stack, interrupts off, your scheduler's
/// lock as switch_to left it. Do what follows your switch_to; `fn` starts with
/// the interrupt state you leave. From layer 1 up call
/// kspawn_task_switched(prev). xv6: release(&p->lock)
void kspawn_schedule_tail(struct kspawn_thread *prev);

/// `fn` came back with `rv`. Return only if a program is installed in the
/// newborn's user registers. Layer 1 supplies it: exit((rv & 0xff) << 8).
void kspawn_fn_returned(int rv);

/// The end of every system call and of every birth: enter user mode with
/// *regs. From layer 3 up call kspawn_user_work(regs) first. A kernel without
/// user mode panics. xv6: usertrapret()
KSPAWN_NORETURN void kspawn_return_to_user(struct kspawn_pt_regs *regs);

/* ---- layer 1: kernel threads ---- */

/// The task that runs here; never NULL once a processor is adopted. No sleep.
/// xv6: &myproc()->task
struct kspawn_task *kspawn_current(void);

/// A zeroed task with pid, stack, stack_size, regs and your own part, that
/// nobody can find or run. -EAGAIN (no pid), -ENOMEM. xv6: allocproc, USED
int kspawn_task_alloc(struct kspawn_task **out);

/// Undoes task_alloc: an aborted birth (the stack is still there) or the last
/// reference (it is gone). No sleep.
void kspawn_task_free(struct kspawn_task *task);

/// Frees the stack alone. Called on another stack, from kspawn_task_switched.
/// No sleep. Default: nothing, for static stacks.
void kspawn_stack_free(struct kspawn_task *task);

/// Makes `task` runnable; it may have ended before this returns. No sleep.
/// xv6: RUNNABLE under p->lock
void kspawn_task_publish(struct kspawn_task *task);

/// Sleeps while *word == seen; may return early with 0. -EINTR if the current
/// task is KSPAWN_TF_KILLED, unless the sleep is uninterruptible, or if an
/// interruptible sleep ends for a signal. Instead of -EINTR for a signal you may
/// return another negative errno: it becomes the result of the system call,
/// where your entry can see that the call is to be restarted. A kernel without
/// signals treats interruptible as killable. xv6: sleep(word, &lk)
int kspawn_wait_word(const uint32_t *word, uint32_t seen, enum kspawn_sleep how);

/// Wakes all that sleep on `word`. Any context, under KSPAWN_LOCK_TREE too.
/// xv6: wakeup(word)
void kspawn_wake_word(const uint32_t *word);

/// The core's two spinlocks, interrupts off while held: TREE before PID, both
/// before your scheduler's lock. Under TREE the core calls the hooks wake_word,
/// kick, pid_exchanged, child_event and init_task. They may take locks that come
/// after TREE, and of the core call only functions of pid.h and sched.h, and
/// kspawn_kill_locked. Under PID the core calls no hook. One processor: save the
/// interrupt state and disable.
uintptr_t kspawn_lock(enum kspawn_lock_id id);
void kspawn_unlock(enum kspawn_lock_id id, uintptr_t flags);

/// In the dying task, still able to sleep: let go of what is yours, and call
/// kspawn_exit_resources() (from layer 2) and kspawn_exit_notify() (layer 4).
void kspawn_task_exiting(struct kspawn_task *task);

/// A process has ended: `leader`, the last of its thread group, is off its
/// stack. Layer 4: kspawn_zombie(leader). Below: kspawn_task_put(leader). No sleep.
void kspawn_task_dead(struct kspawn_task *leader);

/// The end of the current task: interrupts off, kspawn_task_finish(current),
/// schedule away for ever.
KSPAWN_NORETURN void kspawn_final_switch(void);

/// Something that cannot go on: say `why` and stop. Any context.
KSPAWN_NORETURN void kspawn_panic(const char *why);

/* ---- layer 2: fork ---- */

/// Gives the unborn `child` a copy of the parent's resource, or with `share`
/// the same one. 0, or a negative errno that leaves nothing behind.
int kspawn_res_get(struct kspawn_task *child, struct kspawn_task *parent, enum kspawn_res what, bool share);

/// Resets the signal handlers of the unborn `child`, which it does not share, as
/// an exec does: a handler becomes the default, what is ignored stays ignored.
/// For CLONE_CLEAR_SIGHAND. Default: nothing.
void kspawn_clear_sighand(struct kspawn_task *child);

/// Drops the resource; none is there after a kernel thread's exec. No errors.
void kspawn_res_put(struct kspawn_task *task, enum kspawn_res what);

/// Copies n bytes into the user memory of `task`, which is the current one or
/// not yet published. All of them, or -EFAULT.
int kspawn_copy_to_user(struct kspawn_task *task, uintptr_t to, const void *from, size_t n);

/// Copies n bytes from the current task's user memory. All, or -EFAULT.
int kspawn_copy_from_user(void *to, uintptr_t from, size_t n);

/// Wakes the tasks that wait for a user word by futex. Default: nothing.
void kspawn_futex_wake(uintptr_t user_word);

/* ---- layer 3: exec ---- */

/// Opens a program. -ENOENT, -ENOTDIR, -EACCES (a directory, no execute
/// permission), -ENAMETOOLONG and what else your files say.
int kspawn_image_open(const char *path, struct kspawn_image *out);
/// The same for execveat: `path` is below the open directory `dir`, or below the
/// working directory for KSPAWN_AT_FDCWD, or empty for the open file itself.
/// Without `follow` a symbolic link at its end is -ELOOP. Also -EBADF. Returns 1
/// instead of 0 if the exec closes the number `dir`. Default: -EBADF for a number,
/// as in a kernel without open files, and otherwise -EACCES.
int kspawn_image_open_at(int dir, const char *path, bool follow, struct kspawn_image *out);
/// Exactly n bytes at `offset`, or a negative errno; a short file: -ENOEXEC.
int kspawn_image_read(const struct kspawn_image *image, uint64_t offset, void *to, size_t n);
void kspawn_image_close(struct kspawn_image *image);

/// Empty user memory beside the current one, and its layout. That may depend on the
/// program: it is the image that the current task has opened last. -ENOMEM
int kspawn_mm_new(struct kspawn_mm **out, struct kspawn_user_layout *layout);
/// Maps [addr, addr + len), page aligned, inside the layout: file_len bytes of
/// `image` from `offset`, a multiple of the page size, then zeroes; `image` NULL:
/// all zeroes. Keeps a reference of its own to the image. Replaces pages that were
/// mapped before, with their protection: segments may share a page, and the last
/// counts (mmap(2), MAP_FIXED); never pages that mm_write has written. The bytes are
/// in the file, or `offset` is at or behind its end: then every touch is a fault
/// (Linux: SIGBUS), and it is enough to map nothing there.
int kspawn_mm_map(struct kspawn_mm *mm, uintptr_t addr, size_t len, int prot, const struct kspawn_image *image,
		  uint64_t offset, size_t file_len);
/// Writes into a memory that is not yet in use, whatever its protection.
int kspawn_mm_write(struct kspawn_mm *mm, uintptr_t to, const void *from, size_t n);
/// Called when the current task is alone in its process, before the commit: a
/// file table or signal handlers that it shares with another process become its
/// own, as copies; a kernel thread gets the first ones. 0, or a negative errno
/// with nothing changed. Default: 0, for a kernel that shares
/// neither. (Linux, unshare_files)
int kspawn_exec_unshare(struct kspawn_task *task);
/// Cannot fail: `mm` becomes the memory of the current task, whose old one is
/// put; close-on-exec files close, signal handlers and floating point are reset.
/// `program` says what was loaded: for the task's name, /proc, a heap, a tracer.
void kspawn_mm_commit(struct kspawn_task *task, struct kspawn_mm *mm, const struct kspawn_program *program);
/// Gives back a memory that was never committed.
void kspawn_mm_drop(struct kspawn_mm *mm);

/// Fills n bytes that no program can guess, for AT_RANDOM. Default: zeroes, which
/// every program can guess; GNU ld warns when it links that one.
void kspawn_random(void *to, size_t n);

/// `task` is KSPAWN_TF_KILLED: end its killable sleep, or make its processor
/// enter the kernel. It may come before kspawn_task_publish(task): then there is
/// no sleep to end, and the task ends before it enters user mode. Called under
/// KSPAWN_LOCK_TREE. No sleep.
void kspawn_kick(struct kspawn_task *task);
/// The current task and `leader` have exchanged their pids: update your table.
/// Called under KSPAWN_LOCK_TREE. No sleep. Default: nothing, for a kernel that
/// has no table of pids and finds a task by its field `pid`.
void kspawn_pid_exchanged(struct kspawn_task *task, struct kspawn_task *leader);

/* ---- layer 4: wait ---- */

/// `child` has ended: sends child->exit_signal, unless it is 0, to the process of
/// `parent`, and returns true if the child is to be kept for a wait. False if
/// `parent` ignores it: exit_signal is SIGCHLD, which is set to SIG_IGN or has
/// SA_NOCLDWAIT; the core then frees the child at once. Called under
/// KSPAWN_LOCK_TREE, so that no wait comes between the zombie and its signal. If
/// the signal kills, call kspawn_kill_locked, never kspawn_kill. No sleep. Default:
/// sends nothing and returns true. (Linux, do_notify_parent)
bool kspawn_child_event(struct kspawn_task *parent, struct kspawn_task *child);
/// A parent of `task` has ended: the thread that made its process, or that adopted
/// it. Called for each living thread of the process, when that has its next parent,
/// in the task that ends, with a reference to `task` and no lock. Sends the process
/// the signal that `task` has asked for, if any: keep it in your part of the task,
/// zero in a child, kept by exec. Default: nothing. (prctl(2), PR_SET_PDEATHSIG)
void kspawn_parent_died(struct kspawn_task *task);
/// Returns the leader of the process that inherits orphans. An exec by another of
/// its threads changes it, by kspawn_pid_exchanged under the same lock. Called
/// under KSPAWN_LOCK_TREE. No sleep. xv6: initproc
struct kspawn_task *kspawn_init_task(void);

/* ---- system calls by number (syscall.h) ---- */

/// A call that the core does not know. Returns the result or a negative errno.
/// Default: -ENOSYS.
long kspawn_host_syscall(struct kspawn_pt_regs *regs);
/// Lets others run. xv6: yield()
void kspawn_sched_yield(void);

#ifdef __cplusplus
}
#endif

#endif
