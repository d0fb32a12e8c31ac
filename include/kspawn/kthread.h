/* include/kspawn/kthread.h: kernel threads, and the exit of any task (layer 1) */
#ifndef KSPAWN_KTHREAD_H
#define KSPAWN_KTHREAD_H

#include <kspawn/host.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Creates a kernel thread that runs fn(arg). Returns its pid, or a negative errno
/// (of task_alloc and arch_dup_task; -EINVAL without `fn`). `exit_signal` 0: it is
/// freed when it exits and has no parent. Otherwise it is a child of the current
/// process, which must wait for it. `fn` may end by returning, by kspawn_exit, or by
/// returning after a successful kspawn_kernel_execve. May sleep. (Linux)
int kspawn_kernel_thread(kspawn_fn *fn, void *arg, int exit_signal);

/// Ends the current thread with a wait status: code << 8 | signal. May sleep.
KSPAWN_NORETURN void kspawn_exit(int status);

/// Creates a kernel thread that does not run yet. The caller holds a reference.
/// Returns 0, or the errors of kspawn_kernel_thread. Start it with
/// kspawn_kthread_start; end every one with kspawn_kthread_stop. May sleep. (Linux,
/// kthread_create)
int kspawn_kthread_create(kspawn_fn *fn, void *arg, struct kspawn_task **out);
/// Makes a created thread runnable. Does not sleep.
void kspawn_kthread_start(struct kspawn_task *kthread);
/// Creates a kernel thread and starts it. Returns 0, or the errors of
/// kspawn_kernel_thread. May sleep. (Linux, kthread_run)
int kspawn_kthread_run(kspawn_fn *fn, void *arg, struct kspawn_task **out);
/// Asks the thread to end, waits until it has, drops the reference, and returns
/// the result of its `fn`; -EINTR if it was never started, in which case `fn` has
/// not run. The thread may have ended before. Sleeps. (Linux, kthread_stop)
int kspawn_kthread_stop(struct kspawn_task *kthread);
/// Asks the thread to park and waits until it has. 0; -ESRCH if it ended instead;
/// -EAGAIN if a kspawn_kthread_unpark withdrew the request first. Not for a
/// thread that was never started. Sleeps. (Linux, kthread_park)
int kspawn_kthread_park(struct kspawn_task *kthread);
/// Resumes a parked thread, and withdraws a request to park that the thread has
/// not seen yet. Does not sleep.
void kspawn_kthread_unpark(struct kspawn_task *kthread);
/// Returns true if the current kernel thread is asked to park. Does not sleep.
bool kspawn_kthread_should_park(void);
/// Parks the current kernel thread, if it is asked to, until it is unparked or
/// asked to end. Sleeps. (Linux, kthread_parkme)
void kspawn_kthread_parkme(void);
/// Returns true if the current kernel thread is asked to end. Does not sleep.
bool kspawn_kthread_should_stop(void);
/// Sleeps until the current kernel thread is asked to end or to park. Other
/// wake-ups do not end the sleep.
void kspawn_kthread_wait(void);

#ifdef __cplusplus
}
#endif
#endif
