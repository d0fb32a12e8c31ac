/* tests/ports/s390x/signal_frame_port.cpp: the frame's registers are where the C library has them */
#include "signal_frame_host.hpp"

namespace {

AT(mask, psw.mask);
AT(pc, psw.addr);
AT(r, gregs);
AT(tls, aregs);
AT(state, aregs[2]);
AT(fpc, fpregs.fpc);
AT(f, fpregs.fprs);
static_assert(offsetof(kspawn::sigcontext, fpc) == offsetof(kspawn::sigcontext, state) + KSPAWN_USER_FPC);
static_assert(offsetof(kspawn::sigcontext, f) == offsetof(kspawn::sigcontext, state) + KSPAWN_USER_F0);
static_assert(offsetof(kspawn::ucontext, vectors) == sizeof(ucontext_t));

constexpr uint64_t calm = KSPAWN_USER_STATUS | 0x0000200000000000; /* condition code 2 */

uint32_t fpc_of(const kspawn_test::user_fp &fp)
{
	uint32_t fpc;
	memcpy(&fpc, fp.bytes + KSPAWN_USER_FPC, sizeof(fpc));
	return fpc;
}

} // namespace

namespace kspawn_test {

/// The C code of a handler needs its own TLS.
void settle(kspawn_pt_regs &r)
{
	r.mask = calm;
	r.tls = reinterpret_cast<uintptr_t>(__builtin_thread_pointer());
}

const std::vector<frame_change> frame_changes = {
	{ "supervisor state and all that is the kernel's", 0, [](auto &f) { f.uc.mcontext.mask ^= 0xffff000000000000; },
	  [](auto &r, auto &) { return r.mask == calm; } },
	{ "the home space", 0, [](auto &f) { f.uc.mcontext.mask |= 0x0000c00000000000; },
	  [](auto &r, auto &) { return r.mask == calm; } },
	{ "the secondary space", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.mask |= 0x0000800000000000; }, nullptr },
	{ "addresses of 31 bits", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.mask &= ~uint64_t(0x100000000); }, nullptr },
	{ "condition code and program mask", 0, [](auto &f) { f.uc.mcontext.mask |= 0x00003f0000000000; },
	  [](auto &r, auto &) { return r.mask == (calm | 0x00003f0000000000); } },
	{ "an unassigned bit of FPC", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.fpc = 8; }, nullptr },
	{ "a rounding mode that is none", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.fpc = 4; }, nullptr },
	{ "FPC", 0, [](auto &f) { f.uc.mcontext.fpc = 0xf8f8ff73; }, [](auto &, auto &fp) { return fpc_of(fp) == 0xf8f8ff73; } },
	{ "TLS", 0, [](auto &f) { f.uc.mcontext.tls = 4711; }, [](auto &r, auto &) { return r.tls == 4711; } },
	{ "an access register", 0, [](auto &f) { f.uc.mcontext.state[0] = 4711; },
	  [](auto &, auto &fp) { return fp.bytes[2] == 4711 / 256 && fp.bytes[3] == 4711 % 256; } },
};

} // namespace kspawn_test
