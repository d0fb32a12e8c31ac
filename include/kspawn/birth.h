/* include/kspawn/birth.h: the first frame of a newborn, the same on every port */
#ifndef KSPAWN_BIRTH_H
#define KSPAWN_BIRTH_H

#include <kspawn/arch/frame.h>
#include <kspawn/assert.h>

/* copy_thread lays it at the top of the stack; ret_from_fork wakes with the
 * stack pointer on it and takes from it what it calls. */
#define KSPAWN_BIRTH_RESUME (0 * KSPAWN_WORD)
#define KSPAWN_BIRTH_FN (1 * KSPAWN_WORD)
#define KSPAWN_BIRTH_ARG (2 * KSPAWN_WORD)
#define KSPAWN_BIRTH_REGS (3 * KSPAWN_WORD)
#define KSPAWN_BIRTH_SIZE (4 * KSPAWN_WORD)

#ifndef __ASSEMBLER__
#include <stddef.h>
#include <stdint.h>

struct kspawn_birth {
	uintptr_t resume; /* kspawn_ret_from_fork */
	uintptr_t fn;     /* NULL in a user child */
	uintptr_t arg;
	uintptr_t regs;   /* the newborn's user registers */
};

KSPAWN_ASSERT(offsetof(struct kspawn_birth, resume) == KSPAWN_BIRTH_RESUME, "resume");
KSPAWN_ASSERT(offsetof(struct kspawn_birth, fn) == KSPAWN_BIRTH_FN, "fn");
KSPAWN_ASSERT(offsetof(struct kspawn_birth, arg) == KSPAWN_BIRTH_ARG, "arg");
KSPAWN_ASSERT(offsetof(struct kspawn_birth, regs) == KSPAWN_BIRTH_REGS, "regs");
KSPAWN_ASSERT(sizeof(struct kspawn_birth) == KSPAWN_BIRTH_SIZE, "size");
KSPAWN_ASSERT(KSPAWN_BIRTH_SIZE % KSPAWN_STACK_ALIGN == 0, "a newborn's stack is aligned");
#endif
#endif
