/* tests/system/kernel/pc/walk_machine.c: NMI from the second timer of the HPET, by a message to the local APIC
 * (IA-PC HPET specification, 2.3.9; Intel manual, volume 3, 10.11) */
#include "../walk_machine.h"

#include "../walk.h"
#include "drivers/hpet.h"

#define HPET(offset) MACHINE_DEVICE(uint64_t, 0xfed00000 + (offset))
enum { COUNTER = 0xf0, TIMER = 0x120, COMPARATOR = 0x128, ROUTE = 0x130 };
enum { INTERRUPT = 1 << 2, BY_MESSAGE = 1 << 14, NMI = 4 << 8 };

static bool started;

static uint64_t boot_ns(void)
{
	static uint64_t ns;

	if (!ns)
		ns = boot_option("ns", 1);
	return ns;
}

static void set_comparator(void) { HPET(COMPARATOR) = hpet_counts(walk_next(machine_now())); }

void walk_unmaskable_start(void)
{
	HPET(ROUTE) = UINT64_C(0xfee00000) << 32 | NMI;
	HPET(TIMER) = INTERRUPT | BY_MESSAGE;
	started = true;
	set_comparator();
}

void walk_unmaskable_in(uint64_t instructions)
{
	if (started)
		HPET(COMPARATOR) = HPET(COUNTER) + 1 + hpet_counts(instructions * boot_ns());
}

bool walk_unmaskable(struct kspawn_pt_regs *regs, uintptr_t vector)
{
	if (vector != KSPAWN_ENTRY_NMI)
		return false;
	if (this_cpu() != &cpus[0])
		kspawn_panic("an NMI has not found its processor");
	walk_note(regs->ip);
	set_comparator();
	return true;
}
