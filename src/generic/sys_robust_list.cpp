/* src/generic/sys_robust_list.cpp: set_robust_list and get_robust_list */
#include "robust_list.hpp"

#include <kspawn/errno.h>
#include <kspawn/fork.h>
#include <kspawn/futex.h>

#include "freestanding.hpp"

namespace {

/// Another thread of the process may read the word at the same time.
int read_list(int tid, uintptr_t &list)
{
	tree_lock lock;
	kspawn_task *const current = kspawn_current();
	kspawn_task *thread = current;
	while (tid && thread->pid != tid) {
		thread = thread->thread_next;
		if (thread == current)
			return -KSPAWN_ESRCH;
	}
	list = *kspawn_robust_list(thread);
	return 0;
}

} // namespace

int kspawn_sys_set_robust_list(uintptr_t head, size_t size)
{
	if (size != sizeof(robust_head))
		return -KSPAWN_EINVAL;
	tree_lock lock;
	*kspawn_robust_list(kspawn_current()) = head;
	return 0;
}

int kspawn_sys_get_robust_list(int tid, uintptr_t head, uintptr_t size)
{
	uintptr_t list;
	constexpr size_t bytes = sizeof(robust_head);
	const int err = read_list(tid, list);
	if (err)
		return err;
	kspawn_task *task = kspawn_current();
	const int unwritten = kspawn_copy_to_user(task, size, &bytes, sizeof(bytes));
	return unwritten ? unwritten : kspawn_copy_to_user(task, head, &list, sizeof(list));
}
