/* tests/ports/m68k/signal_frame_port.cpp: the frame's registers are where the C library has them */
#include "signal_frame_host.hpp"

namespace {

AT(version, version);
AT(d, gregs[R_D0]);
AT(a, gregs[R_A0]);
AT(sp, gregs[R_SP]);
AT(pc, gregs[R_PC]);
AT(sr, gregs[R_PS]);
AT(state, fpregs);
static_assert(offsetof(kspawn::ucontext, mask) == offsetof(ucontext_t, uc_sigmask));
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
