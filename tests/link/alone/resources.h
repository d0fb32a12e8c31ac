/* tests/link/alone/resources.h: memory and tables of processes */
#ifndef KSPAWN_TESTS_LINK_ALONE_RESOURCES_H
#define KSPAWN_TESTS_LINK_ALONE_RESOURCES_H

#include <kspawn/fork.h>

#include "alone.h"

#define USER_LOW 0x10000u
#define USER_SIZE 0x20000u
#define PAGE 4096u

/// User memory; the tables of files and the like are no more than a count of their users.
struct kspawn_mm {
	unsigned users;
	program_fn *program; /* layer 3: what was mapped */
	unsigned char bytes[USER_SIZE];
};

/// The program of the next child with memory of its own or with its parent's.
extern program_fn *child_program;

/// A resource with one user, or NULL.
struct kspawn_mm *resource_new(void);
void resource_put(struct kspawn_mm *resource);
/// The bytes at a user address, or NULL if one of them is not there.
unsigned char *user_bytes(struct kspawn_mm *mm, uintptr_t at, size_t n);
uint32_t user_word(uintptr_t at);
/// Gives the kernel thread first resources.
void first_resources(struct task *t);
/// Sleeps until `count` more processes have ended.
void await_ends(uint32_t count);

#endif
