/* include/kspawn/kthread.h: kernel threads and the end of any task (layer 1) */
#ifndef KSPAWN_KTHREAD_H
#define KSPAWN_KTHREAD_H

#include <kspawn/host.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A new kernel thread that runs fn(arg): its pid, or a negative errno (what
/// task_alloc and arch_dup_task say; -EINVAL without `fn`). `exit_signal` 0: it
/// reaps itself and has no parent; otherwise it is a child of the current
/// process, to be waited for. `fn` may end by returning, by kspawn_exit, or by
/// returning after a successful kspawn_kernel_execve. May sleep. (Linux)
int kspawn_kernel_thread(kspawn_fn *fn, void *arg, int exit_signal);

/// Ends the current thread with a wait status: code << 8 | signal. May sleep.
KSPAWN_NORETURN void kspawn_exit(int status);

/// A kernel thread that its creator holds, not yet running. 0, or as
/// kspawn_kernel_thread. Start it with kspawn_kthread_start; every one must be
/// ended by kspawn_kthread_stop. (Linux, kthread_create)
int kspawn_kthread_create(kspawn_fn *fn, void *arg, struct kspawn_task **out);
/// Lets a created thread run. No sleep.
void kspawn_kthread_start(struct kspawn_task *kthread);
/// Both in one. (Linux, kthread_run)
int kspawn_kthread_run(kspawn_fn *fn, void *arg, struct kspawn_task **out);
/// Asks the thread to end, waits until it has, lets go of it, and returns what
/// its `fn` returned; -EINTR if it was never started, in which case `fn` has
/// not run. It may have ended by itself before. Sleeps. (Linux, kthread_stop)
int kspawn_kthread_stop(struct kspawn_task *kthread);
/// Asks the thread to park and waits until it has. 0; -ESRCH if it ended instead;
/// -EAGAIN if a kspawn_kthread_unpark withdrew the request first. Not for a
/// thread that was never started. Sleeps. (Linux, kthread_park)
int kspawn_kthread_park(struct kspawn_task *kthread);
/// Resumes a parked thread, and withdraws a request to park that the thread has
/// not met yet. No sleep.
void kspawn_kthread_unpark(struct kspawn_task *kthread);
/// Whether someone wants the current kernel thread to park. No sleep.
bool kspawn_kthread_should_park(void);
/// The current kernel thread parks, if someone wants it to, until it is unparked
/// or asked to end. Sleeps. (Linux, kthread_parkme)
void kspawn_kthread_parkme(void);
/// Whether someone wants the current kernel thread to end. No sleep.
bool kspawn_kthread_should_stop(void);
/// Sleeps until the current kernel thread is asked to end or to park, through
/// every wake up that asks neither.
void kspawn_kthread_wait(void);

#ifdef __cplusplus
}
#endif
#endif
