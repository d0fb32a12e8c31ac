/* src/hosted/port.hpp: what the machine asks of each port, besides entry.S */
#ifndef KSPAWN_HOSTED_PORT_HPP
#define KSPAWN_HOSTED_PORT_HPP

#include <csignal>
#include <cstdint>
#include <ucontext.h>

#include <kspawn/errno.h>
#include <kspawn/rt_sigframe.hpp>

#if __has_include("sigframe.hpp")
#include "sigframe.hpp" /* the port's own */
#endif

namespace kspawn::hosted {

#ifndef KSPAWN_SIGFRAME_SP
/// A signal frame that rt_sigreturn takes.
struct alignas(16) sigframe : kspawn::rt_sigframe {};
#endif

/// The user state that a signal interrupted, all of it.
void sigframe_save(sigframe &frame, const ucontext_t &context);
/// A frame from floating point that the gate saved; registers are still to come.
void sigframe_fresh(sigframe &frame, const void *user_state, const stack_t &signal_stack);
void sigframe_set_regs(sigframe &frame, const kspawn_pt_regs &regs);
/// The opposite of sigframe_fresh, for a frame that a signal made.
void sigframe_user_state(const sigframe &frame, void *user_state);
/// Where the stack pointer must stand at rt_sigreturn.
#ifdef KSPAWN_SIGFRAME_SP /* a member, where the frame is another */
inline void *sigframe_sp(sigframe &frame) { return &frame.KSPAWN_SIGFRAME_SP; }
#else
inline void *sigframe_sp(sigframe &frame) { return reinterpret_cast<char *>(&frame) + KSPAWN_SIGFRAME_PAST; }
#endif

/// All that a context holds; TLS and the status of the entry stay.
void regs_from_context(kspawn_pt_regs &regs, const ucontext_t &context);
uintptr_t context_pc(const ucontext_t &context);
/// Makes the handler return into fn(arg) on another stack.
void context_call(ucontext_t &context, void (*fn)(long), long arg, uintptr_t sp);

/// Sets those registers that all C code of the host needs, and ends the chain of frame pointers.
void set_host_regs(kspawn_pt_regs &regs);

/// Repairs an emulator's frame, by which the interrupted code may continue.
#ifdef KSPAWN_HOST_MENDS /* a function of the port */
void mend_context(ucontext_t &context);
#else
inline void mend_context(ucontext_t &) {}
#endif

/// Joins doubles that an emulator's frame has in two places.
#ifdef KSPAWN_HOST_HALVES /* a function of the port */
void join_halves(kspawn::sigframe_fp &fp);
#else
inline void join_halves(kspawn::sigframe_fp &) {}
#endif

/// The TLS register of the calling thread.
#ifdef KSPAWN_HOST_TLS /* a function of the port */
uintptr_t host_tls();
#else
inline uintptr_t host_tls() { return reinterpret_cast<uintptr_t>(__builtin_thread_pointer()); }
#endif

/// The program, which the gate has returned to, calls it again.
#if defined(KSPAWN_CALL_PUSHES) || defined(KSPAWN_CALL_GATE) /* the return address; a function of the port */
void call_gate(kspawn_pt_regs &regs, uintptr_t gate);
#else
inline void call_gate(kspawn_pt_regs &regs, uintptr_t gate) { kspawn_pt_regs_set_ip(&regs, gate); }
#endif

/// System calls that only this port has, or -ENOSYS.
#ifdef KSPAWN_HOST_SYSCALLS /* a function of the port */
long port_syscall(kspawn_pt_regs &regs);
#else
inline long port_syscall(kspawn_pt_regs &) { return -KSPAWN_ENOSYS; }
#endif

} // namespace kspawn::hosted
#endif
