/* src/generic/signal_frame_pop.cpp: from a signal handler's frame back to pt_regs */
#include <kspawn/errno.h>
#include <kspawn/rt_sigframe.hpp>
#include <kspawn/signal_frame.h>

#include "freestanding.hpp"

namespace {

using namespace kspawn::sigframe;
using kspawn::rt_sigframe;

/// What is read of a frame.
template <bool>
struct image {
	kspawn::ucontext uc;
	alignas(KSPAWN_USER_STATE_ALIGN) kspawn::sigframe_fp fp;
	kspawn::sigframe_fp &fp_part() { return fp; }
};

template <>
struct image<true> {
	kspawn::ucontext uc;
	kspawn::sigcontext &fp_part() { return uc.mcontext; } /* the same type */
};

using frame_image = image<fp_is_inside>;

/// Bytes of an image, where floating point is behind the ucontext.
template <class Image>
consteval size_t bytes_of()
{
	if constexpr (fp_follows) {
		static_assert(offsetof(Image, fp) == fp_at - offsetof(rt_sigframe, uc));
		return offsetof(Image, fp) + sizeof(Image::fp);
	}
	return sizeof(kspawn::ucontext);
}

bool is_sigreturn(const kspawn_pt_regs &regs) { return KSPAWN_NR_SIGRETURN && regs.nr == KSPAWN_NR_SIGRETURN; }

/// Returns true if a frame has floating point. Without it the program gets what a new program has.
template <class Context>
bool has_fp(const Context &c)
{
	if constexpr (requires { c.fp; })
		return c.fp != 0;
	else if constexpr (requires { c.has_fp; })
		return c.has_fp & 1;
	else
		return true;
}

/// `at` is where Linux puts it.
template <class Context>
uintptr_t fp_address(const Context &c, uintptr_t at)
{
	if constexpr (requires { c.fp; })
		return c.fp;
	else
		return at;
}

/// The bits of control words that the processor has, where others fault. `fp` is overwritten.
uint32_t known_bits([[maybe_unused]] kspawn::sigframe_fp &fp)
{
#ifdef KSPAWN_SIGFRAME_FP_KNOWN
	kspawn_user_fp_get(&fp.state);
	return kspawn::fp_known(fp);
#else
	return 0;
#endif
}

/// Reads floating point that is where the frame says.
template <class Image>
int read_fp(Image &image, uintptr_t at)
{
	const kspawn::sigcontext &c = image.uc.mcontext;
	if constexpr (requires { image.fp; })
		return has_fp(c) ? kspawn_copy_from_user(&image.fp, fp_address(c, at), sizeof(image.fp)) : 0;
	return 0;
}

#ifdef KSPAWN_OLD_SIGFRAME
/// Of a frame without a ucontext.
int read_old(frame_image &image, uintptr_t sp)
{
	using kspawn::old_sigframe;
	const uintptr_t at = sp - KSPAWN_OLD_SIGFRAME_PAST;
	kspawn::sigcontext &c = image.uc.mcontext;
	uintptr_t rest;
	if (kspawn_copy_from_user(&c, at + offsetof(old_sigframe, mcontext), sizeof(c)) ||
	    kspawn_copy_from_user(&rest, at + offsetof(old_sigframe, mask_rest), sizeof(rest)))
		return -KSPAWN_EFAULT;
	image.uc.mask = { { c.oldmask, rest } };
	return read_fp(image, 0);
}
#else
int read_old(frame_image &, uintptr_t) { return -KSPAWN_EINVAL; }
#endif

/// A frame is read at once, unless it says where its floating point is.
int read(frame_image &image, uintptr_t at)
{
	const int err = kspawn_copy_from_user(&image, at + offsetof(rt_sigframe, uc), bytes_of<frame_image>());
	return err || fp_follows ? err : read_fp(image, at + fp_at);
}

/// The registers of a frame, for a program that has these.
kspawn_pt_regs regs_of(const kspawn::sigcontext &c, const kspawn_pt_regs &before)
{
	kspawn_pt_regs regs = before;
	kspawn::regs_from_context(regs, c);
	kspawn::regs_from_linux(regs, before);
	regs.nr = no_call;
	return regs;
}

} // namespace

int kspawn_signal_frame_pop(kspawn_pt_regs *regs, kspawn_sigset *mask, kspawn_sigaltstack *stack)
{
	const uintptr_t sp = kspawn_pt_regs_sp(regs);
	const bool is_old = is_sigreturn(*regs);
	const uintptr_t at = sp - (is_old ? offsetof(rt_sigframe, uc) : KSPAWN_SIGFRAME_PAST);
	if (!is_aligned(sp, KSPAWN_SIGFRAME_POP_ALIGN))
		return -KSPAWN_EINVAL;
	frame_image image;
	kspawn::sigframe_fp &fp = image.fp_part();
	const uint32_t known = known_bits(fp);
	const bool no_context = is_old && KSPAWN_HAS_OLD_SIGFRAME;
	if (no_context ? read_old(image, sp) : read(image, at))
		return -KSPAWN_EFAULT;
	/* Before floating point is the port's own, which may be longer than Linux's and reach into the registers behind it. */
	const kspawn_pt_regs taken = regs_of(image.uc.mcontext, *regs);
	const bool own_fp = has_fp(image.uc.mcontext);
	if ((own_fp && !kspawn::fp_from_linux(fp, known)) || !kspawn_pt_regs_valid(&taken))
		return -KSPAWN_EINVAL;
	*regs = taken;
	if (!own_fp)
		kspawn_user_init(&fp.state);
	kspawn_user_fp_set(&fp.state);
	*mask = image.uc.mask;
	if (!no_context)
		*stack = image.uc.stack;
	return 0;
}
