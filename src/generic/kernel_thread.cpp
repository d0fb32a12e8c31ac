/* src/generic/kernel_thread.cpp: kernel threads */
#include <kspawn/kthread.h>

#include "creation.hpp"
#include "kthread_creation.hpp"

/// Not inlined, so that the creation is inlined here.
[[gnu::noinline]] int kspawn_kernel_thread(kspawn_fn *fn, void *arg, int exit_signal)
{
	kspawn_task *child;
	const int err = kspawn_kthread_creation(fn, arg, exit_signal, &child);
	return err ? err : kspawn_creation_publish(child);
}
