/* include/kspawn/fork.h: children of user tasks (layer 2) */
#ifndef KSPAWN_FORK_H
#define KSPAWN_FORK_H

#include <kspawn/host.h>
#include <kspawn/pt_regs_abi.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Flags of clone, by Linux's numbers; the low byte is the exit signal. */
#define KSPAWN_CSIGNAL 0x000000fful
#define KSPAWN_CLONE_VM 0x00000100ul             /* share memory */
#define KSPAWN_CLONE_FS 0x00000200ul             /* share working directory and umask */
#define KSPAWN_CLONE_FILES 0x00000400ul          /* share the file table */
#define KSPAWN_CLONE_SIGHAND 0x00000800ul        /* share signal handlers; needs VM */
#define KSPAWN_CLONE_VFORK 0x00004000ul          /* sleep until the child execs or exits */
#define KSPAWN_CLONE_THREAD 0x00010000ul         /* a thread of the same process; needs SIGHAND */
#define KSPAWN_CLONE_SYSVSEM 0x00040000ul        /* accepted: there are no semaphores to share */
#define KSPAWN_CLONE_SETTLS 0x00080000ul         /* give the child a TLS pointer */
#define KSPAWN_CLONE_PARENT_SETTID 0x00100000ul  /* write the child's pid in the parent */
#define KSPAWN_CLONE_CHILD_CLEARTID 0x00200000ul /* zero a word when the child lets go of its memory */
#define KSPAWN_CLONE_DETACHED 0x00400000ul       /* accepted: has no meaning any more */
#define KSPAWN_CLONE_CHILD_SETTID 0x01000000ul   /* write the child's pid in the child */

#ifndef KSPAWN_SIGCHLD /* a port whose Linux counts otherwise defines its own in frame.h */
#define KSPAWN_SIGCHLD 17
#endif

struct kspawn_clone_args {
	unsigned long flags;  /* KSPAWN_CLONE_*, without the low byte */
	int exit_signal;      /* 1 to 64, or 0 */
	uintptr_t stack;      /* the child's stack pointer, or 0 for the parent's */
	uintptr_t tls;
	uintptr_t parent_tid; /* user addresses of 32-bit words */
	uintptr_t child_tid;
};

/// A child of the current user task, which is in a system call, that goes on
/// from current_pt_regs() with return value 0. Its pid, or a negative errno with
/// nothing left behind: -EINVAL (flags), -EAGAIN (pids), -ENOMEM, -EFAULT (a
/// tid address), -EINTR (the current task is being killed), and what the hooks
/// say. The child is published when all of it is in place. May sleep. (clone(2))
int kspawn_clone(const struct kspawn_clone_args *args);
/// clone with a structure of `size` bytes in user memory. Also -E2BIG for bytes
/// beyond it that are not zero, -EINVAL for a size under the first version's,
/// and for pidfd, set_tid and cgroup, which the core has not. (clone3(2))
int kspawn_sys_clone3(uintptr_t args, size_t size);
/// clone with SIGCHLD alone. (fork(2))
int kspawn_fork(void);
/// clone with VM, VFORK and SIGCHLD: returns when the child has exec'ed or
/// ended, however it ends, or the current task is killed. (vfork(2))
int kspawn_vfork(void);

/// Lets go of the current task's memory, files and the like: zeroes clear_tid,
/// ends the parent's vfork. Owed by kspawn_task_exiting. May sleep.
void kspawn_exit_resources(struct kspawn_task *task);
/// The current task is about to leave its memory, by exec or exit: zeroes and
/// wakes clear_tid. May sleep.
void kspawn_mm_leaving(struct kspawn_task *task);
/// It has left it: ends the parent's vfork. No sleep.
void kspawn_mm_left(struct kspawn_task *task);

#ifdef __cplusplus
}
#endif
#endif
