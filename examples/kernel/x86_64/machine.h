/* x86_64 machine.h: what this machine is to the rest of the kernel */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <kspawn/host.h>

/* Addresses of the kernel, in the upper half, which every page table shares. */
#define DIRECT 0xffff800000000000ul /* physical memory, 1 GiB, and the devices below 4 GiB */
#define STACKS 0xffffc00000000000ul
#define IMAGE 0xffffffff80000000ul
#define USER_LOW 0x1000ul
#define USER_TOP (1ul << 38)
#define MACHINE_NAME "x86_64"

/* ---- page table entries (AMD64 manual, volume 2, 5.4) ---- */

typedef uint64_t pte_t;
enum { PT_LEVELS = 4 };
enum { PTE_PRESENT = 1 << 0, PTE_WRITE = 1 << 1, PTE_USER = 1 << 2 };
#define PTE_NX (1ul << 63)
#define PTE_FRAME 0x000ffffffffff000ul

static inline pte_t pte_table(uintptr_t frame) { return frame | PTE_PRESENT | PTE_WRITE | PTE_USER; }
/// A page that the kernel alone reads and writes; a page of a program with these rights, KSPAWN_PROT_*.
static inline pte_t pte_kernel(uintptr_t frame) { return frame | PTE_PRESENT | PTE_WRITE | PTE_NX; }
static inline pte_t pte_user(uintptr_t frame, int rights)
{
	return frame | (rights ? PTE_PRESENT | PTE_USER : 0) | (rights & KSPAWN_PROT_WRITE ? PTE_WRITE : 0) |
	       (rights & KSPAWN_PROT_EXEC ? 0 : PTE_NX);
}
static inline bool pte_writable(pte_t e) { return e & PTE_WRITE; }
static inline pte_t pte_read_only(pte_t e) { return e & ~(pte_t)PTE_WRITE; }
static inline uintptr_t pte_frame(pte_t e) { return e & PTE_FRAME; }

extern uintptr_t machine_kernel_root; /* physical: the page table of the boot */
#define MACHINE_FLUSHES_REACH_ALL 0   /* the other processors' TLBs too */
static inline void machine_load_root(uintptr_t root) { __asm__ volatile("mov %0, %%cr3" : : "r"(root) : "memory"); }
static inline void machine_flush_page(uintptr_t addr) { __asm__ volatile("invlpg (%0)" : : "r"(addr) : "memory"); }
static inline void machine_flush_all(void)
{
	uintptr_t root;

	__asm__ volatile("mov %%cr3, %0; mov %0, %%cr3" : "=r"(root) : : "memory");
}
/* Code that was written is fetched as it is. */
static inline void machine_sync_code(const void *at, size_t size) { (void)at, (void)size; }

/* ---- devices: what is at a physical address; a byte of a port ---- */

#define MACHINE_DEVICE(type, address) (*(volatile type *)(DIRECT + (address)))
static inline void machine_out(uintptr_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %1" : : "a"(value), "Nd"((uint16_t)port));
}
static inline uint8_t machine_in(uintptr_t port)
{
	uint8_t value;

	__asm__ volatile("inb %1, %0" : "=a"(value) : "Nd"((uint16_t)port));
	return value;
}

/* ---- interrupts ---- */

static inline uintptr_t interrupts_disable(void)
{
	uintptr_t flags;

	__asm__ volatile("pushfq; popq %0; cli" : "=r"(flags) : : "memory");
	return flags & 0x200;
}
static inline void interrupts_enable(void) { __asm__ volatile("sti" : : : "memory"); }
/// Lets interrupts in and sleeps until there is one; returns with them off.
static inline void interrupts_wait(void) { __asm__ volatile("sti; hlt; cli" : : : "memory"); }
static inline void machine_relax(void) { __asm__ volatile("pause"); }

#endif
