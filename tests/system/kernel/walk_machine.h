/* tests/system/kernel/walk_machine.h: interrupts that cannot be masked, where the machine has some */
#ifndef KSPAWN_TEST_WALK_MACHINE_H
#define KSPAWN_TEST_WALK_MACHINE_H

#include "kernel.h"

/// Returns true if this trap was one; the next one is then set up.
bool walk_unmaskable(struct kspawn_pt_regs *regs, uintptr_t cause);
void walk_unmaskable_start(void);
/// The next one comes this number of instructions from here.
void walk_unmaskable_in(uint64_t instructions);

#endif
