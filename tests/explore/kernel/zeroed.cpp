/* tests/explore/kernel/zeroed.cpp: tasks that no function of the core makes: docs/linking.md, layer 1 */
#include "internal.hpp"

using namespace explore;

namespace kernel {

int make_zeroed(kspawn_fn *fn)
{
	kspawn_task *task;
	expect(kspawn_task_alloc(&task) == 0, "task_alloc");
	kspawn_thread_args args = {};
	args.regs = task->regs;
	args.fn = fn;
	args.stack = task->stack;
	args.stack_size = task->stack_size;
	expect(kspawn_copy_thread(&task->thread, &args) == 0, "copy_thread");
	store32(&task->state, KSPAWN_TASK_LIVE, __ATOMIC_RELEASE, HERE);
	kspawn_task_publish(task);
	return index_of(task);
}

void free_zeroed(int n)
{
	expect(hp[n].asleep, "it sleeps");
	kspawn_pid_free(pids, slot(n)->task.pid);
	hp[n].st = hproc::freed;
	hp[n].stack_freed = true;
}

} // namespace kernel
