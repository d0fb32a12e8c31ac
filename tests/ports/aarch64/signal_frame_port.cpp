/* tests/ports/aarch64/signal_frame_port.cpp: the frame's registers are where the C library has them */
#include "signal_frame_host.hpp"

namespace {

AT(fault_address, fault_address);
AT(x, regs);
AT(sp, sp);
AT(pc, pc);
AT(pstate, pstate);
constexpr size_t records = offsetof(ucontext_t, uc_mcontext.__reserved);
static_assert(offsetof(kspawn::rt_sigframe, fp) == offsetof(kspawn::rt_sigframe, uc) + records);
static_assert(sizeof(kspawn::rt_sigframe) == sizeof(siginfo_t) + sizeof(ucontext_t));
static_assert(kspawn::fpsimd_magic == FPSIMD_MAGIC && kspawn::fpsimd_size == sizeof(fpsimd_context));
static_assert(offsetof(kspawn::sigframe_fp, fpsr) == offsetof(fpsimd_context, fpsr));
static_assert(offsetof(kspawn::sigframe_fp, fpcr) == offsetof(fpsimd_context, fpcr));
static_assert(offsetof(kspawn::sigframe_fp, state) == offsetof(fpsimd_context, vregs));

} // namespace

namespace kspawn_test {

/// N and C are set.
void settle(kspawn_pt_regs &r) { r.pstate = 0xa0000000; }

const std::vector<frame_change> frame_changes = {
	{ "EL1", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.pstate |= 5; }, nullptr },
	{ "a mask bit", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.pstate |= 1 << 7; }, nullptr },
	{ "AArch32", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.pstate |= 1 << 4; }, nullptr },
	{ "PAN, IL and what has no name", 0,
	  [](auto &f) { f.uc.mcontext.pstate |= 0xffffffff00000000 | 3 << 22 | 0xff << 13 | 1 << 5; },
	  [](auto &r, auto &) { return r.pstate == 0xa0000000; } },
	{ "no record of floating point", -KSPAWN_EINVAL, [](auto &f) { f.fp.magic = 0; }, nullptr },
	{ "a record of another size", -KSPAWN_EINVAL, [](auto &f) { f.fp.size += 16; }, nullptr },
	{ "FPCR", 0, [](auto &f) { f.fp.fpcr = 1 << 24; }, [](auto &, auto &fp) { return fp.bytes[KSPAWN_USER_FPCR + 3] == 1; } },
	{ "FPSR", 0, [](auto &f) { f.fp.fpsr = 1 << 27; }, [](auto &, auto &fp) { return fp.bytes[KSPAWN_USER_FPSR + 3] == 8; } },
};

} // namespace kspawn_test
