/* src/generic/kthread.cpp: kernel threads that somebody holds */
#include <kspawn/errno.h>
#include <kspawn/kthread.h>

#include "birth.hpp"
#include "kthread_birth.hpp"

int kspawn_kthread_create(kspawn_fn *fn, void *arg, kspawn_task **out)
{
	const int err = kspawn_kthread_birth(fn, arg, 0, out);
	if (err)
		return err;
	(*out)->kthread = KTHREAD_HELD;
	kspawn_task_get(*out);
	return 0;
}

void kspawn_kthread_start(kspawn_task *kthread)
{
	kspawn_birth_publish(kthread);
}

int kspawn_kthread_run(kspawn_fn *fn, void *arg, kspawn_task **out)
{
	const int err = kspawn_kthread_create(fn, arg, out);
	if (!err)
		kspawn_kthread_start(*out);
	return err;
}

int kspawn_kthread_stop(kspawn_task *kthread)
{
	if (__atomic_load_n(&kthread->state, __ATOMIC_ACQUIRE) == KSPAWN_TASK_NEW) {
		kspawn_birth_abort(kthread);
		return -KSPAWN_EINTR;
	}
	uint32_t word = __atomic_or_fetch(&kthread->kthread, KTHREAD_STOP, __ATOMIC_RELEASE);
	kspawn_wake_word(&kthread->kthread);
	while (!(word & KTHREAD_ENDED)) {
		kspawn_wait_word(&kthread->kthread, word, false);
		word = __atomic_load_n(&kthread->kthread, __ATOMIC_ACQUIRE);
	}
	const int result = kthread->result;
	kspawn_task_put(kthread);
	return result;
}

bool kspawn_kthread_should_stop()
{
	return __atomic_load_n(&kspawn_current()->kthread, __ATOMIC_ACQUIRE) & KTHREAD_STOP;
}

void kspawn_kthread_wait()
{
	if (!kspawn_kthread_should_stop())
		kspawn_wait_word(&kspawn_current()->kthread, KTHREAD_HELD, false);
}
