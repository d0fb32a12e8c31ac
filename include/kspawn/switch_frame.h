/* include/kspawn/switch_frame.h: the frame of a sleeping thread and its offsets, from the port's lists
 *
 * KSPAWN_SWITCH_FRAME is what switch_to leaves at `sp`. switch_to_fp leaves KSPAWN_SWITCH_FP_FRAME above it; without
 * that list the port has a structure of its own. */
#include <kspawn/arch/frame.h> /* which includes this header at its end */

#ifndef KSPAWN_SWITCH_FRAME_H
#define KSPAWN_SWITCH_FRAME_H

#include <kspawn/layout.h>

/* A backtrace begins at the same offsets in the frames of switch_to_fp and switch_to. */
#ifndef KSPAWN_SWITCH_FP_RETURN
#define KSPAWN_SWITCH_FP_FRAME_POINTER KSPAWN_SWITCH_FRAME_POINTER
#define KSPAWN_SWITCH_FP_RETURN KSPAWN_SWITCH_RETURN
#endif

#ifndef KSPAWN_SWITCH_FP_REGS
#define KSPAWN_SWITCH_FP_REGS KSPAWN_KEPT_FP(KSPAWN_NAME)
#endif

#ifdef __ASSEMBLER__
#define KSPAWN_SWITCH_WORDS(member, NAME, count) KSPAWN_LAYOUT_AT(KSPAWN_SWITCH_##NAME, count)
#define KSPAWN_SWITCH_WORD(member, NAME) KSPAWN_LAYOUT_AT(KSPAWN_SWITCH_##NAME, 1)
KSPAWN_LAYOUT_BEGIN
KSPAWN_SWITCH_FRAME(KSPAWN_SWITCH_WORD, KSPAWN_SWITCH_WORDS)
#ifdef KSPAWN_SWITCH_FP_FRAME
KSPAWN_SWITCH_FP_FRAME(KSPAWN_SWITCH_WORD, KSPAWN_SWITCH_WORDS)
#endif
#else
struct kspawn_switch_frame {
	KSPAWN_SWITCH_FRAME(KSPAWN_MEMBER, KSPAWN_MEMBERS)
};

#define KSPAWN_SWITCH_WORDS(member, NAME, count) KSPAWN_SWITCH_##NAME = offsetof(struct kspawn_switch_frame, member),
#define KSPAWN_SWITCH_WORD(member, NAME) KSPAWN_SWITCH_WORDS(member, NAME, 1)
enum { KSPAWN_SWITCH_FRAME(KSPAWN_SWITCH_WORD, KSPAWN_SWITCH_WORDS) };

#ifdef KSPAWN_SWITCH_FP_FRAME
struct kspawn_switch_fp_frame {
	struct kspawn_switch_frame integers;
	KSPAWN_SWITCH_FP_FRAME(KSPAWN_MEMBER, KSPAWN_MEMBERS)
};
KSPAWN_ASSERT(KSPAWN_SWITCH_FP_SIZE % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");
#endif
KSPAWN_ASSERT(sizeof(struct kspawn_switch_frame) == KSPAWN_SWITCH_SIZE, "KSPAWN_SWITCH_SIZE is the size of the list");
KSPAWN_ASSERT(sizeof(struct kspawn_switch_fp_frame) == KSPAWN_SWITCH_FP_SIZE, "KSPAWN_SWITCH_FP_SIZE is the size of the struct");
KSPAWN_ASSERT(KSPAWN_SWITCH_SIZE % KSPAWN_STACK_ALIGN == 0, "a sleeping thread's stack is aligned");
#endif
#endif
