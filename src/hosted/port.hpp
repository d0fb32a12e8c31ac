/* src/hosted/port.hpp: what the machine asks of each port, besides entry.S */
#ifndef KSPAWN_HOSTED_PORT_HPP
#define KSPAWN_HOSTED_PORT_HPP

#include <csignal>
#include <cstdint>
#include <ucontext.h>

#include "sigframe.hpp" /* struct sigframe: a signal frame that rt_sigreturn takes */

struct kspawn_pt_regs;

namespace kspawn::hosted {

extern const char port_name[];

/// The user state that a signal interrupted, all of it.
void sigframe_save(sigframe &frame, const ucontext_t &context);
/// A frame from floating point that the gate saved; registers are still to come.
void sigframe_fresh(sigframe &frame, const void *user_state, const stack_t &signal_stack);
void sigframe_set_regs(sigframe &frame, const kspawn_pt_regs &regs);
/// Where the stack pointer must stand at rt_sigreturn.
void *sigframe_sp(sigframe &frame);

/// Everything but TLS, which no context holds.
void regs_from_context(kspawn_pt_regs &regs, const ucontext_t &context);
uintptr_t context_pc(const ucontext_t &context);
/// Makes the handler return into fn(arg) on another stack.
void context_call(ucontext_t &context, void (*fn)(long), long arg, uintptr_t sp);

/// The TLS register of the calling thread.
uintptr_t host_tls();

/// System calls that only this port has, or -ENOSYS.
long port_syscall(kspawn_pt_regs &regs);

} // namespace kspawn::hosted
#endif
