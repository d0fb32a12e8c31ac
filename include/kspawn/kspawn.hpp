/* include/kspawn/kspawn.hpp: the C interface without its prefix, in namespace kspawn */
#ifndef KSPAWN_KSPAWN_HPP
#define KSPAWN_KSPAWN_HPP

#include <kspawn/exec.h>
#include <kspawn/fork.h>
#include <kspawn/futex.h>
#include <kspawn/host.h>
#include <kspawn/kthread.h>
#include <kspawn/pid.h>
#include <kspawn/sched.h>
#include <kspawn/task.h>
#include <kspawn/wait.h>

/* Each function calls the C function of the same name; its contract is documented
 * there. Only the functions that a kernel calls are linked, and only their hooks are
 * needed. All are always inlined, so that a kernel built without optimisation has no
 * copies of them and no additional frame under its switch. */
#define KSPAWN_FORWARD [[gnu::always_inline]] inline
#define KSPAWN_FORWARD_NODISCARD [[nodiscard, gnu::always_inline]] inline

namespace kspawn {

using fn = ::kspawn_fn;
using pt_regs = ::kspawn_pt_regs;
using thread = ::kspawn_thread;
using thread_args = ::kspawn_thread_args;
using task = ::kspawn_task;
using task_state = ::kspawn_task_state;
using task_flag = ::kspawn_task_flag;
using clone_args = ::kspawn_clone_args;
using mm = ::kspawn_mm;
using image = ::kspawn_image;
using user_layout = ::kspawn_user_layout;
using pid_slot = ::kspawn_pid_slot;
using pid_table = ::kspawn_pid_table;
using futex_key = ::kspawn_futex_key;
using rq = ::kspawn_rq;
using waiter = ::kspawn_waiter;
using waiters = ::kspawn_waiters;

/* ---- layer 0 ---- */

KSPAWN_FORWARD_NODISCARD int copy_thread(thread *t, const thread_args *args) { return kspawn_copy_thread(t, args); }
KSPAWN_FORWARD_NODISCARD thread *switch_to(thread *prev, thread *next) { return kspawn_switch_to(prev, next); }
KSPAWN_FORWARD_NODISCARD thread *switch_to_fp(thread *prev, thread *next) { return kspawn_switch_to_fp(prev, next); }

/* ---- layer 1 ---- */

/// Returns the running task; current<process>() returns the structure derived from it.
template <class Process = task>
KSPAWN_FORWARD_NODISCARD Process *current()
{
	return static_cast<Process *>(kspawn_current());
}
KSPAWN_FORWARD_NODISCARD pt_regs *current_pt_regs() { return kspawn_current_pt_regs(); }

KSPAWN_FORWARD_NODISCARD int kernel_thread(fn *f, void *arg = nullptr, int exit_signal = 0)
{
	return kspawn_kernel_thread(f, arg, exit_signal);
}
[[noreturn]] KSPAWN_FORWARD void exit(int status) { kspawn_exit(status); }

KSPAWN_FORWARD_NODISCARD int kthread_create(fn *f, void *arg, task **out) { return kspawn_kthread_create(f, arg, out); }
KSPAWN_FORWARD_NODISCARD int kthread_run(fn *f, void *arg, task **out) { return kspawn_kthread_run(f, arg, out); }
KSPAWN_FORWARD void kthread_start(task *kthread) { kspawn_kthread_start(kthread); }
KSPAWN_FORWARD int kthread_stop(task *kthread) { return kspawn_kthread_stop(kthread); }
KSPAWN_FORWARD_NODISCARD bool kthread_should_stop() { return kspawn_kthread_should_stop(); }
KSPAWN_FORWARD void kthread_wait() { kspawn_kthread_wait(); }

KSPAWN_FORWARD_NODISCARD int fork_idle(task *idle) { return kspawn_fork_idle(idle); }
KSPAWN_FORWARD void task_get(task *t) { kspawn_task_get(t); }
KSPAWN_FORWARD void task_put(task *t) { kspawn_task_put(t); }
KSPAWN_FORWARD_NODISCARD task *leader_get(task *t) { return kspawn_leader_get(t); }
KSPAWN_FORWARD void finish_switch(thread *prev) { kspawn_finish_switch(prev); }
KSPAWN_FORWARD void task_finish(task *t) { kspawn_task_finish(t); }
KSPAWN_FORWARD void task_recycle(task *t) { kspawn_task_recycle(t); }

/* ---- layer 2 ---- */

KSPAWN_FORWARD_NODISCARD int fork() { return kspawn_fork(); }
KSPAWN_FORWARD_NODISCARD int vfork() { return kspawn_vfork(); }
KSPAWN_FORWARD_NODISCARD int clone(const clone_args &args) { return kspawn_clone(&args); }
KSPAWN_FORWARD void exit_resources(task *t) { kspawn_exit_resources(t); }

/* ---- layer 3 ---- */

KSPAWN_FORWARD_NODISCARD int kernel_execve(const char *path, const char *const *argv, const char *const *envp = nullptr)
{
	return kspawn_kernel_execve(path, argv, envp);
}

/* ---- layer 4 ---- */

KSPAWN_FORWARD_NODISCARD int wait4(int pid = -1, int *status = nullptr, unsigned options = 0)
{
	return kspawn_wait4(pid, status, options);
}
[[noreturn]] KSPAWN_FORWARD void exit_group(int status) { kspawn_exit_group(status); }
KSPAWN_FORWARD_NODISCARD int kill(task *t, int sig) { return kspawn_kill(t, sig); }
KSPAWN_FORWARD void user_work(pt_regs *regs) { kspawn_user_work(regs); }
KSPAWN_FORWARD void reparent_children(task *t) { kspawn_reparent_children(t); }
KSPAWN_FORWARD void notify_parent(task *leader) { kspawn_notify_parent(leader); }

/* ---- layer 6 ---- */

KSPAWN_FORWARD void futex_exit(task *t) { kspawn_futex_exit(t); }
KSPAWN_FORWARD void futex_clear_tid(uintptr_t at) { kspawn_futex_clear_tid(at); }

/* ---- pids ---- */

KSPAWN_FORWARD_NODISCARD int pid_init(pid_table *pids, pid_slot *slots, uint32_t count)
{
	return kspawn_pid_init(pids, slots, count);
}
KSPAWN_FORWARD_NODISCARD int pid_alloc(pid_table *pids, task *t) { return kspawn_pid_alloc(pids, t); }
KSPAWN_FORWARD_NODISCARD int pid_hold(pid_table *pids, int pid) { return kspawn_pid_hold(pids, pid); }
KSPAWN_FORWARD void pid_release(pid_table *pids, int pid) { kspawn_pid_release(pids, pid); }
KSPAWN_FORWARD void pid_free(pid_table *pids, int pid) { kspawn_pid_free(pids, pid); }
KSPAWN_FORWARD_NODISCARD bool pid_put(pid_table *pids, task *t) { return kspawn_pid_put(pids, t); }
KSPAWN_FORWARD_NODISCARD task *pid_find(pid_table *pids, int pid) { return kspawn_pid_find(pids, pid); }
KSPAWN_FORWARD void pid_assign(pid_table *pids, int pid, task *t) { kspawn_pid_assign(pids, pid, t); }

/* ---- a scheduler's parts ---- */

KSPAWN_FORWARD_NODISCARD int rq_init(rq *q, task **slots, uint32_t levels, uint32_t capacity)
{
	return kspawn_rq_init(q, slots, levels, capacity);
}
KSPAWN_FORWARD_NODISCARD int rq_push(rq *q, task *t, uint32_t level) { return kspawn_rq_push(q, t, level); }
KSPAWN_FORWARD_NODISCARD task *rq_pop(rq *q) { return kspawn_rq_pop(q); }

KSPAWN_FORWARD_NODISCARD int waiters_init(waiters *table, waiter **buckets, uint32_t count)
{
	return kspawn_waiters_init(table, buckets, count);
}
KSPAWN_FORWARD void waiters_add(waiters *table, waiter *w) { kspawn_waiters_add(table, w); }
KSPAWN_FORWARD void waiters_remove(waiter *w) { kspawn_waiters_remove(w); }
KSPAWN_FORWARD_NODISCARD task *waiters_take(waiters *table, const uint32_t *word) { return kspawn_waiters_take(table, word); }

} // namespace kspawn

#undef KSPAWN_FORWARD
#undef KSPAWN_FORWARD_NODISCARD
#endif
