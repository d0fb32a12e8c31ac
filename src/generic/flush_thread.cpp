/* src/generic/flush_thread.cpp: for a port without state of the old program */
#include <kspawn/arch.h>

void kspawn_flush_thread(kspawn_task *) {}
