/* tests/explore/kernel/task_end.cpp: the end of a task */
#include <kspawn/futex.h>

#include "internal.hpp"

using namespace explore;

using namespace kernel;

void kspawn_task_exiting(kspawn_task *task)
{
	may_sleep("task_exiting");
	if (task != kspawn_current())
		fail("task_exiting of another", HERE);
	kspawn_futex_exit(task);
	kspawn_exit_resources(task);
	if (!playing->below4)
		kspawn_reparent_children(task);
}

void kspawn_process_dead(kspawn_task *leader)
{
	no_core_lock("process_dead");
	hproc &h = host_of(leader);
	if (h.st != hproc::used)
		fail("process_dead of a freed task", HERE);
	if (h.is_dead)
		fail("process_dead twice", HERE);
	h.is_dead = true;
	if (playing->below4)
		kspawn_task_put(leader);
	else
		kspawn_notify_parent(leader);
}

void kspawn_final_switch()
{
	no_core_lock("final_switch");
	vps[cur].irq_off = true;
	kspawn_task_finish(kspawn_current());
	schedule();
	fail("an exited task resumed");
}

void kspawn_stack_free(kspawn_task *task)
{
	const uintptr_t pc = HERE;
	no_core_lock("stack_free");
	hproc &h = host_of(task);
	if (h.st != hproc::used)
		fail("stack_free of a freed task", pc);
	if (h.stack_freed)
		fail("a stack is freed twice", pc);
	if (h.stack_vp >= 0)
		fail("a stack is freed on which a processor runs", pc);
	if (task->on_cpu)
		fail("a stack is freed while on_cpu is set", pc);
	access(&proc_of(task)->stack_cell, 4, true, pc);
	h.stack_freed = true;
}
