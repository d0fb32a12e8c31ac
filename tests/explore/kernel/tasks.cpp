/* tests/explore/kernel/tasks.cpp: tasks, in slots that are never used again in one execution */
#include "internal.hpp"
#include <cstring>

using namespace explore;

namespace kernel {

hproc hp[slots_max];
int slots_used;
object alloc_object;

/// What the task that was freed last left in its structure.
static kspawn_task left_behind;

object fresh(const char *name)
{
	object o = {};
	o.name = name;
	return o;
}

proc *slot(int n) { return reinterpret_cast<proc *>(arena + n * slot_size); }

int index_of(const kspawn_task *task) { return int((reinterpret_cast<const unsigned char *>(task) - arena) / slot_size); }

hproc &current_host() { return host_of(vps[cur].current); }

void tasks_reset()
{
	memset(arena, 0xd5, size_t(slots_used ? slots_used : slots_max) * slot_size);
	for (hproc &h : hp)
		h = {};
	slots_used = opt.vps;
	left_behind = {};
	alloc_object = fresh("the allocator");
}

namespace {

/// What must hold when a task is freed, aborted or by its last reference.
void check_free(const kspawn_task *task, const hproc &h, uintptr_t pc)
{
	const bool aborted = task->state == KSPAWN_TASK_NEW;
	if (!aborted && task->refs != 0)
		fail("a task is freed that is still held", pc);
	if (!aborted && (task->state != KSPAWN_TASK_ZOMBIE || !h.stack_freed))
		fail("a task is freed that has not ended", pc);
	if (h.stack_vp >= 0)
		fail("a task is freed on whose stack a processor runs", pc);
	if (aborted != (task->stack != nullptr))
		fail("task_free: stack and state do not agree", pc);
	if (task->children || task->zombies || task->sibling || task->sibling_prev || task->on_cpu)
		fail("a task is freed with something that kspawn_task_recycle leaves as it is", pc);
	if (h.queued || h.asleep)
		fail("a task is freed that is queued or sleeps", pc);
	for (const counted *c : h.res)
		if (c)
			fail("a task is freed that still has resources", pc);
}

} // namespace

} // namespace kernel

using namespace kernel;

kspawn_task *kspawn_current() { return vps[cur].current; }

int kspawn_task_alloc(kspawn_task **out)
{
	may_sleep("task_alloc");
	event(alloc_object, op_alloc, true);
	if (slots_used == slots_max)
		fail("too many tasks in one execution");
	const int n = slots_used++;
	proc *p = slot(n);
	hproc &h = hp[n];
	h = {};
	h.st = hproc::used;
	h.stack_vp = -1;
	h.lock = fresh("a process");
	allocated(p, HERE);
	memset(static_cast<void *>(p), 0, sizeof(*p));
	p->task = left_behind;
	kspawn_task_recycle(&p->task);
	p->task.regs = &p->regs;
	p->task.stack = stack_of(n);
	p->task.stack_size = stack_size - 64;
	const int pid = kspawn_pid_alloc(pids, &p->task);
	if (pid < 0) {
		h.st = hproc::freed;
		h.stack_freed = true;
		return pid;
	}
	p->task.pid = pid;
	h.pid = pid;
	if (playing->groups)
		kspawn_group_join(&p->task, kspawn_current());
	*out = &p->task;
	return 0;
}

extern "C" bool kspawn_refs_drop(kspawn_task *task);

bool kspawn_task_drop(kspawn_task *task) { return playing->pid_put ? kspawn_pid_put(pids, task) : kspawn_refs_drop(task); }

void kspawn_task_free(kspawn_task *task)
{
	const uintptr_t pc = HERE;
	no_core_lock("task_free");
	hproc &h = host_of(task);
	if (h.st != hproc::used)
		fail("a task is freed twice", pc);
	access(&proc_of(task)->task, sizeof(kspawn_task), false, pc);
	check_free(task, h, pc);
	if (playing->groups)
		kspawn_group_leave(task);
	if (!playing->pid_put)
		kspawn_pid_free(pids, task->pid);
	access(&proc_of(task)->task, sizeof(kspawn_task), true, pc);
	access(&proc_of(task)->regs, sizeof(kspawn_pt_regs), true, pc);
	access(&proc_of(task)->stack_cell, 4, true, pc);
	h.st = hproc::freed;
	h.stack_freed = true;
	left_behind = *task;
	event(alloc_object, op_free, true);
}

void kspawn_task_publish(kspawn_task *task)
{
	no_core_lock("task_publish");
	hproc &h = host_of(task);
	if (h.published)
		fail("a task is published twice", HERE);
	if (task->state != KSPAWN_TASK_LIVE)
		fail("a task is published that is not LIVE", HERE);
	point(op_publish, task, HERE);
	h.published = true;
	publish(index_of(task), op_publish);
}

void kspawn_panic(const char *why) { fail(std::string("panic: ") + why, HERE); }
