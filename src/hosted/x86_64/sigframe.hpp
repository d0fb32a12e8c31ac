/* src/hosted/x86_64/sigframe.hpp: a signal frame that rt_sigreturn takes */
#ifndef KSPAWN_SIGFRAME_HOSTED_HPP
#define KSPAWN_SIGFRAME_HOSTED_HPP

#include <ucontext.h>

#define KSPAWN_SIGFRAME_SP uc
#define KSPAWN_HOST_TLS

namespace kspawn::hosted {

struct sigframe {
	alignas(64) unsigned char fp[4096]; /* XSAVE area, or its first 512 bytes alone */
	ucontext_t uc;
};

} // namespace kspawn::hosted
#endif
