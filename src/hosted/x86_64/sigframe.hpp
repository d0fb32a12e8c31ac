/* src/hosted/x86_64/sigframe.hpp: a signal frame that rt_sigreturn takes */
#ifndef KSPAWN_SIGFRAME_HOSTED_HPP
#define KSPAWN_SIGFRAME_HOSTED_HPP

#include <kspawn/rt_sigframe.hpp>

#define KSPAWN_SIGFRAME_SP uc
#define KSPAWN_HOST_TLS
#define KSPAWN_CALL_PUSHES
#define KSPAWN_HOST_SYSCALLS

namespace kspawn::hosted {

struct sigframe {
	alignas(64) sigframe_fp fp;
	unsigned char extended[4096 - sizeof(sigframe_fp)]; /* the rest of an XSAVE area */
	ucontext uc;
};

} // namespace kspawn::hosted
#endif
