/* src/generic/rq.cpp: run queues: one word of bits and one ring per level */
#include <kspawn/errno.h>
#include <kspawn/sched.h>

#include "freestanding.hpp"

namespace {

/// The counters may wrap, since `capacity` divides 2^32. It is less than 2^32, so a full
/// ring differs from an empty one.
kspawn_task *&slot(kspawn_rq &rq, uint32_t level, uint32_t counter)
{
	return rq.slots[size_t(level) * rq.capacity + (counter & (rq.capacity - 1))];
}

} // namespace

int kspawn_rq_init(kspawn_rq *rq, kspawn_task **slots, uint32_t levels, uint32_t capacity)
{
	if (levels == 0 || levels > KSPAWN_RQ_LEVELS_MAX || !is_power_of_two(capacity))
		return -KSPAWN_EINVAL;
	memset(rq, 0, sizeof *rq);
	rq->slots = slots;
	rq->levels = levels;
	rq->capacity = capacity;
	return 0;
}

int kspawn_rq_push(kspawn_rq *rq, kspawn_task *task, uint32_t level)
{
	if (level >= rq->levels)
		return -KSPAWN_EINVAL;
	if (rq->tail[level] - rq->head[level] == rq->capacity)
		return -KSPAWN_EAGAIN;
	slot(*rq, level, rq->tail[level]++) = task;
	rq->ready |= one_bit(level);
	return 0;
}

kspawn_task *kspawn_rq_pop(kspawn_rq *rq)
{
	if (rq->ready == 0)
		return nullptr;
	const uint32_t level = lowest_bit(rq->ready);
	kspawn_task *task = slot(*rq, level, rq->head[level]++);
	if (rq->head[level] == rq->tail[level])
		rq->ready &= ~one_bit(level);
	return task;
}
