/* riscv sigcontext.hpp: Linux's struct sigcontext and how a signal handler begins (uapi asm/ptrace.h, asm/sigcontext.h) */
#ifndef KSPAWN_ARCH_SIGCONTEXT_HPP
#define KSPAWN_ARCH_SIGCONTEXT_HPP

#include <kspawn/pt_regs.h>

#define KSPAWN_SIGCONTEXT_REGS(X) X(pc) X(ra) X(sp) X(gp) X(tp) X(t0_t2) X(s0_s1) X(a) X(s2_s11) X(t3_t6)
#define KSPAWN_HANDLER_RETURN ra

namespace kspawn {

struct sigcontext {
	uintptr_t pc, ra, sp, gp, tp, t0_t2[3], s0_s1[2], a[8], s2_s11[10], t3_t6[4];
};

/// struct __riscv_d_ext_state in the room of the one for Q. The last words would say that there are other registers.
struct sigframe_fp {
	uint32_t state[129], reserved[3];
};

static inline void fp_to_linux(sigframe_fp &) {}
static inline bool fp_from_linux(sigframe_fp &fp, uint32_t) { return !(fp.reserved[0] | fp.reserved[1] | fp.reserved[2]); }

static inline void enter_handler(kspawn_pt_regs &r, uintptr_t handler) { r.pc = handler; }
static inline void regs_from_linux(kspawn_pt_regs &, const kspawn_pt_regs &) {}

} // namespace kspawn
#endif
