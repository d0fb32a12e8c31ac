/* tests/system/kernel/walk_machine.c: every interrupt of the machine can be masked; a file of the board replaces this one */
#include "walk_machine.h"

void walk_unmaskable_start(void) {}
void walk_unmaskable_in(uint64_t instructions) { (void)instructions; }

bool walk_unmaskable(struct kspawn_pt_regs *regs, uintptr_t cause)
{
	(void)regs, (void)cause;
	return false;
}
