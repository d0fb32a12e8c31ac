/* src/hosted/aarch64/sigframe.hpp: a signal frame that rt_sigreturn takes */
#ifndef KSPAWN_SIGFRAME_HOSTED_HPP
#define KSPAWN_SIGFRAME_HOSTED_HPP

#include <ucontext.h>

namespace kspawn::hosted {

struct alignas(16) sigframe {
	unsigned char info[128];
	ucontext_t uc;
};

} // namespace kspawn::hosted
#endif
