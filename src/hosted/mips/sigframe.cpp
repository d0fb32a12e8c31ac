/* src/hosted/mips/sigframe.cpp: between pt_regs and the host's signal frames */
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <sys/syscall.h>

#include <kspawn/arch/ptrace.h>
#include <kspawn/errno.h>

#include "port.hpp"

namespace kspawn::hosted {

static_assert(offsetof(sigframe, uc) == 152);
static_assert(offsetof(sigframe, uc.uc_mcontext.fpc_csr) == KSPAWN_SIGFRAME_FCSR);

#if _MIPS_SIM == _ABI64
const char port_name[] = "mips64el";
#elif __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
const char port_name[] = "mipsel";
#else
const char port_name[] = "mips";
#endif

namespace {

/// A context has 64 bits a register, also in o32, where they are the sign's.
greg_t extended(uintptr_t word) { return greg_t(intptr_t(word)); }

/// In o32 Linux keeps f0 and f1 as one double at the even place, QEMU each in
/// the low half of its own: this fits both.
void set_fp(fpregset_t &fp, const unsigned char *doubles)
{
	constexpr unsigned step = sizeof(uint64_t) / sizeof(uintptr_t);
	auto *to = reinterpret_cast<unsigned char *>(&fp);
	for (unsigned n = 0; n < 32; n += step) {
		uint64_t value;
		memcpy(&value, doubles + n * KSPAWN_WORD, sizeof(value));
		for (unsigned i = 0; i < step; i++, value >>= 32)
			memcpy(to + (n + i) * sizeof(value), &value, sizeof(value));
	}
}

} // namespace

/// Also FCSR, which is not in QEMU's context and which no handler has changed yet.
void sigframe_save(sigframe &frame, const ucontext_t &context)
{
	frame.uc = context;
	__asm__ volatile("cfc1 %0, $31" : "=r"(frame.uc.uc_mcontext.fpc_csr));
}

void sigframe_fresh(sigframe &frame, const void *user_state, const stack_t &signal_stack)
{
	frame.uc = {};
	frame.uc.uc_stack = signal_stack;
	const auto *state = static_cast<const unsigned char *>(user_state);
	auto &m = frame.uc.uc_mcontext;
	set_fp(m.fpregs, state);
	memcpy(&m.fpc_csr, state + KSPAWN_USER_FCSR, sizeof(m.fpc_csr));
	m.used_math = 1;
}

void sigframe_set_regs(sigframe &frame, const kspawn_pt_regs &regs)
{
	auto &m = frame.uc.uc_mcontext;
	for (unsigned n = 1; n < 32; n++)
		m.gregs[n] = extended(regs.r[n]);
	m.mdhi = extended(regs.hi);
	m.mdlo = extended(regs.lo);
	m.pc = extended(regs.pc);
}

void regs_from_context(kspawn_pt_regs &regs, const ucontext_t &context)
{
	const auto &m = context.uc_mcontext;
	for (unsigned n = 1; n < 32; n++)
		regs.r[n] = uintptr_t(m.gregs[n]);
	regs.hi = uintptr_t(m.mdhi);
	regs.lo = uintptr_t(m.mdlo);
	regs.pc = uintptr_t(m.pc);
	regs.status = KSPAWN_USER_STATUS;
	regs.nr = uintptr_t(-1);
}

uintptr_t context_pc(const ucontext_t &context) { return uintptr_t(context.uc_mcontext.pc); }

void context_call(ucontext_t &context, void (*fn)(long), long arg, uintptr_t sp)
{
	constexpr unsigned a0 = 4, t9 = 25, stack = 29, fp = 30;
	auto &m = context.uc_mcontext;
	m.pc = extended(reinterpret_cast<uintptr_t>(fn));
	m.gregs[t9] = m.pc;
	m.gregs[a0] = arg;
	m.gregs[fp] = 0;
	m.gregs[stack] = extended(sp - KSPAWN_CALL_AREA);
}

/// set_thread_area(tls)
long port_syscall(kspawn_pt_regs &regs)
{
	if (regs.nr != SYS_set_thread_area)
		return -KSPAWN_ENOSYS;
	regs.tls = kspawn_pt_regs_arg(&regs, 0);
	return 0;
}

} // namespace kspawn::hosted
