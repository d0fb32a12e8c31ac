/* tests/ports/m68k/signal_frame_port.cpp: the frame's registers are where the C library has them */
#include <csignal>
#include <ucontext.h>

#include <kspawn/errno.h>

#include "signal_frame_host.hpp"

namespace {

#define AT(own, libc) static_assert(offsetof(kspawn::ucontext, own) == offsetof(ucontext_t, libc))
AT(mcontext.version, uc_mcontext.version);
AT(mcontext.d, uc_mcontext.gregs[R_D0]);
AT(mcontext.a, uc_mcontext.gregs[R_A0]);
AT(mcontext.sp, uc_mcontext.gregs[R_SP]);
AT(mcontext.pc, uc_mcontext.gregs[R_PC]);
AT(mcontext.sr, uc_mcontext.gregs[R_PS]);
AT(mcontext.state, uc_mcontext.fpregs);
AT(mask, uc_sigmask);
static_assert(sizeof(kspawn::sigcontext) == sizeof(mcontext_t));
static_assert(sizeof(kspawn::sigcontext::state) == KSPAWN_USER_STATE_SIZE);

} // namespace

namespace kspawn_test {

/// X, N and V are set.
void settle(kspawn_pt_regs &r) { r.sr = 0x1a; }

const std::vector<frame_change> frame_changes = {
	{ "another version", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.version = 1; }, nullptr },
	{ "the supervisor's SR", 0, [](auto &f) { f.uc.mcontext.sr |= 0xff00; }, [](auto &r, auto &) { return r.sr == 0x1a; } },
	{ "FPCR", 0, [](auto &f) { f.uc.mcontext.state[0] = 0x90; }, [](auto &, auto &fp) { return fp.bytes[3] == 0x90; } },
};

} // namespace kspawn_test
