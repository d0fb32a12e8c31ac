/* src/generic/signal_frame_push.cpp: from pt_regs to a signal handler and its frame */
#include <kspawn/errno.h>
#include <kspawn/rt_sigframe.hpp>
#include <kspawn/signal_frame.h>

#include "freestanding.hpp"

namespace {

using namespace kspawn::sigframe;
using kspawn::rt_sigframe;

/// Returns true if `sp` is on this stack. (Linux, on_sig_stack)
bool is_on(const kspawn_sigaltstack &stack, uintptr_t sp) { return sp > stack.sp && sp - stack.sp <= stack.size; }

/// The frame's address below `top`. Without room it wraps to where no program may write.
uintptr_t below(uintptr_t top, size_t frame)
{
	const size_t size = frame + KSPAWN_SIGFRAME_SKEW;
	return align_down(top - size, KSPAWN_SIGFRAME_ALIGN) + KSPAWN_SIGFRAME_SKEW;
}

/// The frame's address, or 0 for none. With AUTODISARM a program that is on the stack has left its handler by longjmp.
uintptr_t place(uintptr_t sp, const kspawn_signal_frame &what, size_t frame = sizeof(rt_sigframe))
{
	constexpr kspawn_sigaltstack none = {};
	const kspawn_sigaltstack &stack = what.stack ? *what.stack : none;
	const bool nested = !(stack.flags & KSPAWN_SS_AUTODISARM) && is_on(stack, sp);
	const bool enters = !nested && (what.flags & KSPAWN_SA_ONSTACK) && stack.size;
	const uintptr_t at = below(enters ? stack.sp + stack.size : sp - KSPAWN_SIGFRAME_BELOW, frame);
	return (nested || enters) && !is_on(stack, at) ? 0 : at;
}

/// Returns true if a handler without SA_SIGINFO returns by sigreturn.
bool returns_by_sigreturn(const kspawn_signal_frame &what)
{
	return KSPAWN_NR_SIGRETURN && (what.flags & restores) && !(what.flags & KSPAWN_SA_SIGINFO);
}

/// Then the frame begins with the ucontext, where it has one.
bool begins_with_context(const kspawn_signal_frame &what) { return !KSPAWN_HAS_OLD_SIGFRAME && returns_by_sigreturn(what); }

uintptr_t return_address(const kspawn_signal_frame &what)
{
	return what.flags & restores ? what.restorer : kspawn_sigreturn_page();
}

[[maybe_unused]] bool is_fault(const kspawn_siginfo &info)
{
	return info.code > 0 && (info.signo == KSPAWN_SIGSEGV || info.signo == KSPAWN_SIGBUS);
}

/// Members that some ports have.
template <class Context>
void set_rest(Context &c, const kspawn_signal_frame &what, uintptr_t fp)
{
	if constexpr (requires { c.oldmask; })
		c.oldmask = uintptr_t(what.mask);
	if constexpr (requires { c.fault_address; })
		c.fault_address = is_fault(*what.info) ? what.info->fault.addr : 0;
	if constexpr (requires { c.fp; })
		c.fp = fp;
	if constexpr (requires { c.has_fp; })
		c.has_fp = 1;
}

template <class Ucontext>
void set_addresses(Ucontext &uc, uintptr_t at)
{
	if constexpr (requires { set_pointers(uc, at); })
		set_pointers(uc, at);
}

template <class Part>
void get_fp(Part &part)
{
	kspawn_user_fp_get(&part.state);
	kspawn::fp_to_linux(part);
}

int put(uintptr_t to, const void *from, size_t n) { return kspawn_copy_to_user(kspawn_current(), to, from, n); }

/// The return address is written with the ucontext where it is in front of it.
template <class Frame>
consteval bool returns_before_context()
{
	if constexpr (requires(Frame frame) { frame.return_address; })
		return offsetof(Frame, return_address) + sizeof(uintptr_t) == offsetof(Frame, uc);
	return false;
}

template <bool with_return>
struct context_part {
	kspawn::ucontext uc;
	void set_return(uintptr_t) {}
};

template <>
struct context_part<true> {
	uintptr_t return_address;
	kspawn::ucontext uc;
	void set_return(uintptr_t to) { return_address = to; }
};

/// Parts of the frame are written one after the other, so that the kernel stack holds one at a time.
__attribute__((noinline)) int put_context(uintptr_t at, uintptr_t to, const kspawn_pt_regs &regs, const kspawn_signal_frame &what)
{
	context_part<returns_before_context<rt_sigframe>()> part;
	memset(&part, 0, sizeof(part));
	part.set_return(to);
	kspawn::ucontext &uc = part.uc;
	uc.flags = begins_with_context(what) ? KSPAWN_UCONTEXT_FLAGS_OLD : KSPAWN_UCONTEXT_FLAGS;
	if (what.stack)
		uc.stack = *what.stack;
	kspawn_sigset_put(&uc.mask, what.mask);
	if constexpr (fp_is_inside)
		get_fp(uc.mcontext);
	kspawn::regs_to_context(uc.mcontext, regs);
	set_rest(uc.mcontext, what, at + fp_at);
	set_addresses(uc, at + offsetof(rt_sigframe, uc));
	return put(at + offsetof(rt_sigframe, uc) - offsetof(decltype(part), uc), &part, sizeof(part));
}

__attribute__((noinline)) int put_fp(uintptr_t at)
{
	alignas(KSPAWN_USER_STATE_ALIGN) kspawn::sigframe_fp fp;
	memset(&fp, 0, sizeof(fp));
	get_fp(fp);
	return put(at, &fp, sizeof(fp));
}

int put_frame(uintptr_t at, uintptr_t to, const kspawn_pt_regs &regs, const kspawn_signal_frame &what)
{
	int err = put(at + offsetof(rt_sigframe, info), what.info, sizeof(*what.info));
	if (!err)
		err = put_context(at, to, regs, what);
	if (!err && !fp_is_inside)
		err = put_fp(at + fp_at);
	return err;
}

/// The return address, where a call puts it into memory.
template <class Frame>
int put_return(uintptr_t at, uintptr_t to)
{
	if constexpr (requires(Frame frame) { frame.return_address; } && !returns_before_context<Frame>())
		return put(at + offsetof(Frame, return_address), &to, sizeof(to));
	return 0;
}

/// The arguments, where they are on the stack.
template <class Frame>
int put_arguments(uintptr_t at, int sig)
{
	if constexpr (requires(Frame frame) { frame.arguments; }) {
		const uintptr_t arguments[3] = { uintptr_t(sig), at + offsetof(Frame, info), at + offsetof(Frame, uc) };
		return put(at + offsetof(Frame, arguments), arguments, sizeof(arguments));
	}
	return 0;
}

#ifdef KSPAWN_OLD_SIGFRAME
using kspawn::old_sigframe;

__attribute__((noinline)) int put_old_context(uintptr_t at, const kspawn_pt_regs &regs, const kspawn_signal_frame &what)
{
	kspawn::sigcontext c;
	memset(&c, 0, sizeof(c));
	kspawn::regs_to_context(c, regs);
	set_rest(c, what, at + offsetof(old_sigframe, fp));
	return put(at + offsetof(old_sigframe, mcontext), &c, sizeof(c));
}

/// The frame of handler(sig), which returns by sigreturn.
int push_old(kspawn_pt_regs &regs, const kspawn_signal_frame &what)
{
	const uintptr_t at = place(kspawn_pt_regs_sp(&regs), what, sizeof(old_sigframe)), sig = uintptr_t(what.sig);
	const uintptr_t call[2] = { what.restorer, sig }, rest = uintptr_t(what.mask >> (8 * sizeof(rest)));
	static_assert(offsetof(old_sigframe, return_address) + sizeof(uintptr_t) == offsetof(old_sigframe, arguments));
	if (!at || put(at + offsetof(old_sigframe, return_address), call, sizeof(call)) || put_old_context(at, regs, what) ||
	    put(at + offsetof(old_sigframe, mask_rest), &rest, sizeof(rest)) || put_fp(at + offsetof(old_sigframe, fp)))
		return -KSPAWN_EFAULT;
	kspawn::set_handler_args(regs, sig, 0, 0);
	kspawn_pt_regs_set_sp(&regs, at);
	kspawn::enter_handler(regs, what.handler);
	regs.nr = no_call;
	return 0;
}
#endif

/// handler(sig, info, uc), called from `to`. It is in no system call.
void enter(kspawn_pt_regs &regs, uintptr_t at, [[maybe_unused]] uintptr_t to, uintptr_t handler, const kspawn_signal_frame &what)
{
	kspawn::set_handler_args(regs, uintptr_t(what.sig), at + offsetof(rt_sigframe, info), at + offsetof(rt_sigframe, uc));
	kspawn_pt_regs_set_sp(&regs, at + (begins_with_context(what) ? offsetof(rt_sigframe, uc) : 0));
#ifdef KSPAWN_HANDLER_RETURN
	regs.KSPAWN_HANDLER_RETURN = to;
#endif
	kspawn::enter_handler(regs, handler);
	regs.nr = no_call;
}

} // namespace

int kspawn_signal_frame_push(kspawn_pt_regs *regs, const kspawn_signal_frame *what)
{
#ifdef KSPAWN_OLD_SIGFRAME
	if (returns_by_sigreturn(*what))
		return push_old(*regs, *what);
#endif
	const uintptr_t at = place(kspawn_pt_regs_sp(regs), *what), to = return_address(*what);
	uintptr_t handler = what->handler;
	if (!at || !to || put_frame(at, to, *regs, *what) || put_return<rt_sigframe>(at, to) ||
	    put_arguments<rt_sigframe>(at, what->sig) || KSPAWN_READ_HANDLER(*regs, handler))
		return -KSPAWN_EFAULT;
	enter(*regs, at, to, handler, *what);
	return 0;
}
