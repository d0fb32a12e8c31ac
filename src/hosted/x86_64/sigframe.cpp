/* src/hosted/x86_64/sigframe.cpp: between pt_regs and the host's signal frames */
#include <asm/prctl.h>
#include <cstring>
#include <sys/syscall.h>
#include <unistd.h>

#include <kspawn/arch.h>
#include <kspawn/pt_regs.h>
#include <kspawn/errno.h>

#include "port.hpp"

namespace kspawn::hosted {

namespace {

/* struct _fpx_sw_bytes at the end of the FXSAVE area. (Linux, asm/sigcontext.h) */
constexpr uint32_t sw_magic = 0x46505853;
constexpr unsigned sw_magic_word = 0, sw_size_word = 1;
/* uc_flags (Linux, asm/ucontext.h) */
constexpr unsigned long uc_fp_xstate = 1;

} // namespace

void set_host_regs(kspawn_pt_regs &regs)
{
	constexpr uint64_t flags_fixed = 0x202;
	regs.bp = 0;
	regs.flags = flags_fixed;
}

void sigframe_save(sigframe &frame, const ucontext_t &context)
{
	constexpr size_t room = sizeof(frame.fp) + sizeof(frame.extended);
	memcpy(&frame.uc, &context, sizeof(frame.uc));
	memcpy(&frame.fp, context.uc_mcontext.fpregs, sizeof(frame.fp));
	const uint32_t size = frame.fp.software[sw_size_word];
	if (frame.fp.software[sw_magic_word] == sw_magic && size <= room) {
		memcpy(static_cast<void *>(&frame.fp), context.uc_mcontext.fpregs, size);
	} else {
		fp_to_linux(frame.fp);
		frame.uc.flags &= ~uc_fp_xstate;
	}
	frame.uc.mcontext.fp = reinterpret_cast<uintptr_t>(&frame.fp);
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
