/* tests/arch/overlay/kernel_thread.cpp: a port that is not converted yet, with a kernel_thread of its own */
#include <kspawn/kthread.h>

#include "creation.hpp"
#include "kthread_creation.hpp"

unsigned kspawn_test_own_kernel_threads;

int kspawn_kernel_thread(kspawn_fn *fn, void *arg, int exit_signal)
{
	kspawn_test_own_kernel_threads++;
	kspawn_task *child;
	const int err = kspawn_kthread_creation(fn, arg, exit_signal, &child);
	return err ? err : kspawn_creation_publish(child);
}
