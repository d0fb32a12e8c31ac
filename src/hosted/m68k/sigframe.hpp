/* src/hosted/m68k/sigframe.hpp: a signal frame that rt_sigreturn takes */
#ifndef KSPAWN_SIGFRAME_HOSTED_HPP
#define KSPAWN_SIGFRAME_HOSTED_HPP

#include <kspawn/rt_sigframe.hpp>

#define KSPAWN_SIGFRAME_SP arguments
#define KSPAWN_HOST_TLS /* a system call */
#define KSPAWN_CALL_PUSHES
#define KSPAWN_HOST_SYSCALLS

namespace kspawn::hosted {

/// In QEMU 7.2 no code precedes the information, as it does in Linux.
struct alignas(16) sigframe {
	uintptr_t return_address, arguments[3];
	kspawn_siginfo info;
	ucontext uc;
};

} // namespace kspawn::hosted
#endif
