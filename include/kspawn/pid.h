/* include/kspawn/pid.h: process identifiers in O(1), optional */
#ifndef KSPAWN_PID_H
#define KSPAWN_PID_H

#include <kspawn/host.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/// One pid: who has it, and the queue of free ones.
struct kspawn_pid_slot {
	struct kspawn_task *task; /* NULL: free, or held only by groups */
	uint32_t holders;         /* the task and the groups that use the number */
	uint32_t next_free;
};

/// Pids 1 to count - 1, the caller's storage. A free number goes to the end of
/// a queue, so it comes back as late as can be, and never while anybody holds it.
struct kspawn_pid_table {
	struct kspawn_pid_slot *slots;
	uint32_t count;
	uint32_t first_free, last_free; /* 0: none */
	uint32_t used;                  /* numbers that somebody holds */
};

/* From kspawn_pid_alloc on, all of them take KSPAWN_LOCK_PID, which may be taken
 * under KSPAWN_LOCK_TREE; they never sleep and are O(1). Those that return
 * nothing leave a number alone that is not in use, 0 and those out of range
 * among them. */

/// Makes every pid free. 0, or -EINVAL for a count under 2 or over INT32_MAX.
/// O(count); before anyone else knows the table.
int kspawn_pid_init(struct kspawn_pid_table *table, struct kspawn_pid_slot *slots, uint32_t count);
/// A pid for `task`; -EAGAIN if all are held.
int kspawn_pid_alloc(struct kspawn_pid_table *table, struct kspawn_task *task);
/// Another holder of a number in use, as a member of a process group is. 0, or
/// -ESRCH if nobody holds it.
int kspawn_pid_hold(struct kspawn_pid_table *table, int pid);
/// Drops such a holder, never the hold of the task itself.
void kspawn_pid_release(struct kspawn_pid_table *table, int pid);
/// The task of a pid is no longer found, and its hold is dropped. Owed by
/// kspawn_task_free before the memory of the task goes.
void kspawn_pid_free(struct kspawn_pid_table *table, int pid);
/// The task of a pid with a reference that the caller puts, or NULL: a task
/// that is being born, or whose last reference is gone, is not found.
struct kspawn_task *kspawn_pid_find(struct kspawn_pid_table *table, int pid);
/// `task` has this pid from here on, in place of the task that had it; its
/// holders stay. For kspawn_pid_exchanged: once for each of the two.
void kspawn_pid_assign(struct kspawn_pid_table *table, int pid, struct kspawn_task *task);

#ifdef __cplusplus
}
#endif
#endif
