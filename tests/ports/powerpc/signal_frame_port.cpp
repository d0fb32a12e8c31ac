/* tests/ports/powerpc/signal_frame_port.cpp: the frame's registers are where the C library has them */
#include "signal_frame_host.hpp"

namespace {

#if KSPAWN_WORD == 8
AT(signal, signal);
AT(handler, handler);
AT(oldmask, oldmask);
AT(regs_at, regs);
AT(r, gp_regs);
AT(state, fp_regs);
AT(vectors_at, v_regs);
AT(vectors, vmx_reserve);
#else
#undef AT
#define AT(own, libc) static_assert(offsetof(kspawn::sigcontext, own) == offsetof(mcontext_t, libc))
AT(r, gregs);
AT(state, fpregs);
AT(vectors, vrregs);
#endif

} // namespace

namespace kspawn_test {

/// The C code of a handler needs its own table of addresses and TLS. XER and CR have bits that stay zero.
void settle(kspawn_pt_regs &r)
{
	__asm__("mr %0, 2" : "=r"(r.r[2]));
	__asm__("mr %0, 13" : "=r"(r.r[13]));
	r.xer = 0xa0000005;
	r.cr = 0x12345678;
	r.msr = KSPAWN_USER_STATUS;
}

/// Among a frame's doublewords of vectors.
constexpr size_t first_vector = KSPAWN_WORD == 8, vrsave = first_vector + 2 * (KSPAWN_WORD == 8 ? 33 : 32);
constexpr uint32_t value = 4711;

bool is_value(const unsigned char *at) { return memcmp(at, &value, sizeof(value)) == 0; }

const std::vector<frame_change> frame_changes = {
	{ "supervisor state", 0, [](auto &f) { f.uc.mcontext.msr = 0; },
	  [](auto &r, auto &) { return r.msr == KSPAWN_USER_STATUS; } },
	{ "FPSCR", 0, [](auto &f) { f.uc.mcontext.state[32] = 3; },
	  [](auto &, auto &fp) { return fp.bytes[KSPAWN_USER_FPSCR] + fp.bytes[KSPAWN_USER_FPSCR + 7] == 3; } },
	{ "a vector", 0, [](auto &f) { memcpy(&f.uc.mcontext.vectors[first_vector + 2 * 31], &value, sizeof(value)); },
	  [](auto &, auto &fp) { return is_value(fp.bytes + KSPAWN_USER_VECTORS + 31 * 16); } },
	{ "VRSAVE", 0, [](auto &f) { memcpy(&f.uc.mcontext.vectors[vrsave], &value, sizeof(value)); },
	  [](auto &, auto &fp) { return is_value(fp.bytes + KSPAWN_USER_VRSAVE); } },
	{ "TLS", 0, [](auto &f) { f.uc.mcontext.KSPAWN_PT_REGS_TLS = 4711; },
	  [](auto &r, auto &) { return kspawn_pt_regs_tls(&r) == 4711; } },
};

} // namespace kspawn_test
