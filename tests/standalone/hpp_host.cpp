/* tests/standalone/hpp_host.cpp: every C function that kspawn.hpp has a word for, to be watched */
#include "hpp_host.hpp"

#include <kspawn/exec.h>
#include <kspawn/fork.h>
#include <kspawn/kthread.h>
#include <kspawn/pid.h>
#include <kspawn/sched.h>
#include <kspawn/wait.h>

#include <utility>

namespace {

std::vector<kspawn_test::call> seen;

template <class... Args>
void remember(const char *name, Args... args)
{
	seen.push_back({ name, { std::uintptr_t(args)... } });
}

} // namespace

std::vector<kspawn_test::call> kspawn_test::calls() { return std::exchange(seen, {}); }

/* clang-format off */
#define NAMED(name, params, ...) params { remember("kspawn_" #name __VA_OPT__(, ) __VA_ARGS__);
#define NUMBER(name, ...) int kspawn_##name NAMED(name, __VA_ARGS__) return kspawn_test::result; }
#define ADDRESS(type, name, ...) \
	type *kspawn_##name NAMED(name, __VA_ARGS__) return reinterpret_cast<type *>(kspawn_test::result); }
#define NOTHING(name, ...) void kspawn_##name NAMED(name, __VA_ARGS__) }
#define END(name, ...) void kspawn_##name NAMED(name, __VA_ARGS__) throw kspawn_test::ended(); }

using thread = kspawn_thread;
using task = kspawn_task;

NUMBER(copy_thread, (thread *t, const kspawn_thread_args *args), t, args)
ADDRESS(thread, switch_to, (thread *prev, thread *next), prev, next)
ADDRESS(thread, switch_to_fp, (thread *prev, thread *next), prev, next)
ADDRESS(task, current, ())
ADDRESS(kspawn_pt_regs, current_pt_regs, ())
NUMBER(kernel_thread, (kspawn_fn *fn, void *arg, int exit_signal), fn, arg, exit_signal)
END(exit, (int status), status)
NUMBER(kthread_create, (kspawn_fn *fn, void *arg, task **out), fn, arg, out)
NUMBER(kthread_run, (kspawn_fn *fn, void *arg, task **out), fn, arg, out)
NOTHING(kthread_start, (task *t), t)
NUMBER(kthread_stop, (task *t), t)
bool kspawn_kthread_should_stop() { return remember("kspawn_kthread_should_stop"), true; }
NOTHING(kthread_wait, ())
NUMBER(fork_idle, (task *t), t)
NOTHING(task_get, (task *t), t)
NOTHING(task_put, (task *t), t)
ADDRESS(task, leader_get, (task *t), t)
NOTHING(finish_switch, (thread *t), t)
NOTHING(task_finish, (task *t), t)
NOTHING(task_recycle, (task *t), t)
NUMBER(fork, ())
NUMBER(vfork, ())
NUMBER(clone, (const kspawn_clone_args *args), args)
NOTHING(exit_resources, (task *t), t)
NUMBER(kernel_execve, (const char *path, const char *const *argv, const char *const *envp), path, argv, envp)
NUMBER(wait4, (int pid, int *status, unsigned options), pid, status, options)
END(exit_group, (int status), status)
NUMBER(kill, (task *t, int sig), t, sig)
NOTHING(user_work, (kspawn_pt_regs *regs), regs)
NOTHING(reparent_children, (task *t), t)
NOTHING(notify_parent, (task *t), t)
NUMBER(pid_init, (kspawn_pid_table *t, kspawn_pid_slot *s, uint32_t n), t, s, n)
NUMBER(pid_alloc, (kspawn_pid_table *p, task *t), p, t)
NUMBER(pid_hold, (kspawn_pid_table *p, int pid), p, pid)
NOTHING(pid_release, (kspawn_pid_table *p, int pid), p, pid)
NOTHING(pid_free, (kspawn_pid_table *p, int pid), p, pid)
bool kspawn_pid_put(kspawn_pid_table *p, task *t) { return remember("kspawn_pid_put", p, t), true; }
ADDRESS(task, pid_find, (kspawn_pid_table *p, int pid), p, pid)
NOTHING(pid_assign, (kspawn_pid_table *p, int pid, task *t), p, pid, t)
NUMBER(rq_init, (kspawn_rq *q, task **s, uint32_t levels, uint32_t capacity), q, s, levels, capacity)
NUMBER(rq_push, (kspawn_rq *q, task *t, uint32_t level), q, t, level)
ADDRESS(task, rq_pop, (kspawn_rq *q), q)
NUMBER(waiters_init, (kspawn_waiters *w, kspawn_waiter **buckets, uint32_t count), w, buckets, count)
NOTHING(waiters_add, (kspawn_waiters *w, kspawn_waiter *waiter), w, waiter)
NOTHING(waiters_remove, (kspawn_waiter *waiter), waiter)
ADDRESS(task, waiters_take, (kspawn_waiters *w, const uint32_t *word), w, word)
