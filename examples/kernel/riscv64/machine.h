/* riscv64 machine.h: what this machine is to the rest of the kernel */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <kspawn/host.h>

/* Addresses of the kernel, in the upper half, which every page table shares. */
#define DIRECT 0xffffffc000000000ul /* the first 4 GiB: devices, and memory from 2 GiB on */
#define STACKS 0xffffffd000000000ul
#define IMAGE 0xffffffff00000000ul
#define USER_LOW 0x1000ul
#define USER_TOP (1ul << 38)
#define MACHINE_NAME "riscv64"

/* ---- page table entries, Sv39 (Privileged Architecture, 4.4) ---- */

typedef uint64_t pte_t;
enum { PT_LEVELS = 3 };
enum { PTE_V = 1 << 0, PTE_R = 1 << 1, PTE_W = 1 << 2, PTE_X = 1 << 3, PTE_U = 1 << 4, PTE_A = 1 << 6, PTE_D = 1 << 7 };

#define OWN_RIGHTS
/* What Linux gives for each of the eight rights on this architecture. A page that may be written to and not read is reserved;
 * one that may only be executed is not readable, for the kernel's copies either.
 *
 *	asked   ---   r--   -w-   rw-   --x   r-x   -wx   rwx
 *	given   ---   r--   rw-   rw-   --x   r-x   rwx   rwx
 */
static inline int machine_rights(int asked) { return asked & KSPAWN_PROT_WRITE ? asked | KSPAWN_PROT_READ : asked; }

static inline pte_t pte_table(uintptr_t frame) { return frame >> 2 | PTE_V; }
/// A page that the kernel alone reads and writes; a page of a program with these rights, KSPAWN_PROT_*.
static inline pte_t pte_kernel(uintptr_t frame) { return frame >> 2 | PTE_V | PTE_R | PTE_W | PTE_A | PTE_D; }
static inline pte_t pte_user(uintptr_t frame, int rights)
{
	return frame >> 2 | PTE_A | (rights ? PTE_V | PTE_U : 0) | (rights & KSPAWN_PROT_READ ? PTE_R : 0) |
	       (rights & KSPAWN_PROT_WRITE ? PTE_W | PTE_D : 0) | (rights & KSPAWN_PROT_EXEC ? PTE_X : 0);
}
static inline bool pte_writable(pte_t e) { return e & PTE_W; }
static inline pte_t pte_read_only(pte_t e) { return e & ~(pte_t)PTE_W; }
static inline uintptr_t pte_frame(pte_t e) { return e >> 10 << 12; }

extern uintptr_t machine_kernel_root; /* physical: the page table of the boot */
#define MACHINE_FLUSHES_REACH_ALL 0   /* the other processors' TLBs too */
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

/* ---- devices: what is at a physical address; a byte of a port or a register ---- */

#define MACHINE_DEVICE(type, address) (*(volatile type *)(DIRECT + (address)))
static inline void machine_out(uintptr_t at, uint8_t value) { MACHINE_DEVICE(uint8_t, at) = value; }
static inline uint8_t machine_in(uintptr_t at) { return MACHINE_DEVICE(uint8_t, at); }

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
