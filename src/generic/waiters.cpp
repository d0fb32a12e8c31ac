/* src/generic/waiters.cpp: sleeping tasks in rings, oldest first, hashed by their word */
#include <kspawn/errno.h>

#include "freestanding.hpp"
#include "waiters.hpp"

int kspawn_waiters_init(kspawn_waiters *waiters, kspawn_waiter **buckets, uint32_t count)
{
	if (!is_power_of_two(count))
		return -KSPAWN_EINVAL;
	*waiters = kspawn_waiters{ buckets, count };
	for (uint32_t i = 0; i < count; i++)
		buckets[i] = nullptr;
	return 0;
}

void kspawn_waiters_add(kspawn_waiters *waiters, kspawn_waiter *waiter)
{
	waiter->bucket = bucket_of(*waiters, waiter->word);
	kspawn_waiter *&oldest = *waiter->bucket;
	if (oldest == nullptr)
		oldest = waiter->next = waiter->prev = waiter;
	waiter->next = oldest;
	waiter->prev = oldest->prev;
	waiter->prev->next = waiter;
	waiter->next->prev = waiter;
}

void kspawn_waiters_remove(kspawn_waiter *waiter)
{
	if (waiter->bucket == nullptr)
		return;
	waiter->prev->next = waiter->next;
	waiter->next->prev = waiter->prev;
	if (*waiter->bucket == waiter)
		*waiter->bucket = waiter->next == waiter ? nullptr : waiter->next;
	waiter->next = waiter->prev = nullptr;
	waiter->bucket = nullptr;
}

kspawn_task *kspawn_waiters_take(kspawn_waiters *waiters, const uint32_t *word)
{
	kspawn_waiter *const oldest = *bucket_of(*waiters, word);
	kspawn_waiter *waiter = oldest;
	while (waiter != nullptr && waiter->word != word)
		waiter = waiter->next == oldest ? nullptr : waiter->next;
	if (waiter == nullptr)
		return nullptr;
	kspawn_waiters_remove(waiter);
	return waiter->task;
}
