/* src/generic/signal_frame_push.cpp: from pt_regs to a signal handler and its frame */
#include <kspawn/errno.h>
#include <kspawn/rt_sigframe.hpp>
#include <kspawn/signal_frame.h>

#include "freestanding.hpp"
#include "signal_stack.hpp"

namespace {

using namespace kspawn::sigframe;
using kspawn::rt_sigframe;

constexpr size_t larger(size_t a, size_t b) { return a > b ? a : b; }

/// The frame's address below `top`. Without room it wraps to where no program may write.
uintptr_t below(uintptr_t top, size_t frame)
{
	const size_t size = frame + KSPAWN_SIGFRAME_SKEW;
	return align_down(top - size, KSPAWN_SIGFRAME_ALIGN) + KSPAWN_SIGFRAME_SKEW;
}

/// The frame's address, or 0 for none.
uintptr_t place(uintptr_t sp, const kspawn_signal_frame &what, size_t frame = sizeof(rt_sigframe))
{
	constexpr kspawn_sigaltstack none = {};
	const kspawn_sigaltstack &stack = what.stack ? *what.stack : none;
	const bool nested = runs_on(stack, sp);
	const bool enters = !nested && (what.flags & KSPAWN_SA_ONSTACK) && stack.size;
	const uintptr_t at = below(enters ? stack.sp + stack.size : sp - KSPAWN_SIGFRAME_BELOW, frame);
	return (nested || enters) && !stack_has(stack, at) ? 0 : at;
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
		c.oldmask = what.mask.words[0];
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

/// The bytes of a frame from `begin` to `end`. They are put together on the kernel stack, zero where they have no value, and
/// copied at once.
template <size_t begin, size_t end>
class part {
public:
	part() { memset(bytes, 0, sizeof(bytes)); }
	template <class Member>
	Member &at(size_t offset)
	{
		return *reinterpret_cast<Member *>(bytes + lead + offset - begin);
	}
	int put(uintptr_t frame) const { return kspawn_copy_to_user(kspawn_current(), frame + begin, bytes + lead, end - begin); }

private:
	/* As the program's stack has it: the processor stores floating point in it. */
	static constexpr size_t align = larger(KSPAWN_USER_STATE_ALIGN, alignof(kspawn::ucontext));
	static constexpr size_t lead = (begin + KSPAWN_SIGFRAME_SKEW) % align;
	alignas(align) unsigned char bytes[lead + end - begin];
};
#define MEMBER(part, Frame, member) (part).template at<decltype(Frame::member)>(offsetof(Frame, member))

/// Where the members of a rt_sigframe that are written begin and end.
template <class Frame>
consteval size_t first_written()
{
	if constexpr (requires(Frame frame) { frame.return_address; })
		return offsetof(Frame, return_address);
	return offsetof(Frame, info) < offsetof(Frame, uc) ? offsetof(Frame, info) : offsetof(Frame, uc);
}

template <class Frame>
consteval size_t end_of_written()
{
	const size_t end = larger(offsetof(Frame, info) + sizeof(Frame::info), offsetof(Frame, uc) + sizeof(Frame::uc));
	if constexpr (requires(Frame frame) { frame.fp; })
		return larger(end, offsetof(Frame, fp) + sizeof(Frame::fp));
	return end;
}

using rt_part = part<first_written<rt_sigframe>(), end_of_written<rt_sigframe>()>;

void set_context(kspawn::ucontext &uc, uintptr_t at, const kspawn_pt_regs &regs, const kspawn_signal_frame &what)
{
	uc.flags = begins_with_context(what) ? KSPAWN_UCONTEXT_FLAGS_OLD : KSPAWN_UCONTEXT_FLAGS;
	if (what.stack)
		uc.stack = *what.stack;
	uc.mask = what.mask;
	if constexpr (fp_is_inside)
		get_fp(uc.mcontext);
	kspawn::regs_to_context(uc.mcontext, regs);
	set_rest(uc.mcontext, what, at + fp_at);
	set_addresses(uc, at + offsetof(rt_sigframe, uc));
}

/// Floating point, and on the stack the return address and the arguments: members that some ports have.
template <class Frame>
void set_members(rt_part &frame, uintptr_t at, uintptr_t to, int sig)
{
	if constexpr (requires(Frame f) { f.fp; })
		get_fp(MEMBER(frame, Frame, fp));
	if constexpr (requires(Frame f) { f.return_address; })
		MEMBER(frame, Frame, return_address) = to;
	if constexpr (requires(Frame f) { f.arguments; }) {
		auto &arguments = MEMBER(frame, Frame, arguments);
		arguments[0] = uintptr_t(sig);
		arguments[1] = at + offsetof(Frame, info);
		arguments[2] = at + offsetof(Frame, uc);
	}
}

/// Not inlined: the stack holds one of the two kinds of frames.
__attribute__((noinline)) int put_frame(uintptr_t at, uintptr_t to, const kspawn_pt_regs &regs, const kspawn_signal_frame &what)
{
	rt_part frame;
	MEMBER(frame, rt_sigframe, info) = *what.info;
	set_context(MEMBER(frame, rt_sigframe, uc), at, regs, what);
	set_members<rt_sigframe>(frame, at, to, what.sig);
	return frame.put(at);
}

#ifdef KSPAWN_OLD_SIGFRAME
using kspawn::old_sigframe;

/// The frame has room between its two parts.
using old_context = part<offsetof(old_sigframe, return_address), offsetof(old_sigframe, unused_fp)>;
using old_rest = part<offsetof(old_sigframe, mask_rest), sizeof(old_sigframe)>;

__attribute__((noinline)) int put_old_context(uintptr_t at, const kspawn_pt_regs &regs, const kspawn_signal_frame &what)
{
	old_context frame;
	MEMBER(frame, old_sigframe, return_address) = what.restorer;
	MEMBER(frame, old_sigframe, arguments)[0] = uintptr_t(what.sig);
	auto &c = MEMBER(frame, old_sigframe, mcontext);
	kspawn::regs_to_context(c, regs);
	set_rest(c, what, at + offsetof(old_sigframe, fp));
	return frame.put(at);
}

__attribute__((noinline)) int put_old_rest(uintptr_t at, const kspawn_sigset &mask)
{
	old_rest frame;
	MEMBER(frame, old_sigframe, mask_rest) = mask.words[1];
	get_fp(MEMBER(frame, old_sigframe, fp));
	return frame.put(at);
}

/// The frame of handler(sig), which returns by sigreturn.
int push_old(kspawn_pt_regs &regs, const kspawn_signal_frame &what)
{
	const uintptr_t at = place(kspawn_pt_regs_sp(&regs), what, sizeof(old_sigframe));
	if (!at || put_old_context(at, regs, what) || put_old_rest(at, what.mask))
		return -KSPAWN_EFAULT;
	kspawn::set_handler_args(regs, uintptr_t(what.sig), 0, 0);
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
	if (!at || !to || put_frame(at, to, *regs, *what) || KSPAWN_READ_HANDLER(*regs, handler))
		return -KSPAWN_EFAULT;
	enter(*regs, at, to, handler, *what);
	return 0;
}
