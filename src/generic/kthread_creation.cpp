/* src/generic/kthread_creation.cpp: a kernel thread that is complete but not published */
#include "kthread_creation.hpp"

#include "creation.hpp"
#include "family.hpp"
#include "freestanding.hpp"
#include "group.hpp"

namespace {

/// Without an exit signal it has no parent and is freed when it exits. The child of a
/// zeroed task, which the kernel made itself and which leads no group, has none either.
void join_family(kspawn_task *child, int exit_signal)
{
	child->flags = KSPAWN_TF_KTHREAD | (exit_signal ? 0 : KSPAWN_TF_AUTOREAP);
	child->exit_signal = exit_signal;
	tree_lock lock;
	group_found(child);
	kspawn_task *parent = kspawn_current()->leader;
	if (exit_signal && parent) [[likely]]
		family_add_child(parent, child);
}

} // namespace

int kspawn_kthread_creation(kspawn_fn *fn, void *arg, int exit_signal, kspawn_task **out)
{
	kspawn_task *child;
	int err = kspawn_creation_begin(&child);
	if (err)
		return err;

	kspawn_thread_args args = {};
	args.regs = child->regs;
	args.fn = fn;
	args.arg = arg;
	args.stack = child->stack;
	args.stack_size = child->stack_size;
	err = kspawn_copy_thread(&child->thread, &args);
	if (err) {
		kspawn_creation_abort(child);
		return err;
	}
	join_family(child, exit_signal);
	*out = child;
	return 0;
}
