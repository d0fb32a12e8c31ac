/* signal.c: the hooks of signals, which the library has */
#include <asm/resource.h>

#include <kspawn/kthread.h>
#include <kspawn/wait.h>

#include "kernel.h"

enum { QUEUED = 1024 };

static struct kspawn_sigpool pool;
static struct kspawn_sigqueue queue[QUEUED];

void signals_start(void) { kspawn_sigpool_init(&pool, queue, QUEUED, QUEUED_BY_ONE); }

void signal_limit(struct process *leader, uint64_t most)
{
	leader->signals.group.fewer = most < QUEUED_BY_ONE ? QUEUED_BY_ONE - (uint32_t)most : 0;
}

struct kspawn_sigpool *kspawn_signal_pool(void) { return &pool; }

struct kspawn_task *kspawn_task_find(int pid) { return kspawn_pid_find(&pids, pid); }

int kspawn_group_hold(int id) { return kspawn_pid_hold(&pids, id); }

void kspawn_group_release(int id) { kspawn_pid_release(&pids, id); }

bool kspawn_child_event(struct kspawn_task *parent, struct kspawn_task *child) { return kspawn_signal_child(parent, child); }

int kspawn_child_status(struct kspawn_task *child, unsigned options) { return kspawn_signal_child_status(child, options); }

void kspawn_clear_sighand(struct kspawn_task *child) { kspawn_signal_reset(child); }

uintptr_t kspawn_sigreturn_page(void) { return SIGNAL_PAGE; }

/* A core is a line of the log, which says where a program has failed. A fault is always there. */
bool kspawn_core_dump(const struct kspawn_siginfo *info)
{
	struct kspawn_task *task = kspawn_current();
	const bool wanted = limit_of(task, RLIMIT_CORE) != 0;

	if (wanted || info->code > 0)
		log_line("kernel: pid %d ends by signal %d at %lx", task->pid, info->signo,
			 (unsigned long)kspawn_pt_regs_ip(task->regs));
	return wanted;
}

void kspawn_parent_died(struct kspawn_task *task)
{
	const int sig = __atomic_load_n(&process_of(task)->death_signal, __ATOMIC_RELAXED);

	if (sig)
		(void)kspawn_signal_process(task, sig, NULL);
}

/* A kernel thread gets its first actions, and a process that shares them its own. */
int signal_unshare(struct kspawn_task *task)
{
	struct kspawn_sighand *own;

	if (!kspawn_signal_shared(task))
		return 0;
	own = heap_alloc(sizeof(*own));
	if (!own)
		return -ENOMEM;
	heap_free(kspawn_signal_unshare(task, own));
	return 0;
}

int signal_fork(struct kspawn_task *child, struct kspawn_task *parent, bool share)
{
	struct kspawn_sighand *own = share ? NULL : heap_alloc(sizeof(*own));

	if (!share && !own)
		return -ENOMEM;
	kspawn_signal_fork(child, parent, own);
	return 0;
}

bool call_must_end(void)
{
	struct process *p = current();

	return is_killed(p) || kspawn_signal_ends();
}

bool call_interrupted(void)
{
	struct process *p = current();

	return is_killed(p) || kspawn_signal_pending(&p->task);
}
