/* tests/system/kernel/lingering.c: a thread that is still about to switch away for the last time when its leader ends */
#include <kspawn/sched.h>

#include "kernel.h"

_Noreturn void __real_kspawn_final_switch(void);
_Noreturn void __wrap_kspawn_final_switch(void);

_Noreturn void __wrap_kspawn_final_switch(void)
{
	const struct kspawn_task *task = kspawn_current(), *leader = task->leader;

	while (task != leader && !((task->flags | __atomic_load_n(&leader->flags, __ATOMIC_ACQUIRE)) & KSPAWN_TF_LAST))
		yield();
	__real_kspawn_final_switch();
}
