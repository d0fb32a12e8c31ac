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
	uint32_t used;
};

/* All of them take KSPAWN_LOCK_PID, never sleep and are O(1). */

/// Makes every pid free. O(count)
void kspawn_pid_init(struct kspawn_pid_table *table, struct kspawn_pid_slot *slots, uint32_t count);
/// A pid for `task`; -EAGAIN if all are held.
int kspawn_pid_alloc(struct kspawn_pid_table *table, struct kspawn_task *task);
/// Another holder of a number in use, as a process group is.
void kspawn_pid_hold(struct kspawn_pid_table *table, int pid);
/// Drops a holder.
void kspawn_pid_release(struct kspawn_pid_table *table, int pid);
/// `task` is gone from its pid: it is no longer found; drops its hold.
void kspawn_pid_free(struct kspawn_pid_table *table, int pid);
/// The task of a pid with a reference that the caller puts, or NULL.
struct kspawn_task *kspawn_pid_find(struct kspawn_pid_table *table, int pid);
/// `task` has this pid from here on. For kspawn_pid_exchanged.
void kspawn_pid_assign(struct kspawn_pid_table *table, int pid, struct kspawn_task *task);

#ifdef __cplusplus
}
#endif
#endif
