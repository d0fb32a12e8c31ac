/* machine_pc.h: what the machines of the PC are alike to the rest of the kernel; for machine.h alone */
#ifndef MACHINE_PC_H
#define MACHINE_PC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <kspawn/host.h>

#define OWN_SYSCALLS

/* ---- page table entries (AMD64 manual, volume 2, 5.4) ---- */

typedef uint64_t pte_t;
enum { PTE_PRESENT = 1 << 0, PTE_WRITE = 1 << 1, PTE_USER = 1 << 2 };
#define PTE_NX (UINT64_C(1) << 63)
#define PTE_FRAME UINT64_C(0x000ffffffffff000)

enum { PTE_SHIFT = 0, PTE_OF_TABLE = PTE_PRESENT | PTE_WRITE | PTE_USER };
enum { PTE_USED = PTE_PRESENT | PTE_USER, PTE_READ = 0 };
#define PTE_OF_KERNEL (PTE_PRESENT | PTE_WRITE | PTE_NX)
#define PTE_OF_USER PTE_NX
#define PTE_EXEC PTE_NX

#define MACHINE_HAS_ONE_TIMER 1     /* whose interrupt the first processor passes on */
#define MACHINE_FLUSHES_REACH_ALL 0 /* the other processors' TLBs too */
static inline void machine_flush_page(uintptr_t addr) { __asm__ volatile("invlpg (%0)" : : "r"(addr) : "memory"); }
static inline void machine_flush_all(void)
{
	uintptr_t root;

	__asm__ volatile("mov %%cr3, %0; mov %0, %%cr3" : "=r"(root) : : "memory");
}
/* Code that was written is fetched as it is. */
static inline void machine_sync_code(const void *at, size_t size) { (void)at, (void)size; }

/* ---- a byte of a port ---- */

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

	__asm__ volatile("pushf; pop %0; cli" : "=r"(flags) : : "memory");
	return flags & 0x200;
}
static inline void interrupts_enable(void) { __asm__ volatile("sti" : : : "memory"); }
/// Lets interrupts in and sleeps until there is one; returns with them off.
static inline void interrupts_wait(void) { __asm__ volatile("sti; hlt; cli" : : : "memory"); }
static inline void machine_relax(void) { __asm__ volatile("pause"); }

#endif
