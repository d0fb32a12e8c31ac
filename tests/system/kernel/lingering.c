/* tests/system/kernel/lingering.c: a thread that is still about to switch away for the last time when its leader ends */
#include <kspawn/host.h>
#include <kspawn/sched.h>

#include "kernel.h"

_Noreturn void __real_kspawn_final_switch(void);
_Noreturn void __wrap_kspawn_final_switch(void);

enum { LONG_NS = 100000000 }; /* time for the kernel to power off, if it does not wait */

_Noreturn void __wrap_kspawn_final_switch(void)
{
	const struct kspawn_task *task = kspawn_current(), *leader = task->leader;
	uint64_t end;

	while (task != leader && !((task->flags | __atomic_load_n(&leader->flags, __ATOMIC_ACQUIRE)) & KSPAWN_TF_LAST))
		yield();
	end = machine_now() + LONG_NS;
	while (leader == kspawn_init_task() && task != leader && machine_now() < end)
		yield();
	__real_kspawn_final_switch();
}
