/* include/kspawn/trace.h: tracepoints, by the names of Linux's; nothing at all unless your kernel defines them */
#ifndef KSPAWN_TRACE_H
#define KSPAWN_TRACE_H

/* Compile the core and your kernel with -DKSPAWN_TRACE_HOOKS='"my_hooks.h"'. That header defines the tracepoints that you
 * want as macros, and may include nothing of the library except <kspawn/task.h> and <kspawn/pt_regs.h>:
 *
 *	#define kspawn_trace_sched_process_fork(parent, child) my_trace("fork", (parent)->pid, (child)->pid)
 *
 * One that it does not define compiles to nothing, and its arguments are not evaluated. None may sleep, take a lock of the
 * core or call the core. (Linux, include/trace/events) */
#ifdef KSPAWN_TRACE_HOOKS
#include KSPAWN_TRACE_HOOKS
#endif

/* ---- the core's, in the current task ---- */

/// The switch from `prev` to `next`, the current task, is over; `prev` may have exited. Interrupts as in
/// kspawn_finish_switch.
#ifndef kspawn_trace_sched_switch
#define kspawn_trace_sched_switch(prev, next) ((void)0)
#endif
/// `child` is complete and can be found, and runs next.
#ifndef kspawn_trace_sched_process_fork
#define kspawn_trace_sched_process_fork(parent, child) ((void)0)
#endif
/// `task` has passed the point of no return of an exec, of `program`, a struct kspawn_program.
#ifndef kspawn_trace_sched_process_exec
#define kspawn_trace_sched_process_exec(task, program) ((void)0)
#endif
/// `task` exits with its exit_code.
#ifndef kspawn_trace_sched_process_exit
#define kspawn_trace_sched_process_exit(task) ((void)0)
#endif
/// A wait begins, for `id` as the kind of id `idtype` says, KSPAWN_P_*.
#ifndef kspawn_trace_sched_process_wait
#define kspawn_trace_sched_process_wait(idtype, id) ((void)0)
#endif
/// kspawn_syscall begins, with the number `nr`; and ends, with `ret` in the registers. A call that does not return, as
/// exit, has no end.
#ifndef kspawn_trace_sys_enter
#define kspawn_trace_sys_enter(regs, nr) ((void)0)
#endif
#ifndef kspawn_trace_sys_exit
#define kspawn_trace_sys_exit(regs, ret) ((void)0)
#endif
/// `sig` is sent to `task` or its process. Under KSPAWN_LOCK_TREE.
#ifndef kspawn_trace_signal_generate
#define kspawn_trace_signal_generate(sig, task) ((void)0)
#endif
/// The current task acts on `sig`. Under KSPAWN_LOCK_TREE.
#ifndef kspawn_trace_signal_deliver
#define kspawn_trace_signal_deliver(sig) ((void)0)
#endif

/* ---- your scheduler's to call, since the core does not see it ---- */

/// `task` was asleep and can run again.
#ifndef kspawn_trace_sched_wakeup
#define kspawn_trace_sched_wakeup(task) ((void)0)
#endif

#endif
