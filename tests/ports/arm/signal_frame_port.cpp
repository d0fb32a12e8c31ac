/* tests/ports/arm/signal_frame_port.cpp: the frame's registers are where the C library has them */
#include "signal_frame_host.hpp"

namespace {

AT(trap_no, trap_no);
AT(error_code, error_code);
AT(oldmask, oldmask);
AT(r[0], arm_r0);
AT(r[10], arm_r10);
AT(r[11], arm_fp);
AT(r[12], arm_ip);
AT(r[13], arm_sp);
AT(r[14], arm_lr);
AT(r[15], arm_pc);
AT(cpsr, arm_cpsr);
AT(fault_address, fault_address);
static_assert(offsetof(kspawn::rt_sigframe, fp) - offsetof(kspawn::rt_sigframe, uc) == offsetof(ucontext_t, uc_regspace));
static_assert(sizeof(kspawn::rt_sigframe) == sizeof(siginfo_t) + sizeof(ucontext_t) + 16);
static_assert(kspawn::vfp_size == 0x120);

} // namespace

namespace kspawn_test {

/// N and C are set, and T where the compiler makes Thumb code.
void settle(kspawn_pt_regs &r)
{
	r.cpsr = 0xa0000000 | KSPAWN_USER_STATUS;
#ifdef __thumb__
	r.cpsr |= KSPAWN_CPSR_T;
#endif
	r.r[15] &= ~1u;
}

const std::vector<frame_change> frame_changes = {
	{ "the supervisor's mode", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.cpsr |= 3; }, nullptr },
	{ "interrupts off", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.cpsr |= 1 << 7; }, nullptr },
	{ "F and A", 0, [](auto &f) { f.uc.mcontext.cpsr |= 0x140; }, [](auto &r, auto &) { return !(r.cpsr & 0x140); } },
	{ "J", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.cpsr |= 1 << 24; }, nullptr },
	{ "Thumb state and an odd pc", 0,
	  [](auto &f) {
		  f.uc.mcontext.cpsr |= KSPAWN_CPSR_T;
		  f.uc.mcontext.r[15] |= 3;
	  },
	  [](auto &r, auto &) { return (r.r[15] & 3) == 2; } },
	{ "Arm state and an odd pc", 0,
	  [](auto &f) {
		  f.uc.mcontext.cpsr &= ~KSPAWN_CPSR_T;
		  f.uc.mcontext.r[15] |= 3;
	  },
	  [](auto &r, auto &) { return (r.r[15] & 3) == 0; } },
	{ "no record of floating point", -KSPAWN_EINVAL, [](auto &f) { f.fp.magic = 0; }, nullptr },
	{ "a record of another size", -KSPAWN_EINVAL, [](auto &f) { f.fp.size -= 8; }, nullptr },
	{ "FPSCR", 0, [](auto &f) { f.fp.fpscr = 1 << 24; },
	  [](auto &, auto &fp) { return fp.bytes[KSPAWN_USER_FPSCR + 3] == 1; } },
};

} // namespace kspawn_test
