/* tools/trace/hooks.h: the tracepoints of the hosted machine and of the example kernel, as lines of text
 *
 * Each line is "TIME PROCESSOR PID NAME A B TEXT", with the time in ns and the pid of the current task; 0 is an idle task.
 *
 *	sched_switch          A: the pid that ran before, B: the one that runs
 *	sched_wakeup          A: the pid that can run again
 *	sched_process_fork    A: the child's pid, TEXT: what kind of child
 *	sched_process_exec    TEXT: the path
 *	sched_process_exit    A: the wait status
 *	sched_process_wait    A: the kind of id, B: the id
 *	sys_enter, sys_exit   A: the number; the result
 *	signal_generate       A: the signal, B: the pid that it is sent to
 *	signal_deliver        A: the signal
 */
#ifndef KSPAWN_TOOLS_TRACE_HOOKS_H
#define KSPAWN_TOOLS_TRACE_HOOKS_H

#include <kspawn/host.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Keeps one line, with the current task and processor. Any context. `text` is copied, and cut.
void kspawn_trace_point(const char *name, long a, long b, const char *text);

static inline const char *kspawn_trace_kind(const struct kspawn_task *child)
{
	return child->flags & KSPAWN_TF_KTHREAD ? "kthread" : child->leader != child ? "thread" : "process";
}

#ifdef __cplusplus
}
#endif

#define kspawn_trace_sched_switch(prev, next) kspawn_trace_point("sched_switch", (prev)->pid, (next)->pid, "")
#define kspawn_trace_sched_wakeup(task) kspawn_trace_point("sched_wakeup", (task)->pid, 0, "")
#define kspawn_trace_sched_process_fork(parent, child) \
	kspawn_trace_point("sched_process_fork", (child)->pid, (parent)->pid, kspawn_trace_kind(child))
#define kspawn_trace_sched_process_exec(task, program) kspawn_trace_point("sched_process_exec", (task)->pid, 0, (program)->path)
#define kspawn_trace_sched_process_exit(task) kspawn_trace_point("sched_process_exit", (task)->exit_code, 0, "")
#define kspawn_trace_sched_process_wait(idtype, id) kspawn_trace_point("sched_process_wait", (idtype), (id), "")
#define kspawn_trace_sys_enter(regs, nr) kspawn_trace_point("sys_enter", (nr), 0, "")
#define kspawn_trace_sys_exit(regs, ret) kspawn_trace_point("sys_exit", (ret), 0, "")
#define kspawn_trace_signal_generate(sig, task) kspawn_trace_point("signal_generate", (sig), (task)->pid, "")
#define kspawn_trace_signal_deliver(sig) kspawn_trace_point("signal_deliver", (sig), 0, "")

#endif
