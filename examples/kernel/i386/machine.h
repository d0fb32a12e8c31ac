/* i386 machine.h: what this machine is to the rest of the kernel */
#ifndef MACHINE_H
#define MACHINE_H

#include <kspawn/arch/entry.h>

#include "../pc/machine_pc.h"

/* Addresses of the kernel, in the upper half, which every page table shares. */
#define DIRECT 0x80000000ul /* physical memory, 1 GiB */
#define STACKS 0xc0000000ul
#define IMAGE DIRECT
#define USER_LOW 0x1000ul
#define USER_TOP (1ul << 31)
#define MACHINE_NAME "i686"

/* What is at a physical address: devices are at their own, just below 4 GiB. */
#define MACHINE_DEVICE(type, address) (*(volatile type *)(address))

/* Three levels, of which the processor keeps the first from when it is loaded: it has no bits but one. (AMD64 manual, volume 2,
 * 5.2.3) */
enum { PT_LEVELS = 3 };
#define ROOT_ENTRIES 4
#define ROOT_IS_KEPT
static inline pte_t pte_root(uintptr_t frame) { return frame | PTE_PRESENT; }
#define OWN_PTE_READ
static inline pte_t pte_read(pte_t *e) { return __sync_val_compare_and_swap(e, 0, 0); } /* CMPXCHG8B */
/* A task gate loads what the block has. Interrupts are off. */
static inline void machine_load_root(uintptr_t root)
{
	__asm__ volatile("mov %0, %%fs:%c1\n\tmov %0, %%cr3" : : "r"(root), "i"(KSPAWN_ENTRY_ROOT) : "memory");
}

/* 64 bits of a system call are in two registers, whatever their number. */
#define WIDE_ANYWHERE
/* The first forms of mmap and select have their arguments in memory. (Linux, arch/x86/entry/syscalls/syscall_32.tbl) */
#define MMAP_OF_BLOCK
#define SELECT_OF_BLOCK

#endif
