/* src/generic/arch_dup_task.cpp: for a port without state of its own in a task */
#include <kspawn/arch.h>

int kspawn_arch_dup_task(kspawn_task *, const kspawn_task *) { return 0; }
