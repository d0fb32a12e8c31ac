/* tests/system/user/frames_context.h: the parts of a handler's frame, by the handler's argument `info` */
#ifndef KSPAWN_TEST_FRAMES_CONTEXT_H
#define KSPAWN_TEST_FRAMES_CONTEXT_H

#include <stdbool.h>
#include <stddef.h>

#include <kspawn/pt_regs.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A change to a word of kspawn_pt_regs, and what becomes of a program with it.
struct forgery {
	const char *name;
	size_t word;
	unsigned long keep, set;
	int status;
};

bool frame_is_whole(void *info, void *context);
unsigned char *frame_fp(void *info); /* KSPAWN_USER_STATE_SIZE bytes */
void frame_block_all(void *info);
void frame_change(void *info, const struct forgery *forged, void (*also)(struct kspawn_pt_regs *regs, int variant), int variant);
/// Returns what becomes of a program whose frame says so, where it may be less: of all words and bits of pt_regs a frame has
/// some, and Linux clears some of those. `lives` is the status of one that it does no harm.
int frame_status(void *info, const struct forgery *forged, int lives);

#ifdef __cplusplus
}
#endif
#endif
