/* src/generic/kthread.cpp: kernel threads whose creator holds a reference */
#include <kspawn/atomic.h>
#include <kspawn/errno.h>
#include <kspawn/kthread.h>

#include "creation.hpp"
#include "kthread_creation.hpp"

namespace {

uint32_t bits_of(const kspawn_task *kthread) { return kspawn_atomic_load(&kthread->kthread, __ATOMIC_ACQUIRE); }

/// Sets the request bit and sleeps until a bit of `answers` is set or the request is
/// withdrawn.
uint32_t ask(kspawn_task *kthread, uint32_t bit, uint32_t answers)
{
	uint32_t bits = kspawn_atomic_fetch_or(&kthread->kthread, bit, __ATOMIC_ACQ_REL) | bit;
	kspawn_wake_word(&kthread->kthread);
	while ((bits & bit) && !(bits & answers)) {
		kspawn_wait_word(&kthread->kthread, bits, KSPAWN_UNINTERRUPTIBLE);
		bits = bits_of(kthread);
	}
	return bits;
}

/// Only if the request is still there: a stale PARKED would answer the next one.
void answer_park(kspawn_task *kthread, uint32_t bits)
{
	if (kspawn_atomic_compare_exchange(&kthread->kthread, &bits, bits | KTHREAD_PARKED, false, __ATOMIC_RELEASE,
					   __ATOMIC_RELAXED))
		kspawn_wake_word(&kthread->kthread);
}

} // namespace

int kspawn_kthread_create(kspawn_fn *fn, void *arg, kspawn_task **out)
{
	const int err = kspawn_kthread_creation(fn, arg, 0, out);
	if (err)
		return err;
	(*out)->kthread = KTHREAD_HELD;
	kspawn_task_get(*out);
	return 0;
}

void kspawn_kthread_start(kspawn_task *kthread) { kspawn_creation_publish(kthread); }

int kspawn_kthread_run(kspawn_fn *fn, void *arg, kspawn_task **out)
{
	const int err = kspawn_kthread_create(fn, arg, out);
	if (!err)
		kspawn_kthread_start(*out);
	return err;
}

int kspawn_kthread_stop(kspawn_task *kthread)
{
	if (kspawn_atomic_load(&kthread->state, __ATOMIC_ACQUIRE) == KSPAWN_TASK_NEW) {
		kspawn_creation_abort(kthread);
		return -KSPAWN_EINTR;
	}
	ask(kthread, KTHREAD_STOP, KTHREAD_ENDED);
	const int result = kthread->result;
	kspawn_task_put(kthread);
	return result;
}

int kspawn_kthread_park(kspawn_task *kthread)
{
	const uint32_t bits = ask(kthread, KTHREAD_PARK, KTHREAD_PARKED | KTHREAD_ENDED);
	if (bits & KTHREAD_ENDED)
		return -KSPAWN_ESRCH;
	return bits & KTHREAD_PARKED ? 0 : -KSPAWN_EAGAIN;
}

void kspawn_kthread_unpark(kspawn_task *kthread)
{
	kspawn_atomic_fetch_and(&kthread->kthread, ~(KTHREAD_PARK | KTHREAD_PARKED), __ATOMIC_RELEASE);
	kspawn_wake_word(&kthread->kthread);
}

void kspawn_kthread_parkme()
{
	kspawn_task *task = kspawn_current();
	uint32_t bits;
	while (((bits = bits_of(task)) & (KTHREAD_PARK | KTHREAD_STOP)) == KTHREAD_PARK) {
		if (bits & KTHREAD_PARKED)
			kspawn_wait_word(&task->kthread, bits, KSPAWN_UNINTERRUPTIBLE);
		else
			answer_park(task, bits);
	}
}

bool kspawn_kthread_should_park() { return bits_of(kspawn_current()) & KTHREAD_PARK; }

bool kspawn_kthread_should_stop() { return bits_of(kspawn_current()) & KTHREAD_STOP; }

void kspawn_kthread_wait()
{
	const kspawn_task *task = kspawn_current();
	uint32_t bits;
	while (!((bits = bits_of(task)) & (KTHREAD_STOP | KTHREAD_PARK)))
		kspawn_wait_word(&task->kthread, bits, KSPAWN_UNINTERRUPTIBLE);
}
