/* src/hosted/i386/sigframe.cpp: between pt_regs and the host's signal frames */
#include <cstdlib>
#include <cstring>
#include <sys/syscall.h>
#include <unistd.h>

#include <kspawn/arch.h>
#include <kspawn/arch/user_desc.h>
#include <kspawn/pt_regs.h>

#include "port.hpp"

/// The segment of a program's TLS: an entry that the host's C library does not have.
extern "C" kspawn_user_desc kspawn_hosted_tls;
kspawn_user_desc kspawn_hosted_tls = { KSPAWN_USER_DESC_ANY, 0, KSPAWN_USER_DESC_LIMIT, KSPAWN_USER_DESC_FLAGS };
static_assert(offsetof(kspawn_user_desc, base) == KSPAWN_USER_DESC_BASE);

unsigned kspawn_tls_entry() { return kspawn_hosted_tls.entry; }

namespace kspawn::hosted {

namespace {

/* struct _fpx_sw_bytes at the end of the FXSAVE area; its size is that from the FSAVE area on. (Linux, asm/sigcontext.h) */
constexpr uint32_t sw_magic = 0x46505853;
constexpr unsigned sw_magic_word = fx_software, sw_size_word = fx_software + 1;

uint16_t host_selector()
{
	uint16_t gs;
	__asm__("mov %%gs, %0" : "=r"(gs));
	return gs;
}

} // namespace

void set_host_regs(kspawn_pt_regs &regs)
{
	regs.bp = 0;
	regs.flags = KSPAWN_USER_STATUS;
	regs.gs = host_selector();
}

/// QEMU 7.2 stores an FXSAVE area whose x87 part is of a new program, and loads it.
void mend_context(ucontext_t &context) { join_x87(*reinterpret_cast<sigframe_fp *>(context.uc_mcontext.fpregs)); }

void sigframe_save(sigframe &frame, const ucontext_t &context)
{
	constexpr size_t room = sizeof(frame.fp) + sizeof(frame.extended);
	memcpy(&frame.uc, &context, sizeof(frame.uc));
	memcpy(&frame.fp, context.uc_mcontext.fpregs, sizeof(frame.fp));
	const uint32_t size = frame.fp.state[sw_size_word];
	if (frame.fp.state[sw_magic_word] == sw_magic && size <= room)
		memcpy(static_cast<void *>(&frame.fp), context.uc_mcontext.fpregs, size);
	else
		frame.fp.state[sw_magic_word] = 0;
	frame.uc.mcontext.fp = reinterpret_cast<uintptr_t>(&frame.fp);
}

/// The selector of the calling thread's TLS.
uintptr_t host_tls()
{
	if (kspawn_hosted_tls.entry == KSPAWN_USER_DESC_ANY)
		if (syscall(SYS_set_thread_area, &kspawn_hosted_tls) != 0)
			abort(); /* a kernel without segments for programs */
	return host_selector();
}

} // namespace kspawn::hosted
