/* src/hosted/context.cpp: between pt_regs and the host's signal frames, whose layout the core knows */
#include <algorithm>
#include <cstring>

#include <kspawn/frame.h>

#include "port.hpp"

namespace kspawn::hosted {

namespace {

using kspawn::sigcontext;
using kspawn::sigframe_fp;

constexpr size_t registers_at = offsetof(kspawn::ucontext, mcontext); /* the C library may have a pointer to them */

sigcontext registers(const ucontext_t &context)
{
	sigcontext c;
	memcpy(&c, reinterpret_cast<const char *>(&context) + registers_at, sizeof(c));
	return c;
}

/// Floating point, where it is not behind the registers but among them.
template <class Frame>
auto &fp_of(Frame &frame)
{
	if constexpr (kspawn::sigframe::fp_is_inside)
		return frame.uc.mcontext;
	else
		return frame.fp;
}

/// Members that some ports have.
template <class Context>
void set_fp(Context &c, [[maybe_unused]] sigframe_fp &fp)
{
	if constexpr (requires { c.fp; })
		c.fp = reinterpret_cast<uintptr_t>(&fp);
	if constexpr (requires { c.has_fp; })
		c.has_fp = 1;
}

/// Puts the argument and room for a return address below `sp` where arguments are on the stack. Returns the stack pointer that
/// a function is entered with.
template <class Frame>
uintptr_t push_argument(uintptr_t sp, [[maybe_unused]] uintptr_t arg)
{
	if constexpr (requires(Frame frame) { frame.arguments; }) {
		sp -= std::max(size_t(KSPAWN_STACK_ALIGN), sizeof(arg));
		memcpy(reinterpret_cast<void *>(sp), &arg, sizeof(arg));
	}
	return sp - KSPAWN_CALL_AREA - KSPAWN_SIGFRAME_PAST;
}

template <class Ucontext>
void set_addresses(Ucontext &uc)
{
	if constexpr (requires { set_pointers(uc, 0); })
		set_pointers(uc, reinterpret_cast<uintptr_t>(&uc));
}

} // namespace

void sigframe_fresh(sigframe &frame, const void *user_state, const stack_t &signal_stack)
{
	sigframe_fp &fp = fp_of(frame);
	memset(static_cast<void *>(&frame.uc), 0, sizeof(frame.uc));
	memset(static_cast<void *>(&fp), 0, sizeof(fp));
	frame.uc.flags = KSPAWN_UCONTEXT_FLAGS;
	memcpy(&frame.uc.stack, &signal_stack, sizeof(frame.uc.stack));
	memcpy(static_cast<void *>(&fp.state), user_state, KSPAWN_USER_STATE_SIZE);
	fp_to_linux(fp);
	set_fp(frame.uc.mcontext, fp);
}

void sigframe_user_state(const sigframe &frame, void *user_state)
{
	sigframe_fp fp = fp_of(frame);
	join_halves(fp);
	(void)fp_from_linux(fp, ~0u);
	memcpy(user_state, &fp.state, KSPAWN_USER_STATE_SIZE);
}

void sigframe_set_regs(sigframe &frame, const kspawn_pt_regs &regs)
{
	regs_to_context(frame.uc.mcontext, regs);
	set_addresses(frame.uc);
}

/// Of the status, no more than a program can change.
void regs_from_context(kspawn_pt_regs &regs, const ucontext_t &context)
{
	const kspawn_pt_regs before = regs;
	kspawn::regs_from_context(regs, registers(context));
	kspawn::regs_from_linux(regs, before);
	regs.nr = kspawn::sigframe::no_call;
}

uintptr_t context_pc(const ucontext_t &context) { return uintptr_t(registers(context).KSPAWN_PT_REGS_IP); }

void context_call(ucontext_t &context, void (*fn)(long), long arg, uintptr_t sp)
{
	const uintptr_t entry = KSPAWN_CODE_ADDRESS(fn);
	sigcontext c = registers(context);
	kspawn_pt_regs regs = {};
	kspawn::regs_from_context(regs, c);
	kspawn_pt_regs_set_sp(&regs, push_argument<rt_sigframe>(sp, uintptr_t(arg)));
	kspawn::set_handler_args(regs, uintptr_t(arg), 0, 0);
	kspawn::enter_handler(regs, entry);
	set_host_regs(regs);
	regs_to_context(c, regs);
	memcpy(reinterpret_cast<char *>(&context) + registers_at, &c, sizeof(c));
}

} // namespace kspawn::hosted
