/* src/hosted/fork_hooks.cpp: the hooks of fork over the machine's memory */
#include <kspawn/errno.h>
#include <kspawn/host.h>

#include "inject.hpp"
#include "mm.hpp"
#include "process.hpp"
#include "scheduler.hpp"

using namespace kspawn::hosted;

namespace {

/// Everything a task may share besides its address space is a counted object.
int get_shared(shared_res *&child, shared_res *parent, bool share)
{
	if (inject::fails())
		return -KSPAWN_ENOMEM;
	if (share) {
		parent->refs++;
		child = parent;
	} else {
		child = new shared_res(parent->value);
	}
	return 0;
}

int get_mm(process &child, process &parent, bool share)
{
	child.user_state = parent.user_state;
	if (!share) {
		child.mm = parent.mm->fork();
		return child.mm ? 0 : -KSPAWN_ENOMEM;
	}
	parent.mm->refs++;
	child.mm = parent.mm;
	return 0;
}

} // namespace

int kspawn_res_get(kspawn_task *child, kspawn_task *parent, kspawn_res what, bool share)
{
	may_sleep();
	process &from = process::of(parent);
	process &to = process::of(child);
	if (what == KSPAWN_RES_MM)
		return get_mm(to, from, share);
	const int err = get_shared(to.shared[what - 1], from.shared[what - 1], share);
	if (!err && what == KSPAWN_RES_SIGHAND)
		kspawn_signal_fork(child, parent, share ? nullptr : &to.shared[what - 1]->hand);
	return err;
}

void kspawn_clear_sighand(kspawn_task *child)
{
	process::of(child).shared[KSPAWN_RES_SIGHAND - 1]->value = 0;
	kspawn_signal_reset(child);
}

void kspawn_res_put(kspawn_task *task, kspawn_res what)
{
	may_sleep();
	process::of(task).put(what);
}

int kspawn_copy_to_user(kspawn_task *task, uintptr_t to, const void *from, size_t n)
{
	may_sleep();
	kspawn_mm *mm = process::of(task).mm;
	if (!mm || inject::fails() || mm->copy(to, const_cast<void *>(from), n, intent::write))
		return -KSPAWN_EFAULT;
	return 0;
}

int kspawn_copy_from_user(void *to, uintptr_t from, size_t n)
{
	may_sleep();
	kspawn_mm *mm = process::of(kspawn_current()).mm;
	if (!mm || inject::fails() || mm->copy(from, to, n, intent::read))
		return -KSPAWN_EFAULT;
	return 0;
}
