/* src/generic/flush_thread.cpp: for a port that keeps nothing of an old program */
#include <kspawn/arch.h>

void kspawn_flush_thread(kspawn_task *) {}
