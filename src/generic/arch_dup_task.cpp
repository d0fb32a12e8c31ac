/* src/generic/arch_dup_task.cpp: a port that keeps nothing of its own in a task */
#include <kspawn/arch.h>

int kspawn_arch_dup_task(kspawn_task *, const kspawn_task *)
{
	return 0;
}
