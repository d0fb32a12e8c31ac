/* src/generic/fork.cpp: fork, vfork and clone */
#include <kspawn/arch/ptrace.h>
#include <kspawn/errno.h>
#include <kspawn/fork.h>

#include "birth.hpp"
#include "family.hpp"
#include "freestanding.hpp"
#include "group.hpp"

namespace {

constexpr unsigned long known_flags = KSPAWN_CLONE_VM | KSPAWN_CLONE_FS | KSPAWN_CLONE_FILES | KSPAWN_CLONE_SIGHAND |
				      KSPAWN_CLONE_VFORK | KSPAWN_CLONE_THREAD | KSPAWN_CLONE_SYSVSEM |
				      KSPAWN_CLONE_SETTLS | KSPAWN_CLONE_PARENT_SETTID | KSPAWN_CLONE_CHILD_CLEARTID |
				      KSPAWN_CLONE_DETACHED | KSPAWN_CLONE_CHILD_SETTID;
constexpr int signal_max = 64;

constexpr unsigned long share_flag[KSPAWN_RES_COUNT] = { KSPAWN_CLONE_VM, KSPAWN_CLONE_FILES, KSPAWN_CLONE_FS,
							 KSPAWN_CLONE_SIGHAND };

bool valid(const kspawn_clone_args &args)
{
	const unsigned long flags = args.flags;
	if (flags & ~known_flags)
		return false;
	if ((flags & KSPAWN_CLONE_THREAD) && !(flags & KSPAWN_CLONE_SIGHAND))
		return false;
	if ((flags & KSPAWN_CLONE_SIGHAND) && !(flags & KSPAWN_CLONE_VM))
		return false;
	return args.exit_signal >= 0 && args.exit_signal <= signal_max;
}

void put_resources(kspawn_task *child, int count)
{
	while (count > 0)
		kspawn_res_put(child, kspawn_res(--count));
}

/// All of them or none.
int get_resources(kspawn_task *child, kspawn_task *parent, unsigned long flags)
{
	for (int what = 0; what < KSPAWN_RES_COUNT; what++) {
		const int err = kspawn_res_get(child, parent, kspawn_res(what), flags & share_flag[what]);
		if (err) {
			put_resources(child, what);
			return err;
		}
	}
	return 0;
}

int copy_registers(kspawn_task *child, const kspawn_clone_args &args)
{
	kspawn_pt_regs *from = kspawn_current_pt_regs();
	*child->regs = *from;
	kspawn_pt_regs_fork(child->regs, from, args.stack, args.flags & KSPAWN_CLONE_SETTLS, args.tls);

	kspawn_thread_args thread = {};
	thread.from = from;
	thread.child = child->regs;
	thread.stack = child->stack;
	thread.stack_size = child->stack_size;
	return kspawn_copy_thread(&child->thread, &thread);
}

int write_tids(kspawn_task *child, kspawn_task *parent, const kspawn_clone_args &args)
{
	const int32_t pid = child->pid;
	int err = 0;
	if (args.flags & KSPAWN_CLONE_PARENT_SETTID)
		err = kspawn_copy_to_user(parent, args.parent_tid, &pid, sizeof(pid));
	if (!err && (args.flags & KSPAWN_CLONE_CHILD_SETTID))
		err = kspawn_copy_to_user(child, args.child_tid, &pid, sizeof(pid));
	if (args.flags & KSPAWN_CLONE_CHILD_CLEARTID)
		child->clear_tid = args.child_tid;
	return err;
}

/// A task that is being killed has no more children, so that no thread escapes
/// the end of its group.
int join_family(kspawn_task *child, kspawn_task *parent, const kspawn_clone_args &args)
{
	tree_lock lock;
	if (has_flag(parent, KSPAWN_TF_KILLED))
		return -KSPAWN_EINTR;
	if (args.flags & KSPAWN_CLONE_THREAD) {
		child->flags = KSPAWN_TF_AUTOREAP;
		child->tgid = parent->tgid;
		group_join(parent->leader, child);
	} else {
		child->exit_signal = args.exit_signal;
		group_found(child);
		family_add_child(parent->leader, child);
	}
	return 0;
}

int fill(kspawn_task *child, kspawn_task *parent, const kspawn_clone_args &args)
{
	int err = get_resources(child, parent, args.flags);
	if (err)
		return err;
	err = copy_registers(child, args);
	if (!err)
		err = write_tids(child, parent, args);
	if (!err)
		err = join_family(child, parent, args);
	if (err)
		put_resources(child, KSPAWN_RES_COUNT);
	return err;
}

/// The parent holds the child, so that the word it sleeps on outlives them both.
int publish_vfork(kspawn_task *child)
{
	child->vfork_word = 1;
	kspawn_task_get(child);
	const int pid = kspawn_birth_publish(child);
	while (__atomic_load_n(&child->vfork_word, __ATOMIC_ACQUIRE))
		if (kspawn_wait_word(&child->vfork_word, 1, true) == -KSPAWN_EINTR)
			break;
	kspawn_task_put(child);
	return pid;
}

} // namespace

int kspawn_clone(const kspawn_clone_args *args)
{
	if (!valid(*args))
		return -KSPAWN_EINVAL;
	kspawn_task *child;
	int err = kspawn_birth_begin(&child);
	if (err)
		return err;
	err = fill(child, kspawn_current(), *args);
	if (err) {
		kspawn_birth_abort(child);
		return err;
	}
	return args->flags & KSPAWN_CLONE_VFORK ? publish_vfork(child) : kspawn_birth_publish(child);
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
