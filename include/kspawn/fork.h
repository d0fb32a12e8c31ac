/* include/kspawn/fork.h: children of user tasks (layer 2) */
#ifndef KSPAWN_FORK_H
#define KSPAWN_FORK_H

#include <kspawn/host.h>
#include <kspawn/pt_regs_abi.h>
#include <kspawn/siginfo.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Flags of clone, by Linux's numbers; the low byte is the exit signal. PTRACE,
 * DETACHED, UNTRACED, IO and SYSVSEM are accepted and change nothing: there is
 * no tracer, no I/O context and no semaphore to share. */
#define KSPAWN_CSIGNAL 0x000000fful
#define KSPAWN_CLONE_VM 0x00000100ul      /* share memory */
#define KSPAWN_CLONE_FS 0x00000200ul      /* share working directory and umask */
#define KSPAWN_CLONE_FILES 0x00000400ul   /* share the file table */
#define KSPAWN_CLONE_SIGHAND 0x00000800ul /* share signal handlers; needs VM */
#define KSPAWN_CLONE_PIDFD 0x00001000ul   /* a file of the parent that stands for the child: kspawn_pidfd_open */
#define KSPAWN_CLONE_PTRACE 0x00002000ul
#define KSPAWN_CLONE_VFORK 0x00004000ul  /* sleep until the child execs or exits */
#define KSPAWN_CLONE_PARENT 0x00008000ul /* a sibling: the child's parent and exit signal are the caller's */
#define KSPAWN_CLONE_THREAD 0x00010000ul /* a thread of the same process; needs SIGHAND */
#define KSPAWN_CLONE_SYSVSEM 0x00040000ul
#define KSPAWN_CLONE_SETTLS 0x00080000ul         /* give the child a TLS pointer */
#define KSPAWN_CLONE_PARENT_SETTID 0x00100000ul  /* write the child's pid in the parent */
#define KSPAWN_CLONE_CHILD_CLEARTID 0x00200000ul /* zero a word when the child releases its address space */
#define KSPAWN_CLONE_DETACHED 0x00400000ul
#define KSPAWN_CLONE_UNTRACED 0x00800000ul
#define KSPAWN_CLONE_CHILD_SETTID 0x01000000ul /* write the child's pid in the child */
#define KSPAWN_CLONE_IO 0x80000000ul
#define KSPAWN_CLONE_CLEAR_SIGHAND 0x100000000ull /* reset signal handlers as an exec does; not with SIGHAND */

struct kspawn_clone_args {
	uint64_t flags;  /* KSPAWN_CLONE_*, without the low byte */
	int exit_signal; /* 1 to KSPAWN_SIGNAL_MAX, or 0 */
	uintptr_t stack; /* the child's stack pointer, or 0 for the parent's */
	uintptr_t tls;
	uintptr_t parent_tid; /* user addresses of 32-bit words */
	uintptr_t child_tid;
	uintptr_t pidfd; /* where the number of the file of CLONE_PIDFD goes: 32 bits, not at parent_tid with PARENT_SETTID */
};

/// Creates a child of the current user task; call it in a system call. The child
/// resumes at current_pt_regs() with return value 0. Returns its pid, or a
/// negative errno with everything undone: -EINVAL (flags; CLONE_PARENT in a process
/// whose parent is an idle task or NULL, as init; PIDFD with THREAD, which Linux accepts), -EPERM (a TLS that no program may
/// have), -EAGAIN (pids), -ENOMEM, -EINTR (the current task is being killed), -EFAULT
/// (`pidfd`), and the errors of the hooks. A tid address that cannot be written is ignored, as in
/// Linux. The child is published when it is complete. May sleep. (clone(2))
int kspawn_clone(const struct kspawn_clone_args *args);
/// Calls clone with a structure of `size` bytes in user memory. A field whose
/// flag is not set is ignored. Also -E2BIG for bytes beyond the structure that
/// are not zero, -EFAULT, and -EINVAL for a size under the first version's, for
/// CLONE_DETACHED, for an exit signal with THREAD or PARENT, and for
/// INTO_CGROUP, set_tid and namespaces, which the core does not have. CLONE_NEWTIME
/// is accepted, since no call here sets the offsets of a time namespace. May sleep. (clone3(2))
int kspawn_sys_clone3(uintptr_t args, size_t size);
/// Calls clone with SIGCHLD alone; its errors. May sleep. (fork(2))
int kspawn_fork(void);
/// Calls clone with VM, VFORK and SIGCHLD. Returns when the child has exec'ed or
/// exited, or the current task is killed. Clone's errors. Sleeps. (vfork(2))
int kspawn_vfork(void);

/// Releases memory, files, fs and signal handlers of the current task, zeroes its
/// clear_tid word and wakes a parent in vfork. Your kspawn_task_exiting must call it.
/// May sleep.
void kspawn_exit_resources(struct kspawn_task *task);
/// Call before the current task drops its address space, by exec or exit. Zeroes
/// its clear_tid word and wakes the futex there. May sleep.
void kspawn_mm_release(struct kspawn_task *task);
/// Call after the task has dropped its old address space. Wakes a parent that
/// sleeps in vfork. Does not sleep.
void kspawn_vfork_done(struct kspawn_task *task);

#ifdef __cplusplus
}
#endif
#endif
