/* tests/system/kernel/clock_machine.h: what a machine's clock has of its own */
#ifndef KSPAWN_TEST_CLOCK_MACHINE_H
#define KSPAWN_TEST_CLOCK_MACHINE_H

#include "kernel.h"

/// Returns true if the time continues where the counter, or half of it, goes round.
bool clock_goes_round(void);

#endif
