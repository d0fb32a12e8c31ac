/* src/hosted/process.cpp: processes come and go */
#include "process.hpp"

#include <mutex>

#include <kspawn/errno.h>
#include <kspawn/pid.h>
#include <kspawn/signal.h>

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

namespace {

void drop(shared_res *&res)
{
	if (res && --res->refs == 0)
		delete res;
	res = nullptr;
}

} // namespace

void process::put(kspawn_res what)
{
	if (what == KSPAWN_RES_MM) {
		mm_put(mm);
		mm = nullptr;
		return;
	}
	if (what == KSPAWN_RES_SIGHAND)
		kspawn_signal_exit(&task);
	drop(shared[what - 1]);
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
		if (what == KSPAWN_RES_SIGHAND)
			kspawn_signal_unshare(&task, &own->hand);
		drop(res);
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
	kspawn_group_join(&p->task, kspawn_current());
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
	kspawn_group_leave(task);
	delist(p);
	delete p;
}

void kspawn_pid_exchanged(kspawn_task *task, kspawn_task *leader)
{
	kspawn_pid_assign(&the_machine().pids, task->pid, task);
	kspawn_pid_assign(&the_machine().pids, leader->pid, leader);
	kspawn_signal_exchanged(task, leader);
	trace_renamed(leader->pid, task->pid);
}
