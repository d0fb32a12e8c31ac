/* tests/ports/mips/signal_frame_port.cpp: the frame's registers are where the C library has them */
#include "signal_frame_host.hpp"

namespace {

AT(pc, pc);
AT(r, gregs);
AT(state, fpregs);
AT(fcsr, fpc_csr);
AT(has_fp, used_math);
AT(dsp, dsp);
AT(hi, mdhi);
AT(lo, mdlo);

} // namespace

namespace kspawn_test {

/// $0 is zero, k0 and k1 are not kept.
void settle(kspawn_pt_regs &r) { r.r[0] = r.r[26] = r.r[27] = 0; }

const std::vector<frame_change> frame_changes = {
	{ "FCSR with the cause of an enabled exception", 0, [](auto &f) { f.uc.mcontext.fcsr = 0x3ffff; },
	  [](auto &, auto &fp) {
		  uint32_t fcsr;
		  memcpy(&fcsr, fp.bytes + KSPAWN_USER_FCSR, sizeof(fcsr));
		  return fcsr == 0xfff;
	  } },
	{ "no floating point", 0, [](auto &f) { f.uc.mcontext.has_fp = 0; },
	  [](auto &, auto &fp) { return fp.bytes[0] == 0 && fp.bytes[100] == 0; } },
};

} // namespace kspawn_test
