/* bench/layer0/hooks.cpp: hooks of layer 0; creations.cpp has the one after a thread's function */
#include "threads.hpp"

#include <cstdlib>

#include <kspawn/host.h>

void kspawn_schedule_tail(kspawn_thread *) {}

void kspawn_return_to_user(kspawn_pt_regs *) { std::abort(); }
