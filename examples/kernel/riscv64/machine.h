/* riscv64 machine.h: what this machine is to the rest of the kernel */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <kspawn/host.h>

/* Addresses of the kernel, in the upper half, which every page table shares. */
#define DIRECT 0xffffffc000000000ul /* the first 4 GiB: devices, and memory from 2 GiB on */
#define DEVICES DIRECT
#define STACKS 0xffffffd000000000ul
#define IMAGE 0xffffffff00000000ul
#define USER_LOW 0x1000ul
#define USER_TOP (1ul << 38)
#define MACHINE_NAME "riscv64"

/* ---- page table entries, Sv39 (Privileged Architecture, 4.4) ---- */

typedef uint64_t pte_t;
enum { PT_LEVELS = 3 };
enum { PTE_V = 1 << 0, PTE_R = 1 << 1, PTE_W = 1 << 2, PTE_X = 1 << 3, PTE_U = 1 << 4, PTE_A = 1 << 6, PTE_D = 1 << 7 };
enum { PTE_OF_TABLE = PTE_V, PTE_OF_KERNEL = PTE_V | PTE_R | PTE_W | PTE_A | PTE_D, PTE_OF_USER = PTE_A };
enum { PTE_USED = PTE_V | PTE_U, PTE_READ = PTE_R, PTE_WRITE = PTE_W | PTE_D, PTE_EXEC = PTE_X };
enum { PTE_SHIFT = 2 };
#define PTE_FRAME ~0x3fful

#define OWN_RIGHTS
/* What Linux gives for each of the eight rights on this architecture. A page that may be written to and not read is reserved;
 * one that may only be executed is not readable, for the kernel's copies either.
 *
 *	asked   ---   r--   -w-   rw-   --x   r-x   -wx   rwx
 *	given   ---   r--   rw-   rw-   --x   r-x   rwx   rwx
 */
static inline int machine_rights(int asked) { return asked & KSPAWN_PROT_WRITE ? asked | KSPAWN_PROT_READ : asked; }

#define MACHINE_FLUSHES_REACH_ALL 0 /* the other processors' TLBs too */
/* With what it has fetched of code. */
static inline void machine_flush_all(void) { __asm__ volatile("sfence.vma\n\tfence.i" : : : "memory"); }
static inline void machine_flush_page(uintptr_t addr) { __asm__ volatile("sfence.vma %0" : : "r"(addr) : "memory"); }
static inline void machine_load_root(uintptr_t root)
{
	__asm__ volatile("csrw satp, %0" : : "r"(8ul << 60 | root >> 12) : "memory");
	machine_flush_all();
}
/* Code that was written is fetched as it is. */
static inline void machine_sync_code(const void *at, size_t size)
{
	(void)at, (void)size;
	__asm__ volatile("fence.i" : : : "memory");
}

#include "../drivers/mapped.h"

/* ---- interrupts ---- */

static inline uintptr_t interrupts_disable(void)
{
	uintptr_t status;

	__asm__ volatile("csrrci %0, sstatus, 2" : "=r"(status) : : "memory");
	return status & 2;
}
static inline void interrupts_enable(void) { __asm__ volatile("csrsi sstatus, 2" : : : "memory"); }
/// Sleeps until there is an interrupt, then lets it in; returns with them off.
static inline void interrupts_wait(void)
{
	__asm__ volatile("wfi" : : : "memory");
	interrupts_enable();
	interrupts_disable();
}
static inline void machine_relax(void) { __asm__ volatile("nop"); }

#endif
