/* src/hosted/aarch64/sigframe.cpp: between pt_regs and the host's signal frames */
#include <cstddef>
#include <cstring>

#include <asm/sigcontext.h>

#include <kspawn/arch/ptrace.h>
#include <kspawn/errno.h>

#include "port.hpp"

namespace kspawn::hosted {

const char port_name[] = "aarch64";

void sigframe_save(sigframe &frame, const ucontext_t &context) { frame.uc = context; }

void sigframe_fresh(sigframe &frame, const void *user_state, const stack_t &signal_stack)
{
	frame.uc = {};
	frame.uc.uc_stack = signal_stack;
	const auto *state = static_cast<const unsigned char *>(user_state);
	fpsimd_context record = {};
	record.head.magic = FPSIMD_MAGIC;
	record.head.size = sizeof(record);
	memcpy(record.vregs, state, sizeof(record.vregs));
	memcpy(&record.fpsr, state + KSPAWN_USER_FPSR, sizeof(record.fpsr));
	memcpy(&record.fpcr, state + KSPAWN_USER_FPCR, sizeof(record.fpcr));
	memcpy(frame.uc.uc_mcontext.__reserved, &record, sizeof(record));
}

void sigframe_set_regs(sigframe &frame, const kspawn_pt_regs &regs)
{
	auto &m = frame.uc.uc_mcontext;
	memcpy(m.regs, regs.x, sizeof(m.regs));
	m.sp = regs.sp;
	m.pc = regs.pc;
	m.pstate = regs.pstate;
}

void regs_from_context(kspawn_pt_regs &regs, const ucontext_t &context)
{
	const auto &m = context.uc_mcontext;
	memcpy(regs.x, m.regs, sizeof(regs.x));
	regs.sp = m.sp;
	regs.pc = m.pc;
	regs.pstate = m.pstate;
	regs.nr = uint64_t(-1);
}

uintptr_t context_pc(const ucontext_t &context) { return context.uc_mcontext.pc; }

void context_call(ucontext_t &context, void (*fn)(long), long arg, uintptr_t sp)
{
	auto &m = context.uc_mcontext;
	m.pc = reinterpret_cast<uintptr_t>(fn);
	m.regs[0] = uint64_t(arg);
	m.regs[29] = 0;
	m.sp = sp;
	m.pstate = 0;
}

long port_syscall(kspawn_pt_regs &) { return -KSPAWN_ENOSYS; }

} // namespace kspawn::hosted
