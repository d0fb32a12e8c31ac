/* include/kspawn/pid.h: process identifiers in O(1), optional */
#ifndef KSPAWN_PID_H
#define KSPAWN_PID_H

#include <kspawn/host.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One pid: its task, its holders, and its link in the free queue.
struct kspawn_pid_slot {
	struct kspawn_task *task; /* NULL: free, or held only by groups */
	uint32_t holders;         /* the task and the groups that use the number */
	uint32_t next_free;
};

/// Pids 1 to count - 1, in the caller's storage. A freed pid goes to the end of the
/// free queue, so it is reused as late as possible. It is never reused while a task
/// or group holds it.
struct kspawn_pid_table {
	struct kspawn_pid_slot *slots;
	uint32_t count;
	uint32_t first_free, last_free; /* 0: none is free, and the last one says nothing */
	uint32_t used;                  /* pids with a holder */
};

/* All functions except kspawn_pid_init take KSPAWN_LOCK_PID, which may be taken
 * under KSPAWN_LOCK_TREE; they never sleep and are O(1). The void functions ignore a
 * pid that is not in use, including 0 and out-of-range pids. */

/// Makes every pid free. Returns 0, or -EINVAL for a count under 2 or over
/// INT32_MAX. O(count). Call it before any other function on the table.
int kspawn_pid_init(struct kspawn_pid_table *table, struct kspawn_pid_slot *slots, uint32_t count);
/// Returns a free pid and gives it to `task`; -EAGAIN if all are held.
int kspawn_pid_alloc(struct kspawn_pid_table *table, struct kspawn_task *task);
/// Adds a holder to a pid in use, as a member of a process group is. Returns 0, or
/// -ESRCH if the pid has no holder.
int kspawn_pid_hold(struct kspawn_pid_table *table, int pid);
/// Drops a holder that kspawn_pid_hold added, never the hold of the task itself.
void kspawn_pid_release(struct kspawn_pid_table *table, int pid);
/// Detaches the task from its pid and drops the task's hold. Call it in
/// kspawn_task_free, before you free the memory, unless you have kspawn_pid_put.
void kspawn_pid_free(struct kspawn_pid_table *table, int pid);
/// Drops a reference to `task`. Returns true if it was the last one: then the task is detached from its pid as by
/// kspawn_pid_free. For kspawn_task_drop: a kernel that has it calls kspawn_pid_free for no task. A life so has one locked
/// instruction less than with a count that is dropped outside the lock.
/// `task` has a pid of this table.
bool kspawn_pid_put(struct kspawn_pid_table *table, struct kspawn_task *task);
/// Returns the task of a pid with a reference that the caller puts, or NULL. A task
/// that is not published yet, or whose last reference is dropped, is not found.
struct kspawn_task *kspawn_pid_find(struct kspawn_pid_table *table, int pid);
/// Gives this pid to `task`, in place of the task that had it; its holders stay.
/// Call it in kspawn_pid_exchanged, once for each of the two tasks.
void kspawn_pid_assign(struct kspawn_pid_table *table, int pid, struct kspawn_task *task);

#ifdef __cplusplus
}
#endif
#endif
