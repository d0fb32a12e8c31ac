/* loongarch64 sigcontext.hpp: Linux's struct sigcontext and how a signal handler begins (uapi asm/sigcontext.h) */
#ifndef KSPAWN_ARCH_SIGCONTEXT_HPP
#define KSPAWN_ARCH_SIGCONTEXT_HPP

#include <kspawn/pt_regs.h>

#define KSPAWN_SIGCONTEXT_REGS(X) X(pc) X(r)
#define KSPAWN_HANDLER_RETURN r[1]

namespace kspawn {

struct sigcontext {
	uint64_t pc, r[32];
	uint32_t has_fp, unused;
};

/// struct fpu_context behind its header, and the header that ends all records.
struct sigframe_fp {
	uint32_t magic, size, unused[2];
	unsigned char state[KSPAWN_USER_FCSR];
	uint32_t fcsr, padding, end[4];
};
constexpr uint32_t fpu_magic = 0x46505501, fpu_size = offsetof(sigframe_fp, end);

static inline void fp_to_linux(sigframe_fp &fp) { fp.magic = fpu_magic, fp.size = fpu_size; }

/// Without the causes of exceptions.
static inline bool fp_from_linux(sigframe_fp &fp, uint32_t)
{
	fp.fcsr &= ~0x1f000000u;
	return fp.magic == fpu_magic && fp.size == fpu_size;
}

static inline void enter_handler(kspawn_pt_regs &r, uintptr_t handler) { r.pc = handler; }
static inline void regs_from_linux(kspawn_pt_regs &, const kspawn_pt_regs &) {}

} // namespace kspawn
#endif
