/* tests/system/user/frames.h: a handler's frame, and what becomes of a program that returns with forged registers */
#ifndef KSPAWN_TEST_FRAMES_H
#define KSPAWN_TEST_FRAMES_H

#include <system_port.h>

#include "../../arch/forgery.h"
#include "frames_context.h"

/* struct sigaction of the kernel. (Linux, linux/signal_types.h) */
#ifndef OWN_ACTION
struct action {
	void (*handler)(int sig, void *info, void *context);
	unsigned long flags;
#ifndef ACTION_HAS_NO_RESTORER
	void (*restorer)(void);
#endif
	unsigned long mask[8 / sizeof(unsigned long)];
};
#endif

#ifndef OWN_FORGE_VARIANT
static inline void forge_variant(struct kspawn_pt_regs *regs, int variant) { (void)regs, (void)variant; }
#endif

#define DIES KILLED(SIGSEGV)
#define LIVES EXITED(0)

#endif
