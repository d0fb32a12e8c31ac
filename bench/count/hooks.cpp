/* bench/count/hooks.cpp: the three hooks of layer 0; its threads end by switching away */
#include <kspawn/host.h>

void kspawn_schedule_tail(kspawn_thread *) {}

void kspawn_fn_returned(int) { __builtin_trap(); }

void kspawn_return_to_user(kspawn_pt_regs *) { __builtin_trap(); }
