/* src/generic/fork.cpp: fork, vfork and clone */
#include <kspawn/pt_regs.h>
#include <kspawn/atomic.h>
#include <kspawn/errno.h>
#include <kspawn/fork.h>

#include "creation.hpp"
#include "family.hpp"
#include "freestanding.hpp"
#include "group.hpp"

namespace {

constexpr uint64_t known_clone_flags =
	KSPAWN_CLONE_VM | KSPAWN_CLONE_FS | KSPAWN_CLONE_FILES | KSPAWN_CLONE_SIGHAND | KSPAWN_CLONE_PTRACE | KSPAWN_CLONE_VFORK |
	KSPAWN_CLONE_PARENT | KSPAWN_CLONE_THREAD | KSPAWN_CLONE_SYSVSEM | KSPAWN_CLONE_SETTLS | KSPAWN_CLONE_PARENT_SETTID |
	KSPAWN_CLONE_CHILD_CLEARTID | KSPAWN_CLONE_DETACHED | KSPAWN_CLONE_UNTRACED | KSPAWN_CLONE_CHILD_SETTID |
	KSPAWN_CLONE_IO | KSPAWN_CLONE_CLEAR_SIGHAND | KSPAWN_CLONE_PIDFD;

constexpr uint64_t share_flag[KSPAWN_RES_COUNT] = { KSPAWN_CLONE_VM, KSPAWN_CLONE_FILES, KSPAWN_CLONE_FS, KSPAWN_CLONE_SIGHAND };

/// A call of the first clone has one place for both numbers.
bool valid_pidfd(const kspawn_clone_args &args)
{
	if (args.flags & (KSPAWN_CLONE_DETACHED | KSPAWN_CLONE_THREAD))
		return false;
	return !(args.flags & KSPAWN_CLONE_PARENT_SETTID) || args.pidfd != args.parent_tid;
}

bool valid(const kspawn_clone_args &args)
{
	const uint64_t flags = args.flags;
	if (flags & ~known_clone_flags)
		return false;
	if ((flags & KSPAWN_CLONE_THREAD) && !(flags & KSPAWN_CLONE_SIGHAND))
		return false;
	if ((flags & KSPAWN_CLONE_SIGHAND) && !(flags & KSPAWN_CLONE_VM))
		return false;
	if ((flags & KSPAWN_CLONE_SIGHAND) && (flags & KSPAWN_CLONE_CLEAR_SIGHAND))
		return false;
	if ((flags & KSPAWN_CLONE_PIDFD) && !valid_pidfd(args))
		return false;
	return args.exit_signal >= 0 && args.exit_signal <= KSPAWN_SIGNAL_MAX;
}

void put_resources(kspawn_task *child, int count)
{
	while (count > 0)
		kspawn_res_put(child, kspawn_res(--count));
}

/// All of them or none.
int get_resources(kspawn_task *child, kspawn_task *parent, uint64_t flags)
{
	for (int what = 0; what < KSPAWN_RES_COUNT; what++) {
		const int err = kspawn_res_get(child, parent, kspawn_res(what), flags & share_flag[what]);
		if (err) {
			put_resources(child, what);
			return err;
		}
	}
	if (flags & KSPAWN_CLONE_CLEAR_SIGHAND)
		kspawn_clear_sighand(child);
	return 0;
}

int copy_registers(kspawn_task *child, const kspawn_clone_args &args)
{
	kspawn_pt_regs *from = kspawn_current_pt_regs();
	*child->regs = *from;
	kspawn_pt_regs_fork(child->regs, from, args.stack, args.flags & KSPAWN_CLONE_SETTLS, args.tls);

	kspawn_thread_args thread = {};
	thread.parent_regs = from;
	thread.regs = child->regs;
	thread.stack = child->stack;
	thread.stack_size = child->stack_size;
	return kspawn_copy_thread(&child->thread, &thread);
}

/// Linux ignores an address that cannot be written, so the child exists by now.
void write_tids(kspawn_task *child, kspawn_task *parent, const kspawn_clone_args &args)
{
	const int32_t pid = child->pid;
	if (args.flags & KSPAWN_CLONE_PARENT_SETTID)
		(void)kspawn_copy_to_user(parent, args.parent_tid, &pid, sizeof(pid));
	if (args.flags & KSPAWN_CLONE_CHILD_SETTID)
		(void)kspawn_copy_to_user(child, args.child_tid, &pid, sizeof(pid));
	if (args.flags & KSPAWN_CLONE_CHILD_CLEARTID)
		child->clear_tid = args.child_tid;
}

/// Returns false for init: the parent of its siblings would never wait for them.
bool may_have_siblings(const kspawn_task *leader) { return leader->parent && !has_flag(leader->parent, KSPAWN_TF_IDLE); }

void join_process(kspawn_task *child, kspawn_task *leader)
{
	child->flags = KSPAWN_TF_AUTOREAP;
	child->tgid = leader->tgid;
	group_join(leader, child);
}

/// A task that is being killed has no more children, so that no thread escapes
/// the end of its group.
int join_family(kspawn_task *child, kspawn_task *parent, const kspawn_clone_args &args)
{
	const bool sibling = args.flags & KSPAWN_CLONE_PARENT;
	tree_lock lock;
	kspawn_task *leader = parent->leader;
	if (has_flag(parent, KSPAWN_TF_KILLED))
		return -KSPAWN_EINTR;
	if (sibling && !may_have_siblings(leader))
		return -KSPAWN_EINVAL;
	if (args.flags & KSPAWN_CLONE_THREAD) {
		join_process(child, leader);
		return 0;
	}
	child->exit_signal = sibling ? leader->exit_signal : args.exit_signal;
	child->parent_tid = sibling ? leader->parent_tid : parent->pid;
	if (!sibling)
		set_flag(parent, KSPAWN_TF_PARENT);
	group_found(child);
	family_add_child(sibling ? leader->parent : leader, child);
	return 0;
}

int join_with_pidfd(kspawn_task *child, kspawn_task *parent, const kspawn_clone_args &args)
{
	const int32_t fd = kspawn_pidfd_open(child);
	if (fd < 0)
		return fd;
	int err = kspawn_copy_to_user(parent, args.pidfd, &fd, sizeof(fd));
	if (!err)
		err = join_family(child, parent, args);
	kspawn_pidfd_opened(fd, child, !err);
	return err;
}

int fill(kspawn_task *child, kspawn_task *parent, const kspawn_clone_args &args)
{
	int err = get_resources(child, parent, args.flags);
	if (err)
		return err;
	err = copy_registers(child, args);
	if (!err)
		err = args.flags & KSPAWN_CLONE_PIDFD ? join_with_pidfd(child, parent, args) : join_family(child, parent, args);
	if (err)
		put_resources(child, KSPAWN_RES_COUNT);
	else
		write_tids(child, parent, args);
	return err;
}

/// The parent holds the child, so that the word it sleeps on outlives them both.
int publish_vfork(kspawn_task *child)
{
	child->vfork_word = 1;
	kspawn_task_get(child);
	const int pid = kspawn_creation_publish(child);
	while (kspawn_atomic_load(&child->vfork_word, __ATOMIC_ACQUIRE))
		if (kspawn_wait_word(&child->vfork_word, 1, KSPAWN_KILLABLE) != 0)
			break;
	kspawn_task_put(child);
	return pid;
}

} // namespace

int kspawn_clone(const kspawn_clone_args *args)
{
	if (!valid(*args))
		return -KSPAWN_EINVAL;
	if ((args->flags & KSPAWN_CLONE_SETTLS) && !kspawn_tls_valid(args->tls))
		return -KSPAWN_EPERM;
	kspawn_task *child;
	int err = kspawn_creation_begin(&child);
	if (err)
		return err;
	err = fill(child, kspawn_current(), *args);
	if (err) {
		kspawn_creation_abort(child);
		return err;
	}
	return args->flags & KSPAWN_CLONE_VFORK ? publish_vfork(child) : kspawn_creation_publish(child);
}

int kspawn_fork()
{
	kspawn_clone_args args = {};
	args.exit_signal = KSPAWN_SIGCHLD;
	return kspawn_clone(&args);
}

int kspawn_vfork()
{
	kspawn_clone_args args = {};
	args.flags = KSPAWN_CLONE_VM | KSPAWN_CLONE_VFORK;
	args.exit_signal = KSPAWN_SIGCHLD;
	return kspawn_clone(&args);
}
