/* tests/user/regs_words.h: every register of a program: pt_regs, and floating point as the core keeps it */
#ifndef KSPAWN_TEST_USER_REGS_WORDS_H
#define KSPAWN_TEST_USER_REGS_WORDS_H

#include <kspawn/frame.h>
#include <kspawn/pt_regs.h>

#define REGS_FP ((KSPAWN_REGS_SIZE + 15) & ~15)

#ifndef __ASSEMBLER__
#include <kspawn/assert.h>

/* Bit n: word n of pt_regs. */
#define REGS_BIT(offset) (1ull << (offset) / KSPAWN_WORD)

struct all_regs {
	union {
		struct kspawn_pt_regs regs;
		KSPAWN_WORD_TYPE word[KSPAWN_REGS_SIZE / KSPAWN_WORD];
	};
	uint32_t fp[KSPAWN_USER_STATE_SIZE / 4] __attribute__((aligned(16)));
};
KSPAWN_ASSERT(offsetof(struct all_regs, fp) == REGS_FP, "for assembly");

/// What execve left in the registers.
extern struct all_regs regs_start __attribute__((visibility("hidden")));
#endif
#endif
