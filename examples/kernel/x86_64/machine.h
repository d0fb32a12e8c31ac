/* x86_64 machine.h: what this machine is to the rest of the kernel */
#ifndef MACHINE_H
#define MACHINE_H

#include "../pc/machine_pc.h"

/* Addresses of the kernel, in the upper half, which every page table shares. */
#define DIRECT 0xffff800000000000ul /* physical memory, 1 GiB, and the devices below 4 GiB */
#define STACKS 0xffffc00000000000ul
#define IMAGE 0xffffffff80000000ul
#define USER_LOW 0x1000ul
#define USER_TOP (1ul << 38)
#define MACHINE_NAME "x86_64"

/* What is at a physical address. */
#define MACHINE_DEVICE(type, address) (*(volatile type *)(DIRECT + (address)))

/* A pointer of this processor's block, in one instruction: no interrupt can move the task to another processor within. */
#define MACHINE_OF_CPU(value, member) __asm__ volatile("mov %%gs:%c1, %0" : "=r"(value) : "i"(offsetof(struct cpu, member)))

enum { PT_LEVELS = 4 };
static inline void machine_load_root(uintptr_t root) { __asm__ volatile("mov %0, %%cr3" : : "r"(root) : "memory"); }

#endif
