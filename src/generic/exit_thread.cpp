/* src/generic/exit_thread.cpp: for a port without state of its own in a task */
#include <kspawn/arch.h>

void kspawn_exit_thread(kspawn_task *) {}
