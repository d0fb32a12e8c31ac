/* s390x machine.h: what this machine is to the rest of the kernel */
#ifndef MACHINE_H
#define MACHINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <kspawn/host.h>

/* The kernel has an address space of its own, the home space: 1 GiB of memory as it is, kernel stacks above it. A program's is
 * the primary space, and has no page of the kernel. */
#define KERNEL_APART
#define DIRECT 0ul
#define STACKS 0x40000000ul
#define USER_LOW 0x1000ul
#define USER_TOP 0x80000000ul
#define MACHINE_NAME "s390x"
#define MMAP_OF_BLOCK /* Linux, arch/s390/kernel/sys_s390.c */

/* ---- segment table entries and page table entries (z/Architecture Principles of Operation, "Translation Tables") ---- */

typedef uint64_t pte_t;
enum { PT_LEVELS = 2 };
#define LEAF_BITS 8
#define ROOT_ENTRIES 2048
#define USER_ENTRIES ROOT_ENTRIES
enum { PTE_INVALID = 0x400, PTE_PROTECTED = 0x200, PTE_NO_CODE = 0x100, SEGMENT_INVALID = 0x20 };
enum { SEGMENT = 1 << 20 };                       /* bytes of an entry of the root */
#define PTE_EMPTY (PTE_INVALID | SEGMENT_INVALID) /* of both kinds */
#define PTE_FRAME (~0xffful)

enum { PTE_SHIFT = 0, PTE_OF_TABLE = 0, PTE_OF_KERNEL = PTE_NO_CODE, PTE_OF_USER = PTE_INVALID | PTE_PROTECTED | PTE_NO_CODE };
enum { PTE_USED = PTE_INVALID, PTE_READ = 0, PTE_WRITE = PTE_PROTECTED, PTE_EXEC = PTE_NO_CODE };

#define MACHINE_FLUSHES_REACH_ALL 0 /* the other processors' TLBs too */
static inline void machine_flush_all(void) { __asm__ volatile("ptlb" : : : "memory"); }
static inline void machine_flush_page(uintptr_t addr)
{
	(void)addr;
	machine_flush_all();
}
/* The primary space, and the secondary space that a program may choose: segment tables of full length, private. */
static inline void machine_load_root(uintptr_t root)
{
	const uint64_t asce = root | 0x103;

	__asm__ volatile("lctlg 1, 1, %0\n\tlctlg 7, 7, %0" : : "Q"(asce) : "memory");
	machine_flush_all();
}
/* A processor fetches code as it was written, its own and, once it is interrupted, another's. */
static inline void machine_sync_code(const void *at, size_t size) { (void)at, (void)size; }

/* ---- interrupts: bits 6 and 7 of the PSW ---- */

static inline uintptr_t interrupts_disable(void)
{
	uint8_t mask;

	__asm__ volatile("stnsm %0, 0xfc" : "=Q"(mask) : : "memory");
	return mask & 1;
}
static inline void interrupts_enable(void)
{
	uint8_t mask;

	__asm__ volatile("stosm %0, 3" : "=Q"(mask) : : "memory");
}
/// Sleeps until there is an interrupt, then lets it in; returns with them off.
void interrupts_wait(void);
static inline void machine_relax(void) { __asm__ volatile("nopr %%r7" : : : "memory"); }

#endif
