/* src/generic/pid.cpp: a queue of free numbers threaded through the table */
#include <kspawn/atomic.h>
#include <kspawn/errno.h>
#include <kspawn/pid.h>

#include "freestanding.hpp"

namespace {

using table_t = kspawn_pid_table;
using slot_t = kspawn_pid_slot;

/// Its slot is all zero.
void append_free(table_t &table, uint32_t pid)
{
	if (table.first_free != 0) [[likely]]
		table.slots[table.last_free].next_free = pid;
	else
		table.first_free = pid;
	table.last_free = pid;
}

uint32_t take_free(table_t &table)
{
	const uint32_t pid = table.first_free;
	if (pid == 0)
		return 0;
	table.first_free = table.slots[pid].next_free;
	return pid;
}

/// Returns NULL unless `pid` has a holder. 0 never has one, and a negative number is
/// above any count.
slot_t *in_use(table_t &table, int pid)
{
	if (uint32_t(pid) >= table.count || table.slots[pid].holders == 0)
		return nullptr;
	return &table.slots[pid];
}

void drop(table_t &table, int pid)
{
	if (--table.slots[pid].holders != 0)
		return;
	table.used--;
	append_free(table, uint32_t(pid));
}

void detach(table_t &table, int pid)
{
	table.slots[pid].task = nullptr; /* which is one of the holders */
	drop(table, pid);
}

/// Returns true for the last reference. That one is dropped by a plain store, since no other code has a reference to copy,
/// and a search by pid waits for the lock that the caller holds. The lock orders what holders did before they dropped theirs.
bool drop_reference(kspawn_task &task)
{
	if (kspawn_atomic_load(&task.refs, __ATOMIC_RELAXED) != 1) [[unlikely]]
		return kspawn_atomic_fetch_sub(&task.refs, 1, __ATOMIC_RELAXED) == 1;
	kspawn_atomic_store(&task.refs, 0, __ATOMIC_RELAXED);
	return true;
}

/// Takes a reference unless the task is not published yet or its count is zero. The
/// structure is not freed meanwhile, since kspawn_pid_free waits for the lock that the
/// caller holds.
bool get_unless_freed(kspawn_task &task)
{
	if (kspawn_atomic_load(&task.state, __ATOMIC_ACQUIRE) == KSPAWN_TASK_NEW)
		return false;
	uint32_t refs = kspawn_atomic_load(&task.refs, __ATOMIC_RELAXED);
	do {
		if (refs == 0)
			return false;
	} while (!kspawn_atomic_compare_exchange(&task.refs, &refs, refs + 1, true, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED));
	return true;
}

} // namespace

int kspawn_pid_init(table_t *table, slot_t *slots, uint32_t count)
{
	if (count < 2 || count > INT32_MAX)
		return -KSPAWN_EINVAL;
	*table = table_t{ slots, count, 0, 0, 0 };
	slots[0] = slot_t{ nullptr, 0, 0 };
	for (uint32_t pid = 1; pid < count; pid++) {
		slots[pid] = slots[0];
		append_free(*table, pid);
	}
	return 0;
}

int kspawn_pid_alloc(table_t *table, kspawn_task *task)
{
	scoped_lock lock(KSPAWN_LOCK_PID);
	const uint32_t pid = take_free(*table);
	if (pid == 0)
		return -KSPAWN_EAGAIN;
	table->slots[pid] = slot_t{ task, 1, 0 };
	table->used++;
	return int(pid);
}

int kspawn_pid_hold(table_t *table, int pid)
{
	scoped_lock lock(KSPAWN_LOCK_PID);
	slot_t *slot = in_use(*table, pid);
	if (slot == nullptr)
		return -KSPAWN_ESRCH;
	slot->holders++;
	return 0;
}

void kspawn_pid_release(table_t *table, int pid)
{
	scoped_lock lock(KSPAWN_LOCK_PID);
	slot_t *slot = in_use(*table, pid);
	if (slot != nullptr && slot->holders > (slot->task != nullptr ? 1u : 0u))
		drop(*table, pid);
}

void kspawn_pid_free(table_t *table, int pid)
{
	scoped_lock lock(KSPAWN_LOCK_PID);
	if (uint32_t(pid) >= table->count || table->slots[pid].task == nullptr)
		return;
	detach(*table, pid);
}

bool kspawn_pid_put(table_t *table, kspawn_task *task)
{
	scoped_lock lock(KSPAWN_LOCK_PID);
	if (!drop_reference(*task)) [[unlikely]]
		return false;
	detach(*table, task->pid);
	return true;
}

kspawn_task *kspawn_pid_find(table_t *table, int pid)
{
	scoped_lock lock(KSPAWN_LOCK_PID);
	slot_t *slot = in_use(*table, pid);
	if (slot == nullptr || slot->task == nullptr || !get_unless_freed(*slot->task))
		return nullptr;
	return slot->task;
}

void kspawn_pid_assign(table_t *table, int pid, kspawn_task *task)
{
	scoped_lock lock(KSPAWN_LOCK_PID);
	slot_t *slot = in_use(*table, pid);
	if (slot != nullptr && slot->task != nullptr)
		slot->task = task;
}
