/* include/kspawn/sched.h: parts of a small O(1) scheduler, optional */
#ifndef KSPAWN_SCHED_H
#define KSPAWN_SCHED_H

#include <kspawn/host.h>
#include <kspawn/task.h>

#ifdef __cplusplus
extern "C" {
#endif

/* No function here sleeps or calls a hook; the caller holds its scheduler's
 * lock, or has interrupts off on its one processor. */

#define KSPAWN_RQ_LEVELS_MAX 64

/// Priority round robin: one ring of task pointers per level, in the caller's
/// storage. Level 0 runs first; within a level the oldest.
struct kspawn_rq {
	struct kspawn_task **slots; /* levels * capacity pointers */
	uint64_t ready;             /* bit n: level n is not empty */
	uint32_t levels;            /* at most KSPAWN_RQ_LEVELS_MAX */
	uint32_t capacity;          /* tasks per level, a power of two: no fewer than can be queued at once */
	uint32_t head[KSPAWN_RQ_LEVELS_MAX], tail[KSPAWN_RQ_LEVELS_MAX]; /* count up and wrap at 2^32 */
};

/// Makes an empty run queue. Returns 0, or -EINVAL for levels or capacity out of range.
int kspawn_rq_init(struct kspawn_rq *rq, struct kspawn_task **slots, uint32_t levels, uint32_t capacity);
/// Queues `task`, which is in no queue, after the others of its level. Returns 0,
/// or, with nothing changed, -EINVAL for a level out of range and -EAGAIN for a full
/// one. O(1)
int kspawn_rq_push(struct kspawn_rq *rq, struct kspawn_task *task, uint32_t level);
/// Removes the task that runs next and returns it, or NULL. O(1)
struct kspawn_task *kspawn_rq_pop(struct kspawn_rq *rq);

/// A sleeping task, usually on its own kernel stack. Set `word` and `task`, zero the
/// rest.
struct kspawn_waiter {
	const uint32_t *word;
	struct kspawn_task *task;
	struct kspawn_waiter *next, *prev; /* ring of the bucket; NULL: not in a bucket */
	struct kspawn_waiter **bucket;
};

/// Sleeping tasks by the word they sleep on, hashed into the caller's storage.
struct kspawn_waiters {
	struct kspawn_waiter **buckets; /* the oldest of each, or NULL */
	uint32_t count;                 /* buckets, a power of two */
};

/// Makes an empty table. Returns 0, or -EINVAL if count is not a power of two. O(count)
int kspawn_waiters_init(struct kspawn_waiters *waiters, struct kspawn_waiter **buckets, uint32_t count);
/// Adds `waiter`, which is in no table, after the others of its bucket. O(1)
void kspawn_waiters_add(struct kspawn_waiters *waiters, struct kspawn_waiter *waiter);
/// Removes `waiter`, if it is still in a table. Ignores one that was taken or never
/// added. O(1)
void kspawn_waiters_remove(struct kspawn_waiter *waiter);
/// Removes the oldest waiter on `word` and returns its task, or NULL. The waiter may
/// be reused or freed as soon as this returns. O(1) if there are at least as many
/// buckets as waiters on other words.
struct kspawn_task *kspawn_waiters_take(struct kspawn_waiters *waiters, const uint32_t *word);

#ifdef __cplusplus
}
#endif
#endif
