/* include/kspawn/sched.h: a small O(1) scheduler's parts, optional */
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

/// Priority round robin: one ring of task pointers a level, in the caller's
/// storage. Level 0 runs first; within a level the oldest.
struct kspawn_rq {
	struct kspawn_task **slots; /* levels * capacity pointers */
	uint64_t ready;             /* bit n: level n is not empty */
	uint32_t levels;            /* at most KSPAWN_RQ_LEVELS_MAX */
	uint32_t capacity;          /* tasks a level, a power of two: no fewer than can be queued at once */
	uint32_t head[KSPAWN_RQ_LEVELS_MAX], tail[KSPAWN_RQ_LEVELS_MAX]; /* they count on, through 2^32 */
};

/// 0, or -EINVAL for levels or capacity out of range.
int kspawn_rq_init(struct kspawn_rq *rq, struct kspawn_task **slots, uint32_t levels, uint32_t capacity);
/// Queues `task`, which is in no queue, behind the others of its level. 0, or,
/// with nothing changed, -EINVAL for a level that is not there and -EAGAIN for
/// one that is full. O(1)
int kspawn_rq_push(struct kspawn_rq *rq, struct kspawn_task *task, uint32_t level);
/// Takes the task that runs next, or NULL. O(1)
struct kspawn_task *kspawn_rq_pop(struct kspawn_rq *rq);

/// A sleeper, on its own kernel stack while it sleeps: word and task filled in,
/// the rest zero.
struct kspawn_waiter {
	const uint32_t *word;
	struct kspawn_task *task;
	struct kspawn_waiter *next, *prev; /* ring of the bucket; NULL: in none */
	struct kspawn_waiter **bucket;
};

/// Sleepers by the word they sleep on, hashed into the caller's storage.
struct kspawn_waiters {
	struct kspawn_waiter **buckets; /* the oldest of each, or NULL */
	uint32_t count;                 /* buckets, a power of two */
};

/// 0, or -EINVAL if count is no power of two. O(count)
int kspawn_waiters_init(struct kspawn_waiters *waiters, struct kspawn_waiter **buckets, uint32_t count);
/// Puts `waiter`, which is in no table, to sleep behind the others. O(1)
void kspawn_waiters_add(struct kspawn_waiters *waiters, struct kspawn_waiter *waiter);
/// Takes it out, if it is still in: one that was taken, or never added, is left
/// as it is. O(1)
void kspawn_waiters_remove(struct kspawn_waiter *waiter);
/// Takes out one that sleeps on `word`, oldest first, or NULL. The waiter's
/// memory is the sleeper's again at once. O(1) where buckets are no fewer than
/// the sleepers of other words.
struct kspawn_task *kspawn_waiters_take(struct kspawn_waiters *waiters, const uint32_t *word);

#ifdef __cplusplus
}
#endif
#endif
