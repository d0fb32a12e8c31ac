/* include/kspawn/wait.h: exit of processes, kills and waits (layer 4) */
#ifndef KSPAWN_WAIT_H
#define KSPAWN_WAIT_H

#include <kspawn/host.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KSPAWN_WNOHANG 1u
#define KSPAWN_WUNTRACED 2u          /* also children that have stopped; waitid calls it WSTOPPED */
#define KSPAWN_WEXITED 4u            /* waitid: children that have ended */
#define KSPAWN_WCONTINUED 8u         /* also children that have continued */
#define KSPAWN_WNOWAIT 0x01000000u   /* waitid: the child is not reaped, or reported again */
#define KSPAWN_WNOTHREAD 0x20000000u /* accepted: children belong to the process */
#define KSPAWN_WALL 0x40000000u      /* children of any exit signal */
#define KSPAWN_WCLONE 0x80000000u    /* only children whose exit signal is not SIGCHLD */

/// Waits for a child of the current process: `pid` > 0 that one, 0 its own
/// group, -1 any, below -1 the group -pid. Reaps it and returns its pid, with
/// its wait status in *status unless NULL; 0 with WNOHANG if none has ended. With
/// WUNTRACED or WCONTINUED a child that kspawn_child_status reports is returned too.
/// -ECHILD (no such child, or the last one has ended and kspawn_child_event did
/// not keep it), -EINVAL (options), and the errors of kspawn_wait_word for a signal
/// or a kill. Sleeps. (wait4(2))
int kspawn_wait4(int pid, int *status, unsigned options);

/// The same with user addresses. As in Linux, the child has been reaped when a
/// `status` or `rusage` that cannot be written gives -EFAULT. *rusage is what
/// kspawn_task_usage says.
int kspawn_sys_wait4(int pid, uintptr_t status, unsigned options, uintptr_t rusage);

enum kspawn_idtype { KSPAWN_P_ALL, KSPAWN_P_PID, KSPAWN_P_PGID, KSPAWN_P_PIDFD };

/// Waits for a child as wait4 does. With WNOWAIT the child is not reaped: a later
/// wait finds it again. WSTOPPED or WCONTINUED without WEXITED waits for such an event
/// until no child of that target is alive. Returns 0 or a
/// negative errno: also -EINVAL without one of the three or for an unknown idtype, and
/// errors of kspawn_pidfd for P_PIDFD, and -EAGAIN for no event of a process whose file
/// does not wait. The six members of *info, a
/// siginfo_t of the port, describe the child; they are zero if there is none, and in
/// an error too. As in Linux, -EFAULT is returned after the child has been reaped,
/// and replaces another error. *rusage is written only with a child. Sleeps. (waitid(2))
int kspawn_sys_waitid(int idtype, int id, uintptr_t info, unsigned options, uintptr_t rusage);

/// Ends every thread of the current process with one wait status. Takes
/// KSPAWN_LOCK_TREE; may sleep. (exit_group(2))
KSPAWN_NORETURN void kspawn_exit_group(int status);

/// Kills the process of `task`, asleep or running, with signal `sig`. The first kill
/// decides its status. The caller holds a reference. Returns 0, or -EPERM for a
/// kernel thread. Any context that may take KSPAWN_LOCK_TREE.
int kspawn_kill(struct kspawn_task *task, int sig);
/// The same for a caller that holds KSPAWN_LOCK_TREE, as kspawn_child_event does.
int kspawn_kill_locked(struct kspawn_task *task, int sig);

/// Call before every return to user mode, interrupts on (from layer 3). If the
/// current task is killed, it exits here.
void kspawn_user_work(struct kspawn_pt_regs *regs);
/// Makes the current process a subreaper, which adopts the orphans among its
/// descendants, or ends that. A child does not inherit it, an exec keeps it. Takes
/// KSPAWN_LOCK_TREE. (prctl(2), PR_SET_CHILD_SUBREAPER)
void kspawn_set_subreaper(bool on);
/// Returns true if the current process adopts orphans. Any context.
bool kspawn_is_subreaper(void);

/// Call it in kspawn_task_exiting. Gives the children of a thread to another thread
/// of the process. The last thread gives them to the nearest subreaper among its
/// ancestors, or to init. Calls kspawn_parent_died for them. Panics if init itself
/// exits. Sleeps only if your kspawn_parent_died does.
void kspawn_reparent_children(struct kspawn_task *task);
/// Call it in kspawn_process_dead. Notifies the parent, or reaps the process at once.
/// Does not sleep.
void kspawn_notify_parent(struct kspawn_task *leader);

#ifdef __cplusplus
}
#endif
#endif
