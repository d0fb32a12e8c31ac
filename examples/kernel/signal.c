/* signal.c: signals as far as a shell needs them, with handlers on the user's stack */
#include <kspawn/fork.h>
#include <kspawn/kthread.h>
#include <kspawn/wait.h>

#include "kernel.h"

#define DEFAULT ((uintptr_t)SIG_DFL)
#define IGNORE ((uintptr_t)SIG_IGN)

static struct spinlock lock; /* of all tables of handlers, and of which process has which */

enum { STACK_BELOW = 128 }; /* bytes below sp that may be a program's (System V ABI, AMD64, 3.2.2) */

/* What a handler returns over, on the user's stack. */
struct signal_frame {
	uintptr_t restorer; /* where x86-64's handlers find their return address */
	uint64_t blocked;
	struct kspawn_pt_regs regs;
	unsigned char user_state[KSPAWN_USER_STATE_SIZE] __attribute__((aligned(KSPAWN_USER_STATE_ALIGN)));
	int info[32]; /* siginfo_t: the number alone */
};

/* Of a set: the compiler's library, which is not here, shifts 64 bits by a number on some machines of 32. */
static uint64_t bit(int sig)
{
	const uint32_t in_word = 1u << (sig - 1) % 32;

	return sig > 32 ? (uint64_t)in_word << 32 : in_word;
}

static bool ignored_by_default(int sig)
{
	return sig == SIGCHLD || sig == SIGCONT || sig == SIGURG || sig == SIGWINCH || sig == SIGTSTP || sig == SIGTTIN ||
	       sig == SIGTTOU || sig == SIGSTOP; /* nothing stops here */
}

static struct action *action_of(struct process *p, int sig) { return &p->sighand->action[sig - 1]; }

static bool is_ignored(const struct action *action, int sig)
{
	return action->handler == IGNORE || (action->handler == DEFAULT && ignored_by_default(sig));
}

static bool ignored(struct process *p, int sig) { return is_ignored(action_of(p, sig), sig); }

void signal_action(struct process *p, int sig, const struct action *new, struct action *old)
{
	const uintptr_t interrupts = spin_lock(&lock);

	if (old)
		*old = *action_of(p, sig);
	if (new)
		*action_of(p, sig) = *new;
	spin_unlock(&lock, interrupts);
}

/* ---- sending ---- */

static void pend(struct process *p, int sig)
{
	__atomic_fetch_or(&p->signals.pending[(sig - 1) / 32], 1u << (sig - 1) % 32, __ATOMIC_RELEASE);
}

uint64_t signal_pending(const struct process *p)
{
	const uint32_t low = __atomic_load_n(&p->signals.pending[0], __ATOMIC_ACQUIRE);

	return low | (uint64_t)__atomic_load_n(&p->signals.pending[1], __ATOMIC_ACQUIRE) << 32;
}

/* A kernel thread, or a process that is ending, has no table. */
static bool heeds(struct process *p, int sig)
{
	const uintptr_t interrupts = spin_lock(&lock);
	const bool yes = p->sighand && (!ignored(p, sig) || (p->signals.blocked & bit(sig)));

	spin_unlock(&lock, interrupts);
	return yes;
}

void signal_send_locked(struct kspawn_task *task, int sig)
{
	struct kspawn_task *thread = task;

	do {
		struct process *p = process_of(thread);
		if (heeds(p, sig)) {
			pend(p, sig);
			wake_for_signal(p);
			return;
		}
		thread = thread->thread_next;
	} while (thread && thread != task);
}

int signal_send(struct kspawn_task *task, int sig)
{
	uintptr_t interrupts;

	if (sig < 1 || sig > SIGNALS)
		return -EINVAL;
	if (sig == SIGKILL)
		return kspawn_kill(task, sig);
	interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	signal_send_locked(task, sig);
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	return 0;
}

/* Init gets no signal of a program that it has no handler for; the caller has the tree's lock. (Linux, SIGNAL_UNKILLABLE) */
static bool spares(struct kspawn_task *task, int sig)
{
	const uintptr_t interrupts = spin_lock(&lock);
	struct kspawn_task *thread = task;
	bool spared = task->tgid == 1;

	while (spared && thread) {
		const struct process *p = process_of(thread);
		spared = !p->sighand || p->sighand->action[sig - 1].handler == DEFAULT;
		thread = thread->thread_next == task ? NULL : thread->thread_next;
	}
	spin_unlock(&lock, interrupts);
	return spared;
}

int signal_send_by_program(struct kspawn_task *task, int sig)
{
	uintptr_t interrupts;
	bool spared;

	if (sig < 1 || sig > SIGNALS)
		return -EINVAL;
	interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	spared = spares(task, sig);
	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	return spared ? 0 : signal_send(task, sig);
}

/* Threads share their table; one that is exiting has none. */
static bool keeps_children(struct kspawn_task *parent)
{
	const uintptr_t interrupts = spin_lock(&lock);
	struct kspawn_task *thread = parent;
	bool kept = true;

	do {
		struct process *p = process_of(thread);
		const struct action *action = p->sighand ? action_of(p, SIGCHLD) : NULL;
		kept = kept && !(action && (action->handler == IGNORE || (action->flags & SA_NOCLDWAIT)));
		thread = thread->thread_next;
	} while (thread && thread != parent);
	spin_unlock(&lock, interrupts);
	return kept;
}

bool signal_child(struct kspawn_task *parent, int sig)
{
	const bool kept = sig != SIGCHLD || keeps_children(parent);

	if (sig < 1 || sig > SIGNALS || spares(parent, sig))
		return kept;
	if (sig == SIGKILL)
		kspawn_kill_locked(parent, sig);
	else
		signal_send_locked(parent, sig);
	return kept;
}

static bool leads_group(const struct kspawn_task *task, int pgid)
{
	const uintptr_t interrupts = kspawn_lock(KSPAWN_LOCK_TREE);
	const bool yes = task == task->leader && task->pgid == pgid && task->live > 0;

	kspawn_unlock(KSPAWN_LOCK_TREE, interrupts);
	return yes;
}

int signal_send_group(int pgid, int sig, signal_sender *send)
{
	int err = -ESRCH;

	for (int pid = 1; pid < TASKS_MAX; pid++) {
		struct kspawn_task *task = kspawn_pid_find(&pids, pid);
		if (!task)
			continue;
		if (leads_group(task, pgid))
			err = sig ? send(task, sig) : 0;
		kspawn_task_put(task);
	}
	return err;
}

void signal_fault(int sig)
{
	struct process *p = current();

	if (ignored(p, sig) || (p->signals.blocked & bit(sig)) || action_of(p, sig)->handler == DEFAULT) {
		log_line("kernel: pid %d ends by signal %d at %lx", p->task.pid, sig,
			 (unsigned long)kspawn_pt_regs_ip(p->task.regs));
		kspawn_exit_group(sig);
	}
	pend(p, sig);
}

bool signal_waiting(const struct process *p) { return signal_pending(p) & ~p->signals.blocked; }

/* Returns true if a signal of the set `waiting` has no handler and is not ignored. */
static bool any_ends(struct process *p, uint64_t waiting)
{
	const uintptr_t interrupts = spin_lock(&lock);
	bool ends = false;

	for (int sig = 1; sig <= SIGNALS && p->sighand && !ends; sig++)
		ends = (waiting & bit(sig)) && action_of(p, sig)->handler == DEFAULT && !ignored(p, sig);
	spin_unlock(&lock, interrupts);
	return ends;
}

bool call_must_end(void)
{
	struct process *p = current();
	const uint64_t waiting = signal_pending(p) & ~p->signals.blocked;

	return is_killed(p) || (waiting && any_ends(p, waiting));
}

bool call_interrupted(void)
{
	const struct process *p = current();

	return is_killed(p) || signal_waiting(p);
}

/* ---- delivery ---- */

static int take(struct process *p)
{
	for (int sig = 1; sig <= SIGNALS; sig++) {
		if (signal_pending(p) & ~p->signals.blocked & bit(sig)) {
			__atomic_fetch_and(&p->signals.pending[(sig - 1) / 32], ~(1u << (sig - 1) % 32), __ATOMIC_ACQ_REL);
			return sig;
		}
	}
	return 0;
}

/* The registers of a handler: handler(sig, info, NULL), which returns to the restorer. */
static int enter_handler(struct process *p, struct kspawn_pt_regs *regs, const struct action *action, int sig)
{
	static const size_t size = sizeof(struct signal_frame);
	struct signal_frame *frame = heap_alloc(size);
	const uintptr_t top = (kspawn_pt_regs_sp(regs) - STACK_BELOW - size) & ~63ul;
	const uintptr_t at = machine_signal_sp(top);
	int err;

	if (!frame)
		return -ENOMEM;
	frame->restorer = action->restorer ? action->restorer : SIGNAL_PAGE;
	frame->blocked = p->signals.suspended ? p->signals.blocked_before : p->signals.blocked;
	frame->regs = *regs;
	kspawn_user_save(frame->user_state);
	frame->info[0] = sig;
	err = user_write(at, frame, size);
	if (!err)
		machine_enter_handler(regs, action->handler, at, frame->restorer, sig, at + offsetof(struct signal_frame, info));
	heap_free(frame);
	return err;
}

/* The action for a signal that was taken; of the threads that share the table, one gets a SA_RESETHAND handler. */
static void claim_action(struct process *p, int sig, struct action *action)
{
	const uintptr_t interrupts = spin_lock(&lock);

	*action = *action_of(p, sig);
	if ((action->flags & SA_RESETHAND) && action->handler != IGNORE)
		action_of(p, sig)->handler = DEFAULT;
	spin_unlock(&lock, interrupts);
}

/* ---- a system call that a signal has ended ---- */

void signal_interrupted(struct kspawn_pt_regs *regs, uintptr_t arg0, uintptr_t arg3)
{
	struct signal_state *signals = &current()->signals;

	signals->interrupted = true;
	signals->arg0 = arg0;
	signals->arg3 = arg3;
	kspawn_pt_regs_set_ret(regs, -EINTR);
}

/* Only the first handler decides: the next ones interrupt that handler, not the call. */
static void settle_call(struct process *p, struct kspawn_pt_regs *regs, bool restarts)
{
	if (p->signals.interrupted && restarts)
		machine_restart_call(regs, p->signals.arg0, p->signals.arg3);
	p->signals.interrupted = false;
}

static void deliver(struct process *p, struct kspawn_pt_regs *regs, int sig)
{
	struct action action;

	claim_action(p, sig, &action);
	if (is_ignored(&action, sig))
		return;
	if (action.handler == DEFAULT)
		kspawn_exit_group(sig);
	settle_call(p, regs, action.flags & SA_RESTART);
	if (enter_handler(p, regs, &action, sig))
		kspawn_exit_group(SIGSEGV);
	p->signals.suspended = false;
	p->signals.blocked |= action.mask;
	if (!(action.flags & SA_NODEFER))
		p->signals.blocked |= bit(sig);
}

void signal_deliver(struct kspawn_pt_regs *regs)
{
	struct process *p = current();
	int sig;

	while ((sig = take(p)))
		deliver(p, regs, sig);
	settle_call(p, regs, true);
	if (p->signals.suspended) {
		p->signals.suspended = false;
		p->signals.blocked = p->signals.blocked_before;
	}
}

/* The frame on the user's stack is untrusted: registers that may not enter user mode end the program. */
void sys_rt_sigreturn(struct kspawn_pt_regs *regs)
{
	struct process *p = current();
	struct signal_frame *frame = heap_alloc(sizeof(*frame));
	const uintptr_t at = machine_signal_frame(regs);

	if (!frame || user_read(frame, at, sizeof(*frame)) || !kspawn_pt_regs_valid(&frame->regs)) {
		heap_free(frame);
		kspawn_exit_group(SIGSEGV);
	}
	*regs = frame->regs;
	p->signals.blocked = frame->blocked & ~(bit(SIGKILL) | bit(SIGSTOP));
	machine_check_user_state(frame->user_state);
	kspawn_user_load(frame->user_state);
	heap_free(frame);
}

/* ---- the table of handlers ---- */

struct sighand *signal_fork(struct sighand *hand)
{
	struct sighand *copy = heap_alloc(sizeof(*copy));

	uintptr_t interrupts;

	if (!copy)
		return NULL;
	if (hand) {
		interrupts = spin_lock(&lock); /* threads that share `hand` may change it */
		memcpy(copy->action, hand->action, sizeof(copy->action));
		spin_unlock(&lock, interrupts);
	}
	copy->refs = 1;
	return copy;
}

/* The one that it had. */
static struct sighand *set_table(struct process *p, struct sighand *table)
{
	const uintptr_t interrupts = spin_lock(&lock);
	struct sighand *old = p->sighand;

	p->sighand = table;
	spin_unlock(&lock, interrupts);
	return old;
}

static void put_table(struct sighand *table)
{
	if (table && __atomic_sub_fetch(&table->refs, 1, __ATOMIC_ACQ_REL) == 0)
		heap_free(table);
}

void signal_release(struct process *p) { put_table(set_table(p, NULL)); }

int signal_unshare(struct process *p)
{
	struct sighand *own;

	if (p->sighand && __atomic_load_n(&p->sighand->refs, __ATOMIC_ACQUIRE) == 1)
		return 0;
	own = signal_fork(p->sighand);
	if (!own)
		return -ENOMEM;
	put_table(set_table(p, own));
	return 0;
}

/* Handlers go, what is ignored stays so. */
void signal_exec(struct process *p)
{
	const uintptr_t interrupts = spin_lock(&lock);

	for (int i = 0; i < SIGNALS; i++) {
		if (p->sighand->action[i].handler != IGNORE)
			p->sighand->action[i].handler = DEFAULT;
	}
	spin_unlock(&lock, interrupts);
}
