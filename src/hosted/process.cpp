/* src/hosted/process.cpp: processes come and go */
#include "process.hpp"

#include <mutex>

#include <kspawn/errno.h>
#include <kspawn/pid.h>

#include "inject.hpp"
#include "machine.hpp"
#include "mm.hpp"
#include "scheduler.hpp"
#include "spinlock.hpp"
#include "stacks.hpp"

namespace kspawn::hosted {

std::atomic<size_t> shared_res::count;
process *process::all;
size_t process::count;

void process::fresh_user_state()
{
	kspawn_user_init(user_state.bytes);
	interrupted = false;
}

void process::put(kspawn_res what)
{
	if (what == KSPAWN_RES_MM) {
		mm_put(mm);
		mm = nullptr;
		return;
	}
	shared_res *&res = shared[what - 1];
	if (res && --res->refs == 0)
		delete res;
	res = nullptr;
}

void process::put_all()
{
	for (int what = 0; what < KSPAWN_RES_COUNT; what++)
		put(kspawn_res(what));
}

int process::unshare()
{
	if (inject::fails())
		return -KSPAWN_ENOMEM;
	for (int what = KSPAWN_RES_FILES; what < KSPAWN_RES_COUNT; what++) {
		shared_res *&res = shared[what - 1];
		if (res && (what == KSPAWN_RES_FS || res->refs == 1))
			continue;
		auto *own = new shared_res(res ? res->value : 0);
		put(kspawn_res(what));
		res = own;
	}
	return 0;
}

namespace {

spinlock list_lock;

void enlist(process *p)
{
	std::lock_guard lock(list_lock);
	p->next = process::all;
	p->prev = &process::all;
	if (p->next)
		p->next->prev = &p->next;
	process::all = p;
	process::count++;
}

void delist(process *p)
{
	std::lock_guard lock(list_lock);
	*p->prev = p->next;
	if (p->next)
		p->next->prev = p->prev;
	process::count--;
}

/// The kernel stack, with the user registers at its top.
void give_stack(process *p, unsigned char *block)
{
	p->kernel_block = block;
	*reinterpret_cast<kspawn_task **>(block) = &p->task;
	unsigned char *top = block + stack_block;
	p->task.regs = reinterpret_cast<kspawn_pt_regs *>(top - sizeof(kspawn_pt_regs));
	p->task.stack = block + stack_bottom;
	p->task.stack_size = stack_block - stack_bottom - sizeof(kspawn_pt_regs);
}

/// The group's number stays in use as long as a member holds it.
void join_group(process *p, const kspawn_task *parent)
{
	const uintptr_t flags = kspawn_lock(KSPAWN_LOCK_TREE);
	if (parent->pgid && kspawn_pid_hold(&the_machine().pids, parent->pgid) == 0)
		p->task.pgid = parent->pgid;
	kspawn_unlock(KSPAWN_LOCK_TREE, flags);
}

} // namespace
} // namespace kspawn::hosted

using namespace kspawn::hosted;

int kspawn_task_alloc(kspawn_task **out)
{
	may_sleep();
	if (inject::fails())
		return -KSPAWN_ENOMEM;
	unsigned char *block = stacks::alloc();
	if (!block)
		return -KSPAWN_ENOMEM;
	auto *p = new process;
	const int pid = inject::fails() ? -KSPAWN_EAGAIN : kspawn_pid_alloc(&the_machine().pids, &p->task);
	if (pid < 0) {
		delete p;
		stacks::free(block);
		return pid;
	}
	p->task.pid = pid;
	join_group(p, kspawn_current()->leader);
	give_stack(p, block);
	enlist(p);
	*out = &p->task;
	return 0;
}

void kspawn_stack_free(kspawn_task *task)
{
	process &p = process::of(task);
	stacks::free(p.kernel_block);
	p.kernel_block = nullptr;
}

void kspawn_task_free(kspawn_task *task)
{
	process *p = &process::of(task);
	if (p->kernel_block)
		stacks::free(p->kernel_block);
	kspawn_pid_free(&the_machine().pids, task->pid);
	if (task->pgid)
		kspawn_pid_release(&the_machine().pids, task->pgid);
	delist(p);
	delete p;
}

void kspawn_pid_exchanged(kspawn_task *task, kspawn_task *leader)
{
	kspawn_pid_assign(&the_machine().pids, task->pid, task);
	kspawn_pid_assign(&the_machine().pids, leader->pid, leader);
	trace_renamed(leader->pid, task->pid);
}
