/* @PORT@ sigcontext.hpp: Linux's struct sigcontext and how a signal handler begins */
/* missing: these lines only compile; take the structures from uapi asm/sigcontext.h and asm/ucontext.h */
#ifndef KSPAWN_ARCH_SIGCONTEXT_HPP
#define KSPAWN_ARCH_SIGCONTEXT_HPP

#include <kspawn/pt_regs.h>

#define KSPAWN_SIGCONTEXT_REGS(X) X(pc) X(sp)
#define KSPAWN_HANDLER_RETURN ret

namespace kspawn {

struct sigcontext {
	uintptr_t pc, sp;
};

struct sigframe_fp {
	unsigned char state[KSPAWN_USER_STATE_SIZE];
};

static inline void fp_to_linux(sigframe_fp &) {}
static inline bool fp_from_linux(sigframe_fp &, uint32_t) { return false; }
static inline void enter_handler(kspawn_pt_regs &r, uintptr_t handler) { r.pc = handler; }
static inline void regs_from_linux(kspawn_pt_regs &, const kspawn_pt_regs &) {}

} // namespace kspawn
#endif
