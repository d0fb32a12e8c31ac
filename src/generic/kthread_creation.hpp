/* src/generic/kthread_creation.hpp: a kernel thread that is complete but not published */
#ifndef KSPAWN_KTHREAD_CREATION_HPP
#define KSPAWN_KTHREAD_CREATION_HPP

#include <kspawn/kthread.h>

/* Bits of kspawn_task.kthread. */
enum kthread_bit : uint32_t {
	KTHREAD_HELD = 1 << 0, /* kthread_stop will be called for it */
	KTHREAD_STOP = 1 << 1,
	KTHREAD_ENDED = 1 << 2, /* exit_code and result are final */
	KTHREAD_PARK = 1 << 3,
	KTHREAD_PARKED = 1 << 4,
};

extern "C" int kspawn_kthread_creation(kspawn_fn *fn, void *arg, int exit_signal, kspawn_task **out);
#endif
