/* mips machine.h: what this machine is to the rest of the kernel */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <kspawn/host.h>

/* Addresses of the kernel: kseg0 is memory as it is, kseg1 devices, kseg2 kernel stacks. */
#define DIRECT 0x80000000ul
#define DEVICES 0xa0000000ul
#define STACKS 0xc0000000ul
#define USER_LOW 0x1000ul
#define USER_TOP 0x80000000ul
#define MACHINE_NAME "mips"
#define OWN_SYSCALLS

/* ---- page table entries: what EntryLo takes (MIPS32 PRA, 9.5); a pair of pages is global if both are ---- */

typedef uint32_t pte_t;
enum { PT_LEVELS = 2 };
enum { PTE_GLOBAL = 1 << 0, PTE_VALID = 1 << 1, PTE_DIRTY = 1 << 2, PTE_CACHED = 3 << 3, PTE_NO_CODE = 1 << 30 };
#define PTE_NO_READ (1ul << 31)
#define PTE_FRAME 0x3fffffc0ul

#define OWN_RIGHTS
/* What Linux gives for each of the eight rights on this architecture. Code is readable, since MIPS16 reads its constants
 * from it. A processor without the bits NO_CODE and NO_READ ignores them.
 *
 *	asked            ---   r--   -w-   rw-   --x   r-x   -wx   rwx
 *	given            ---   r--   -w-   rw-   r-x   r-x   rwx   rwx
 *	without the bits ---   r-x   rwx   rwx   r-x   r-x   rwx   rwx
 */
extern bool machine_has_no_code;
static inline int machine_rights(int asked)
{
	const int least =
		machine_has_no_code ? asked & KSPAWN_PROT_EXEC ? KSPAWN_PROT_READ : 0 : KSPAWN_PROT_READ | KSPAWN_PROT_EXEC;

	return asked ? asked | least : 0;
}

enum { PTE_SHIFT = 6, PTE_OF_TABLE = PTE_VALID };
enum { PTE_OF_KERNEL = PTE_VALID | PTE_CACHED | PTE_GLOBAL | PTE_DIRTY | PTE_NO_CODE };
/* Never global: an entry of a program is its own in the TLB, whatever its rights. */
#define PTE_OF_USER (PTE_CACHED | PTE_NO_READ | PTE_NO_CODE)
enum { PTE_USED = PTE_VALID, PTE_WRITE = PTE_DIRTY, PTE_EXEC = PTE_NO_CODE };
#define PTE_READ PTE_NO_READ

#define MACHINE_FLUSHES_REACH_ALL 1 /* there is one TLB */
void machine_flush_all(void);
void machine_flush_page(uintptr_t addr);
void machine_load_root(uintptr_t root);
/* Code that was written is fetched as it is. (MIPS32 Instruction Set, SYNCI) */
void machine_sync_code(const void *at, size_t size);

/* ---- kernel stacks: an entry into the kernel must find the one that runs in the TLB ---- */

#define WIRED_STACKS
/// `stack` is about to run. The one that runs stays.
void machine_wire_stack(const void *stack);

#include "../drivers/mapped.h"

/* ---- interrupts ---- */

static inline uintptr_t interrupts_disable(void)
{
	uintptr_t status;

	__asm__ volatile("di %0\n\tehb" : "=r"(status) : : "memory");
	return status & 1;
}
static inline void interrupts_enable(void) { __asm__ volatile("ei\n\tehb" : : : "memory"); }
/// Sleeps until there is an interrupt, then lets it in; returns with them off.
void machine_wait(void);
static inline void interrupts_wait(void) { machine_wait(); }
static inline void machine_relax(void) { __asm__ volatile("nop"); }

#define ARGUMENTS_ON_STACK /* the fifth and sixth (System V ABI, MIPS, 3-18) */

#endif
