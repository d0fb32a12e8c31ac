/* tests/ports/x86_64/signal_frame_port.cpp: the frame's registers are where the C library has them */
#include "signal_frame_host.hpp"

namespace {

AT(r8, gregs[REG_R8]);
AT(r9, gregs[REG_R9]);
AT(r10, gregs[REG_R10]);
AT(r11, gregs[REG_R11]);
AT(r12, gregs[REG_R12]);
AT(r13, gregs[REG_R13]);
AT(r14, gregs[REG_R14]);
AT(r15, gregs[REG_R15]);
AT(di, gregs[REG_RDI]);
AT(si, gregs[REG_RSI]);
AT(bp, gregs[REG_RBP]);
AT(bx, gregs[REG_RBX]);
AT(dx, gregs[REG_RDX]);
AT(ax, gregs[REG_RAX]);
AT(cx, gregs[REG_RCX]);
AT(sp, gregs[REG_RSP]);
AT(ip, gregs[REG_RIP]);
AT(flags, gregs[REG_EFL]);
AT(cs, gregs[REG_CSGSFS]);
AT(err, gregs[REG_ERR]);
AT(trapno, gregs[REG_TRAPNO]);
AT(oldmask, gregs[REG_OLDMASK]);
AT(fault_address, gregs[REG_CR2]);
AT(fp, fpregs);
static_assert(offsetof(kspawn::sigframe_fp, mxcsr) == offsetof(_libc_fpstate, mxcsr));
static_assert(offsetof(kspawn::sigframe_fp, mxcsr_mask) == offsetof(_libc_fpstate, mxcr_mask));
static_assert(sizeof(kspawn::sigframe_fp) == sizeof(_libc_fpstate));
static_assert((offsetof(kspawn::rt_sigframe, fp) + KSPAWN_SIGFRAME_PAST) % KSPAWN_SIGFRAME_ALIGN == 0);

} // namespace

namespace kspawn_test {

/// CF, PF, ZF, DF, OF and RF are set.
void settle(kspawn_pt_regs &r)
{
	r.flags = 0x10e47;
	r.cs = KSPAWN_USER_CS;
	r.ss = KSPAWN_USER_SS;
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
	{ "ip of the kernel", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.ip = 0xffffffff80000000; }, nullptr },
	{ "ip that is not canonical", -KSPAWN_EINVAL, [](auto &f) { f.uc.mcontext.ip = uint64_t(1) << 47; }, nullptr },
	{ "MXCSR with a reserved bit", -KSPAWN_EINVAL, [](auto &f) { f.fp.mxcsr |= 1u << 31; }, nullptr },
	{ "MXCSR with bits of a forged mask", -KSPAWN_EINVAL, [](auto &f) { f.fp.mxcsr = f.fp.mxcsr_mask = 0xffffffff; },
	  nullptr },
	{ "no floating point", 0, [](auto &f) { f.uc.mcontext.fp = 0; },
	  [](auto &, auto &fp) { return fp.bytes[0] == 0x7f && fp.bytes[1] == 0x03 && fp.bytes[160] == 0; } },
	{ "floating point that cannot be read", -KSPAWN_EFAULT, [](auto &f) { f.uc.mcontext.fp = 16; }, nullptr },
};

} // namespace kspawn_test
