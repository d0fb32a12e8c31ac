/* include/kspawn/entry_cpu.h: struct kspawn_entry_cpu and its offsets KSPAWN_ENTRY_*, from the port's list KSPAWN_ENTRY_CPU
 *
 *	regs_end   the end of the registers of the current task
 *	stack      where the kernel runs after an entry from user mode
 *	stack_low  the lowest byte of the running kernel stack
 *	emergency  the end of a stack for the report of an overflow: yours
 *	scratch    the entry's own */
#include <kspawn/arch/entry.h> /* which includes this header, unless the port has a structure of its own */

#ifndef KSPAWN_ENTRY_CPU_H
#define KSPAWN_ENTRY_CPU_H

#include <kspawn/pt_regs.h>
#include <kspawn/layout.h>

#ifdef KSPAWN_ENTRY_CPU

/* Bytes above the end of a stack where it counts as full: what the report of a fault takes. The guard below it counts
 * too. */
#define KSPAWN_ENTRY_RESERVE 2032
#define KSPAWN_ENTRY_RESERVE_AND_GUARD_SHIFT 13

#ifdef __ASSEMBLER__
#define KSPAWN_ENTRY_WORDS(member, NAME, count) KSPAWN_LAYOUT_AT(KSPAWN_ENTRY_##NAME, count)
#define KSPAWN_ENTRY_WORD(member, NAME) KSPAWN_LAYOUT_AT(KSPAWN_ENTRY_##NAME, 1)
KSPAWN_LAYOUT_BEGIN
KSPAWN_ENTRY_CPU(KSPAWN_ENTRY_WORD, KSPAWN_ENTRY_WORDS)
#else
#ifndef KSPAWN_ENTRY_ALIGNED
#define KSPAWN_ENTRY_ALIGNED
#endif
struct kspawn_entry_cpu {
	KSPAWN_ENTRY_CPU(KSPAWN_MEMBER, KSPAWN_MEMBERS)
} KSPAWN_ENTRY_ALIGNED;

#define KSPAWN_ENTRY_WORDS(member, NAME, count) KSPAWN_ENTRY_##NAME = offsetof(struct kspawn_entry_cpu, member),
#define KSPAWN_ENTRY_WORD(member, NAME) KSPAWN_ENTRY_WORDS(member, NAME, 1)
enum { KSPAWN_ENTRY_CPU(KSPAWN_ENTRY_WORD, KSPAWN_ENTRY_WORDS) };
#endif
#endif
#endif
