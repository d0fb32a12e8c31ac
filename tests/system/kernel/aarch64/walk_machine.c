/* tests/system/kernel/aarch64/walk_machine.c: every interrupt of EL1 can be masked */
#include "kernel.h"

bool walk_unmaskable(struct kspawn_pt_regs *regs, uintptr_t cause);
void walk_unmaskable_start(void);
void walk_unmaskable_in(uint64_t instructions);

void walk_unmaskable_start(void) { }
void walk_unmaskable_in(uint64_t instructions) { (void)instructions; }

bool walk_unmaskable(struct kspawn_pt_regs *regs, uintptr_t cause)
{
	(void)regs, (void)cause;
	return false;
}
