/* src/hosted/riscv64/sigframe.cpp: between pt_regs and the host's signal frames */
#include <cstddef>
#include <cstring>

#include <kspawn/arch/ptrace.h>
#include <kspawn/errno.h>

#include "port.hpp"

namespace kspawn::hosted {

const char port_name[] = "riscv64";

namespace {

/* The words after f0 to f31 and fcsr describe vectors, which are not kept. */
constexpr size_t context_size = offsetof(ucontext_t, uc_mcontext) + offsetof(mcontext_t, __fpregs) + KSPAWN_USER_STATE_SIZE;
static_assert(sizeof(__riscv_mc_d_ext_state) == KSPAWN_USER_STATE_SIZE);
static_assert(offsetof(__riscv_mc_d_ext_state, __fcsr) == KSPAWN_USER_FCSR);

constexpr size_t gp_index = 3;
constexpr size_t user_regs_size = sizeof(__riscv_mc_gp_state);
static_assert(KSPAWN_REGS_PC == REG_PC * KSPAWN_WORD && KSPAWN_REGS_GP == gp_index * KSPAWN_WORD);
static_assert(KSPAWN_REGS_TP == REG_TP * KSPAWN_WORD && KSPAWN_REGS_A0 == REG_A0 * KSPAWN_WORD);
static_assert(KSPAWN_REGS_STATUS == user_regs_size);

unsigned long host_gp()
{
	unsigned long gp;
	__asm__("mv %0, gp" : "=r"(gp));
	return gp;
}

} // namespace

void sigframe_save(sigframe &frame, const ucontext_t &context)
{
	frame.uc = {};
	memcpy(static_cast<void *>(&frame.uc), &context, context_size);
}

void sigframe_fresh(sigframe &frame, const void *user_state, const stack_t &signal_stack)
{
	frame.uc = {};
	frame.uc.uc_stack = signal_stack;
	memcpy(&frame.uc.uc_mcontext.__fpregs, user_state, KSPAWN_USER_STATE_SIZE);
}

void sigframe_set_regs(sigframe &frame, const kspawn_pt_regs &regs)
{
	memcpy(frame.uc.uc_mcontext.__gregs, &regs, user_regs_size);
}

void regs_from_context(kspawn_pt_regs &regs, const ucontext_t &context)
{
	memcpy(&regs, context.uc_mcontext.__gregs, user_regs_size);
	regs.status = KSPAWN_USER_STATUS;
	regs.nr = uint64_t(-1);
}

uintptr_t context_pc(const ucontext_t &context) { return context.uc_mcontext.__gregs[REG_PC]; }

void context_call(ucontext_t &context, void (*fn)(long), long arg, uintptr_t sp)
{
	auto &g = context.uc_mcontext.__gregs;
	g[REG_PC] = reinterpret_cast<uintptr_t>(fn);
	g[REG_A0] = uint64_t(arg);
	g[REG_S0] = 0;
	g[REG_SP] = sp;
	g[REG_TP] = host_tls();
	g[gp_index] = host_gp();
}

long port_syscall(kspawn_pt_regs &) { return -KSPAWN_ENOSYS; }

} // namespace kspawn::hosted
