/* src/generic/exit_thread.cpp: a port that keeps nothing of its own in a task */
#include <kspawn/arch.h>

void kspawn_exit_thread(kspawn_task *)
{
}
