/* src/generic/fork_idle.cpp: idle tasks, created without copy_thread and trampoline */
#include <kspawn/task.h>

#include "freestanding.hpp"
#include "group.hpp"

int kspawn_fork_idle(kspawn_task *idle)
{
	memset(idle, 0, sizeof(*idle));
	idle->refs = 1;
	idle->flags = KSPAWN_TF_IDLE | KSPAWN_TF_KTHREAD;
	idle->state = KSPAWN_TASK_LIVE;
	idle->on_cpu = 1;
	group_found(idle);
	return kspawn_arch_dup_task(idle, nullptr);
}
