/* src/hosted/i386/sigframe.hpp: a signal frame that rt_sigreturn takes, and the descriptor of a program's TLS */
#ifndef KSPAWN_SIGFRAME_HOSTED_HPP
#define KSPAWN_SIGFRAME_HOSTED_HPP

#define KSPAWN_USER_DESC_BASE 4

#ifndef __ASSEMBLER__
#include <kspawn/rt_sigframe.hpp>

#define KSPAWN_SIGFRAME_SP arguments
#define KSPAWN_HOST_TLS
#define KSPAWN_HOST_MENDS
#define KSPAWN_CALL_PUSHES
#define KSPAWN_HOST_SYSCALLS

namespace kspawn::hosted {

/// The FXSAVE area begins an XSAVE area, which is aligned to 64.
struct before_sigframe {
	unsigned char unused[64 - offsetof(rt_sigframe, fp.state) % 64];
};

struct alignas(64) sigframe : before_sigframe, rt_sigframe {
	unsigned char extended[4096 - sizeof(sigframe_fp)]; /* the rest of it */
};

} // namespace kspawn::hosted
#endif
#endif
