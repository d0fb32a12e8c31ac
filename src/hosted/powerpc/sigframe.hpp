/* src/hosted/powerpc/sigframe.hpp: a signal frame that rt_sigreturn takes */
#ifndef KSPAWN_SIGFRAME_HOSTED_HPP
#define KSPAWN_SIGFRAME_HOSTED_HPP

#define KSPAWN_HOST_TLS

/* Where the exit finds the vector of VSCR, which QEMU neither saves nor loads. */
#if KSPAWN_WORD == 8
#define KSPAWN_SIGFRAME_VSCR 1552
#else
#define KSPAWN_SIGFRAME_VSCR 1376
#endif

#ifndef __ASSEMBLER__
#include <kspawn/rt_sigframe.hpp>

#if KSPAWN_WORD == 8
#define KSPAWN_SIGFRAME_SP sp

namespace kspawn::hosted {

/// Where Linux's trampoline adds 128 to the stack pointer, QEMU's rt_sigreturn adds 144.
struct sigframe_sp {
	unsigned char sp[16];
};
struct alignas(16) sigframe : sigframe_sp, kspawn::rt_sigframe {};

} // namespace kspawn::hosted
#endif
#endif
#endif
