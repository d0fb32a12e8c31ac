/* src/hosted/x86_64/sigframe.cpp: between pt_regs and the host's signal frames */
#include <asm/prctl.h>
#include <cstring>
#include <sys/syscall.h>
#include <unistd.h>

#include <kspawn/arch.h>
#include <kspawn/arch/ptrace.h>
#include <kspawn/errno.h>

#include "port.hpp"

namespace kspawn::hosted {

const char port_name[] = "x86_64";

namespace {

/* struct _fpx_sw_bytes at the end of the FXSAVE area. (Linux, asm/sigcontext.h) */
constexpr size_t fx_size = 512, sw_magic_at = 464, sw_size_at = 468;
constexpr uint32_t sw_magic = 0x46505853;
/* uc_flags (Linux, asm/ucontext.h) */
constexpr unsigned long uc_fp_xstate = 1, uc_sigcontext_ss = 2, uc_strict_restore_ss = 4;

uint32_t word_at(const unsigned char *area, size_t offset)
{
	uint32_t word;
	memcpy(&word, area + offset, sizeof(word));
	return word;
}

void point_at_fp(sigframe &frame) { frame.uc.uc_mcontext.fpregs = reinterpret_cast<fpregset_t>(frame.fp); }

void legacy_only(sigframe &frame)
{
	memset(frame.fp + sw_magic_at, 0, fx_size - sw_magic_at);
	frame.uc.uc_flags &= ~uc_fp_xstate;
}

/* The two register files name the same registers; each pair once. */
template <class Regs, class Context, class Copy>
void each_register(Regs &r, Context &g, Copy copy)
{
	copy(r.r15, g[REG_R15]);
	copy(r.r14, g[REG_R14]);
	copy(r.r13, g[REG_R13]);
	copy(r.r12, g[REG_R12]);
	copy(r.bp, g[REG_RBP]);
	copy(r.bx, g[REG_RBX]);
	copy(r.r11, g[REG_R11]);
	copy(r.r10, g[REG_R10]);
	copy(r.r9, g[REG_R9]);
	copy(r.r8, g[REG_R8]);
	copy(r.ax, g[REG_RAX]);
	copy(r.cx, g[REG_RCX]);
	copy(r.dx, g[REG_RDX]);
	copy(r.si, g[REG_RSI]);
	copy(r.di, g[REG_RDI]);
	copy(r.ip, g[REG_RIP]);
	copy(r.flags, g[REG_EFL]);
	copy(r.sp, g[REG_RSP]);
}

} // namespace

void sigframe_save(sigframe &frame, const ucontext_t &context)
{
	frame.uc = context;
	const auto *area = reinterpret_cast<const unsigned char *>(context.uc_mcontext.fpregs);
	const bool extended = word_at(area, sw_magic_at) == sw_magic && word_at(area, sw_size_at) <= sizeof(frame.fp);
	memcpy(frame.fp, area, extended ? word_at(area, sw_size_at) : fx_size);
	if (!extended)
		legacy_only(frame);
	point_at_fp(frame);
}

void sigframe_fresh(sigframe &frame, const void *user_state, const stack_t &signal_stack)
{
	frame.uc = {};
	frame.uc.uc_stack = signal_stack;
	frame.uc.uc_flags = uc_sigcontext_ss | uc_strict_restore_ss;
	memcpy(frame.fp, user_state, KSPAWN_USER_STATE_SIZE);
	legacy_only(frame);
	point_at_fp(frame);
}

void sigframe_set_regs(sigframe &frame, const kspawn_pt_regs &regs)
{
	auto &g = frame.uc.uc_mcontext.gregs;
	each_register(regs, g, [](const uint64_t &r, greg_t &c) { c = greg_t(r); });
	g[REG_CSGSFS] = greg_t(regs.cs | regs.ss << 48);
}

void regs_from_context(kspawn_pt_regs &regs, const ucontext_t &context)
{
	const auto &g = context.uc_mcontext.gregs;
	each_register(regs, g, [](uint64_t &r, const greg_t &c) { r = uint64_t(c); });
	regs.cs = uint64_t(g[REG_CSGSFS]) & 0xffff;
	regs.ss = uint64_t(g[REG_CSGSFS]) >> 48;
	regs.nr = uint64_t(-1);
}

uintptr_t context_pc(const ucontext_t &context) { return uintptr_t(context.uc_mcontext.gregs[REG_RIP]); }

void context_call(ucontext_t &context, void (*fn)(long), long arg, uintptr_t sp)
{
	constexpr greg_t flags_fixed = 0x202;
	auto &g = context.uc_mcontext.gregs;
	g[REG_RIP] = reinterpret_cast<greg_t>(fn);
	g[REG_RDI] = arg;
	g[REG_RBP] = 0;
	g[REG_RSP] = greg_t(sp - KSPAWN_WORD); /* as after a call */
	g[REG_EFL] = flags_fixed;
}

uintptr_t host_tls()
{
	uintptr_t tls = 0;
	syscall(SYS_arch_prctl, ARCH_GET_FS, &tls);
	return tls;
}

/// arch_prctl(ARCH_SET_FS, base)
long port_syscall(kspawn_pt_regs &regs)
{
	if (regs.nr != SYS_arch_prctl)
		return -KSPAWN_ENOSYS;
	if (regs.di != ARCH_SET_FS)
		return -KSPAWN_EINVAL;
	if (!kspawn_tls_valid(regs.si))
		return -KSPAWN_EPERM;
	regs.tls = regs.si;
	return 0;
}

} // namespace kspawn::hosted
