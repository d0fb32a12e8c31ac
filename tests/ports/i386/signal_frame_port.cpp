/* tests/ports/i386/signal_frame_port.cpp: the frame's registers are where the C library has them */
#include "signal_frame_host.hpp"

namespace {

AT(gs, gregs[REG_GS]);
AT(fs, gregs[REG_FS]);
AT(es, gregs[REG_ES]);
AT(ds, gregs[REG_DS]);
AT(di, gregs[REG_EDI]);
AT(si, gregs[REG_ESI]);
AT(bp, gregs[REG_EBP]);
AT(sp, gregs[REG_ESP]);
AT(bx, gregs[REG_EBX]);
AT(dx, gregs[REG_EDX]);
AT(cx, gregs[REG_ECX]);
AT(ax, gregs[REG_EAX]);
AT(trapno, gregs[REG_TRAPNO]);
AT(err, gregs[REG_ERR]);
AT(ip, gregs[REG_EIP]);
AT(cs, gregs[REG_CS]);
AT(flags, gregs[REG_EFL]);
AT(sp_at_signal, gregs[REG_UESP]);
AT(ss, gregs[REG_SS]);
AT(fp, fpregs);
AT(oldmask, oldmask);
AT(fault_address, cr2);
static_assert(offsetof(kspawn::sigframe_fp, tags) == offsetof(_libc_fpstate, tag));
static_assert(offsetof(kspawn::sigframe_fp, st) == offsetof(_libc_fpstate, _st));
static_assert(offsetof(kspawn::sigframe_fp, is_fxsave) == offsetof(_libc_fpstate, status));
static_assert((offsetof(kspawn::rt_sigframe, fp.state) + KSPAWN_SIGFRAME_SKEW) % KSPAWN_USER_STATE_ALIGN == 0);

} // namespace

namespace kspawn_test {

/// CF, PF, ZF, DF, OF and RF are set. QEMU 7.2 does not restore RF, and a handler begins with DF as it was, which C must not.
void settle(kspawn_pt_regs &r)
{
	r.flags = KSPAWN_EMULATED ? 0xa47 : 0x10e47;
	r.cs = KSPAWN_USER_CS;
	r.ss = r.ds = r.es = KSPAWN_USER_SS;
	r.fs = 0;
	__asm__("mov %%gs, %0" : "=r"(r.gs)); /* the C code of a handler needs its TLS */
}

const std::vector<frame_change> frame_changes = {
	{ "flags of the kernel", 0, [](auto &f) { f.uc.mcontext.flags |= 0x7000; },
	  [](auto &r, auto &) { return (r.flags & 0x7000) == 0; } },
	{ "no interrupts", 0, [](auto &f) { f.uc.mcontext.flags = 0; }, [](auto &r, auto &) { return r.flags == 0x202; } },
	{ "ID", 0, [](auto &f) { f.uc.mcontext.flags |= 0x200000; }, [](auto &r, auto &) { return !(r.flags & 0x200000); } },
	{ "CS of the kernel", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.cs = 0x10; }, nullptr },
	{ "CS without its ring", 0, [](auto &f) { f.uc.mcontext.cs &= ~3u; },
	  [](auto &r, auto &) { return r.cs == KSPAWN_USER_CS; } },
	{ "no SS", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.ss = 0; }, nullptr },
	{ "DS of the kernel", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.ds = 0x18; }, nullptr },
	{ "no GS", 0, [](auto &f) { f.uc.mcontext.gs = 0; }, [](auto &r, auto &) { return r.gs == 0; } },
	{ "MXCSR with a reserved bit", -KSPAWN_EINVAL, [](auto &f) { f.fp.state[kspawn::fx_mxcsr] |= 1u << 31; }, nullptr },
	{ "the x87 part of the FXSAVE area", 0, [](auto &f) { f.fp.state[kspawn::fx_st] ^= 1; },
	  [](auto &, auto &fp) { return fp.bytes[32] == host.fp.bytes[32]; } },
	{ "the FSAVE area", 0, [](auto &f) { f.fp.st[0][0] = 0x77, f.fp.control = 0xffff0c7f; },
	  [](auto &, auto &fp) { return fp.bytes[32] == 0x77 && fp.bytes[0] == 0x7f && fp.bytes[1] == 0x0c; } },
	{ "no floating point", 0, [](auto &f) { f.uc.mcontext.fp = 0; },
	  [](auto &, auto &fp) { return fp.bytes[0] == 0x7f && fp.bytes[1] == 0x03 && fp.bytes[160] == 0; } },
	{ "floating point that cannot be read", -KSPAWN_EFAULT, [](auto &f) { f.uc.mcontext.fp = 16; }, nullptr },
};

} // namespace kspawn_test
