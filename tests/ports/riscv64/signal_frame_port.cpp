/* tests/ports/riscv64/signal_frame_port.cpp: the frame's registers are where the C library has them */
#include "signal_frame_host.hpp"

namespace {

AT(pc, __gregs[REG_PC]);
AT(ra, __gregs[REG_RA]);
AT(sp, __gregs[REG_SP]);
AT(tp, __gregs[REG_TP]);
AT(s0_s1, __gregs[REG_S0]);
AT(a, __gregs[REG_A0]);
AT(s2_s11, __gregs[REG_S2]);
AT(t3_t6, __gregs[28]);
constexpr size_t fp = offsetof(ucontext_t, uc_mcontext.__fpregs);
static_assert(offsetof(kspawn::rt_sigframe, fp) == offsetof(kspawn::rt_sigframe, uc) + fp);
static_assert(offsetof(kspawn::sigframe_fp, reserved) == offsetof(__riscv_mc_q_ext_state, __glibc_reserved));
static_assert(sizeof(kspawn::rt_sigframe) == sizeof(siginfo_t) + sizeof(ucontext_t));

} // namespace

namespace kspawn_test {

/// The C code of a handler needs its own gp and tp.
void settle(kspawn_pt_regs &r)
{
	__asm__("mv %0, gp" : "=r"(r.gp));
	__asm__("mv %0, tp" : "=r"(r.tp));
}

const std::vector<frame_change> frame_changes = {
	{ "the first reserved word", -KSPAWN_EINVAL, [](auto &f) { f.fp.reserved[0] = 1; }, nullptr },
	{ "a record of other registers", -KSPAWN_EINVAL, [](auto &f) { f.fp.reserved[1] = 0x53465457; }, nullptr },
	{ "its size", -KSPAWN_EINVAL, [](auto &f) { f.fp.reserved[2] = 16; }, nullptr },
	{ "fcsr", 0, [](auto &f) { f.fp.state[KSPAWN_USER_FCSR / 4] = 0x60; },
	  [](auto &, auto &fp) { return fp.bytes[KSPAWN_USER_FCSR] == 0x60; } },
	{ "tp", 0, [](auto &f) { f.uc.mcontext.tp = 4711; }, [](auto &r, auto &) { return r.tp == 4711; } },
};

} // namespace kspawn_test
